"""Second implementations of the world outside: card, reader, camera, people, national service. All say what they are."""
