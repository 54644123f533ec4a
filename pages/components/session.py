"""Who is reading: the person signed in, the local user, or the public."""

from __future__ import annotations

from indicators.access import User
from indicators.settings import Settings
