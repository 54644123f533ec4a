"""What the council and the public receive, gathered from the store: one edition, what officers wrote beside it, the files."""
