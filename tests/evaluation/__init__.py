"""Tests of the evaluation of indicators."""
