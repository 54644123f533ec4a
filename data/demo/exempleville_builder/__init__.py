"""The parts of the generator of the fictional territory; see ``build_exempleville.py``."""
