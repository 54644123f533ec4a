"""Tests of the progress of indicators."""
