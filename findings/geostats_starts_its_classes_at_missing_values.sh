#!/usr/bin/env bash
# geostats 2.1.0 (npm): a missing value of a map is a place of its lowest class, and the mean is lost.
# Guess, before the run: the null is left out (55 %).
# Seen: with a null among the values, quantiles and equal intervals start at null: the legend reads « null - 20 », the classes that the null has shifted are those of zero,
# and the mean is not a number. No error; the README of the package says nothing of missing values, which JSON can only write as null.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts geostats@2.1.0 >/dev/null
cat > classes.js <<'JS'
const assert = require("assert");
const Geostats = require("geostats");
const read = (values) => {
  const series = new Geostats(values);
  return {
    mean: series.mean(), lowest: series.min(), count: series.pop(),
    quantiles: series.getClassQuantile(2), legend: [...series.ranges], equal: series.getClassEqInterval(2),
  };
};
const whole = read([10, 20, 30, 40]);
const missing = read([null, 10, 20, 30, 40]);
const zero = read([0, 10, 20, 30, 40]);
console.log(whole, missing);
assert.deepStrictEqual([whole.mean, whole.quantiles, whole.equal], [25, [10, 20, 40], [10, 25, 40]]);
assert.ok(Number.isNaN(missing.mean));
assert.deepStrictEqual([missing.lowest, missing.count], [null, 5]);
assert.deepStrictEqual(missing.legend, ["null - 20", "20 - 40"]);
assert.deepStrictEqual([missing.quantiles.slice(1), missing.equal.slice(1)], [zero.quantiles.slice(1), zero.equal.slice(1)]);
JS
node classes.js
