"""From an officer's file to the draft: load, findings, correct, consequences, publish."""
