"""The GEII-type profile: six dimensions read against a reference territory and against a base year.

« De type GEII » and never « GEII »: nothing public gives the formula or the weights of the original index.
"""

from indicators.geii.composite import Composite, composite_of
from indicators.geii.method import CompositeOptions, Kit, kit_of, options_for, recipe_of
from indicators.geii.profile import DimensionReading, Profile, ProfileOptions, build_profile
from indicators.geii.readings import Reading, Reason, read_indicator
from indicators.geii.series import Point, Series

__all__ = [
    "Composite",
    "CompositeOptions",
    "DimensionReading",
    "Kit",
    "Point",
    "Profile",
    "ProfileOptions",
    "Reading",
    "Reason",
    "Series",
    "build_profile",
    "composite_of",
    "kit_of",
    "options_for",
    "read_indicator",
    "recipe_of",
]
