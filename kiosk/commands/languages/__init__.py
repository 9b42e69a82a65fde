"""The texts of the glass on their way to translators and back."""
