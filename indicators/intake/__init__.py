"""From an officer's files to the drafts of the store: read, check, compare, publish. Nothing is lost or guessed."""
