"""Beside the reader that a clinic already has: what its files say, whom they are about, what they prove. It only reads."""
