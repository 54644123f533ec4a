"""Readers: one file a format. Each gives :class:`RawTable` objects, or budget lines for accounts, and never guesses."""
