"""The annual report and the files."""
