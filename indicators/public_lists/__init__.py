"""What public lists know of a city: who says that it is twinned, which projects name it, who else works where it does."""

from indicators.public_lists.model import (
    Aid,
    Area,
    Home,
    Link,
    Project,
    PublicList,
    UnreadableListError,
)
from indicators.public_lists.reading import read_list, recognises
from indicators.public_lists.sources import SOURCES, Kind, Source
from indicators.public_lists.twins import Question, Twin, twins

__all__ = [
    "SOURCES",
    "Aid",
    "Area",
    "Home",
    "Kind",
    "Link",
    "Project",
    "PublicList",
    "Question",
    "Source",
    "Twin",
    "UnreadableListError",
    "read_list",
    "recognises",
    "twins",
]
