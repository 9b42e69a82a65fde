"""Two sites of one house: the patient's glass and the desk."""
