"""What `doctor` looks at, a module a subject. Each check says what it found, and what to do about it."""
