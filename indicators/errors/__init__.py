"""What a person can mend: every refusal of the house, its French sentence, and how it is told in the reader's language."""
