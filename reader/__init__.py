"""A library for a face-auth card reader: card, camera, printed front, face. It knows nothing of the kiosk."""
