"""The words and sentences of partnerships: « partenaire » on both sides, never a donor and a beneficiary (manual, 6)."""
