"""The command line: the same operations as the browser's, one module a subject."""
