#!/usr/bin/env bash
# iso4217parse 0.6.2: the franc CFA written « F CFA », as CLDR writes it in French, is a guilder of the Antilles.
# Guess: none written; met while trying how amounts of partners are labelled.
# Seen: parse("F CFA"), with the no-break space or a plain one, gives ANG alone; « 1 000 FCFA » gives XAF alone, the franc of central Africa, not XOF of Dakar, Bamako and Ouagadougou;
# « 1 000 DH » gives AED alone and never MAD of Morocco. Each is one sure answer, in the wrong country.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check iso4217parse==0.6.2 babel==2.18.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import iso4217parse
from babel.numbers import get_currency_symbol

symbol = get_currency_symbol("XOF", locale="fr")
texts = (symbol, "F CFA", "1 000 FCFA", "1 000 DH", "1 000 XOF", "500 €")
found = {text: [currency.alpha3 for currency in iso4217parse.parse(text) or []] for text in texts}
print(found)
assert symbol.replace("\u202f", " ").replace("\u00a0", " ") == "F CFA"
assert list(found.values()) == [["ANG"], ["ANG"], ["XAF"], ["AED"], ["XOF"], ["EUR"]]
PYTHON
