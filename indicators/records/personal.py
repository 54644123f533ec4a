"""What tells that a person was named where only functions are kept."""

from __future__ import annotations

import re

#: An address, a telephone number, a civility with the name that follows.
PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+|(?:\+33|\b0)\s?[1-9](?:[ .]?\d\d){4}|\b(?:M\.|Mme|Mlle|Monsieur|Madame)\s+[A-ZÉÈ]"
)
