"""Tomorrow's list: who has an appointment, and what will be asked, gone through in the evening and gone after the day."""
