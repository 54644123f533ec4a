#!/usr/bin/env bash
# chrono-node 2.10.3 (npm): in French, « mercredi 5 à 18h » is Wednesday from five in the morning to six in the evening.
# Guess: none written, met while asking about « du 3 au 5 mars ».
# Seen: the day of the month is read as an hour and « à » as « until »: « jeudi 12 à 9h » goes from noon to 21:00, and the day is the next Wednesday or Thursday whatever its
# number. With the month, « mercredi 5 mars à 18h » is right. And « avant-hier » is yesterday, « après-demain » tomorrow: issue 259 of wanasit/chrono says it of English only.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts chrono-node@2.10.3 >/dev/null
cat > agenda.js <<'JS'
const assert = require("assert");
const { fr } = require("chrono-node");
const monday = new Date(Date.UTC(2026, 5, 15, 12));
const shown = (part) => part && part.date().toISOString().slice(0, 16);
const found = {};
for (const text of ["mercredi 5 à 18h", "jeudi 12 à 9h", "mercredi 5 mars à 18h", "avant-hier", "après-demain"]) {
  found[text] = fr.parse(text, monday).map((one) => [one.text, shown(one.start), shown(one.end)]);
}
console.log(found);
assert.deepStrictEqual(found, {
  "mercredi 5 à 18h": [["mercredi 5 à 18h", "2026-06-17T05:00", "2026-06-17T18:00"]],
  "jeudi 12 à 9h": [["jeudi 12 à 9h", "2026-06-18T12:00", "2026-06-18T21:00"]],
  "mercredi 5 mars à 18h": [["mercredi 5 mars à 18h", "2026-03-05T18:00", null]],
  "avant-hier": [["hier", "2026-06-14T12:00", null]],
  "après-demain": [["demain", "2026-06-16T12:00", null]],
});
JS
TZ=UTC node agenda.js
