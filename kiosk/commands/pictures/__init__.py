"""Reading pictures from the command line: faces, printed fronts."""
