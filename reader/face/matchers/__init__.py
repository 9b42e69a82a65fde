"""The two judges of faces that ship, each behind `reader.face.matcher.Matcher`."""
