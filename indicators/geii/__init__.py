"""The GEII-type profile: six dimensions read against a reference territory and against a base year.

« De type GEII » and never « GEII »: nothing public gives the formula or the weights of the original index.

The composite comes with :mod:`indicators.geii.composite` and :mod:`indicators.geii.method`: most pages read none.
"""

from indicators.geii.profile import DimensionReading, Profile, ProfileOptions, build_profile
from indicators.geii.readings import Reading, Reason, read_indicator
from indicators.geii.series import Point, Series

__all__ = [
    "DimensionReading",
    "Point",
    "Profile",
    "ProfileOptions",
    "Reading",
    "Reason",
    "Series",
    "build_profile",
    "read_indicator",
]
