#!/usr/bin/env bash
# SheetJS (npm xlsx 0.18.5): in a French CSV, with its semicolons, the decimal comma is taken out.
# Guess, before the run: « 12,5 » is a text or 12.5 (60 %).
# Seen: 12,5 is the number 125, -3,25 is -325 and « 12,5 % » is 1.25, while « 1 234,50 » stays a text; 03/04/2024 is the fourth of March, 13/04/2024 stays a
# text, the code 01004 is 1004 and « 1-2 » is a day of 2001. Ten times or a hundred times the rate, in a column where some cells are right.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts xlsx@0.18.5 >/dev/null
cat > read.js <<'JS'
const assert = require("assert");
const XLSX = require("xlsx");
const text = "code;taux;part;montant;jour;lot\n01004;12,5;12,5 %;1 234,50;03/04/2024;1-2\n38185;-3,25;4 %;12,50;13/04/2024;A\n";
const book = XLSX.read(text, { type: "string", cellDates: false });
const rows = XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1 }).slice(1);
console.log(rows);
assert.deepStrictEqual(rows[0].slice(0, 4), [1004, 125, 1.25, "1 234,50"]);
assert.deepStrictEqual(rows[1].slice(0, 5), [38185, -325, 0.04, 1250, "13/04/2024"]);
const shown = (serial) => XLSX.SSF.format("yyyy-mm-dd", serial);
assert.deepStrictEqual([shown(rows[0][4]), shown(rows[0][5])], ["2024-03-04", "2001-01-02"]);
JS
node read.js
