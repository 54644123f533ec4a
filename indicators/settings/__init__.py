"""What the collectivity decides: ``config.toml``, then what was chosen in the browser; validated, frozen."""

from indicators.settings.exchange import Official
from indicators.settings.hosting import Access, Database, Privacy, Publication, SqlSource, Uploads
from indicators.settings.kept import DATA_IMAGE, KEPT, held
from indicators.settings.loader import (
    CHOSEN,
    CONFIG_VARIABLE,
    DEFAULT_PATH,
    Settings,
    SettingsError,
    completed,
    load_settings,
)
from indicators.settings.mail import Mail
from indicators.settings.report import Accessibility, Report, Typeface, contrast_with_white
from indicators.settings.sections import (
    Budget,
    Choice,
    Collectivity,
    Demonstration,
    Dispersion,
    Evaluation,
    Externalities,
    Languages,
    Map,
    Missions,
    Profile,
    References,
    Thresholds,
)

__all__ = [
    "CHOSEN",
    "CONFIG_VARIABLE",
    "DATA_IMAGE",
    "DEFAULT_PATH",
    "KEPT",
    "Access",
    "Accessibility",
    "Budget",
    "Choice",
    "Collectivity",
    "Database",
    "Demonstration",
    "Dispersion",
    "Evaluation",
    "Externalities",
    "Languages",
    "Mail",
    "Map",
    "Missions",
    "Official",
    "Privacy",
    "Profile",
    "Publication",
    "References",
    "Report",
    "Settings",
    "SettingsError",
    "SqlSource",
    "Thresholds",
    "Typeface",
    "Uploads",
    "completed",
    "contrast_with_white",
    "held",
    "load_settings",
]
