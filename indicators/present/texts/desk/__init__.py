"""The words of missions and of the calendar."""
