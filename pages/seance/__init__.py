"""The council meeting: prepare, project."""
