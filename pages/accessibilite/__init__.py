"""The declaration of accessibility, which the law asks of a public body."""
