"""The readout: settings, edition and year in one object, from which every surface takes its figures."""

from indicators.readout.readout import Readout
from indicators.readout.years import latest_year, years_to_read, years_with_data

__all__ = ["Readout", "latest_year", "years_to_read", "years_with_data"]
