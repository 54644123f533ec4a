"""The strategy: the thread from a diagnosis to a vote, written where its figures are."""
