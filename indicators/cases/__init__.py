"""The cases that the rules are tried on: what is given, what is expected with its margin, and what was found.

A case is published in a database of its own and read through the readout, as any figure of the dashboard: it tries the
program, not a formula written beside it.
"""

from indicators.cases.model import Case, CasesError, Check, Expected, Outcome
from indicators.cases.reading import SHIPPED, read_folder
from indicators.cases.running import Bench, checked, tally

__all__ = ["SHIPPED", "Bench", "Case", "CasesError", "Check", "Expected", "Outcome", "checked", "read_folder", "tally"]
