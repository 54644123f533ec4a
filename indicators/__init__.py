"""The core of Ouverture: what is measured, kept, computed and presented, without any user interface."""
