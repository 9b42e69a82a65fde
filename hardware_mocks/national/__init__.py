"""VIRTUAL online qualification service: its own registry, its own checks, its own reading and writing of the message.

The element names and codes of the message follow public clinic-side code. The HTTPS side is our invention, because clinics
reach the real service through a terminal and its linkage software. Every answer says that it is a mock's.
"""
