"""What the collectivity decides: ``config.toml``, then what was chosen in the browser; validated, frozen."""

from indicators.settings.desk import Missions, Privacy
from indicators.settings.exchange import Official
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
    Access,
    Budget,
    Choice,
    Collectivity,
    Database,
    Demonstration,
    Dispersion,
    Evaluation,
    Externalities,
    Languages,
    Map,
    Profile,
    Publication,
    References,
    SqlSource,
    Thresholds,
    Uploads,
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
