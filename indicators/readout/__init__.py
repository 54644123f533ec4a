"""Settings and an edition turned into figures, each computed once; and what changed between two editions."""
