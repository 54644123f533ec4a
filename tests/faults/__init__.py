"""Accidents: a kill at any instant, a database that dies, a full disk, two writers, a clock that lies.

Each test prints its outcome. ``OUVERTURE_FAULTS=long`` plays the long form: more instants, on larger data.
"""
