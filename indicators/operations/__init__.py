"""Operations: backup and restore, health, and a person's right to be forgotten."""
