/* What comes from Python, as the map reads it: packed columns, the mask of the filters, the words of a relation. */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';

  /* A column of whole numbers: [bytes a number, smallest number, base 64 of the planes of bytes, the lowest first]. */
  function unpacked([width, least, text]) {
    const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0)), count = bytes.length / width;
    return Array.from({ length: count }, (_, n) => {
      let value = least;
      for (let plane = 0; plane < width; plane++) value += bytes[plane * count + n] * 256 ** plane;
      return value;
    });
  }

  /** @param {Record<string, any>} points */
  function columns(points) {
    const p = { ...points };
    for (const field of ['name', 'latitude', 'longitude', 'kind', 'country', 'state', 'year', 'until']) p[field] = unpacked(points[field]);
    let at = 0;
    p.name = p.name.map(step => points.names[at += step]);
    return p;
  }

  /** Whether a relation stood in a year; what has no date never counts.
   * @param {Points} p @param {number} n @param {number} year */
  function stood(p, n, year) {
    return p.year[n] > 0 && p.year[n] <= year && (!p.until[n] || p.until[n] >= year);
  }

  /** The relations that the filters keep, those of the year that is played alone.
   * @param {Model} m */
  function visible(m) {
    const kept = filtered(m);
    return m.year ? kept.filter(n => stood(m.p, n, m.year)) : kept;
  }

  /** @param {Model} m */
  function filtered(m) {
    const count = m.p.name.length, mask = m.state && m.state.mask;
    if (mask === null || mask === undefined) return Array.from({ length: count }, (_, n) => n);
    const bytes = Uint8Array.from(atob(mask), letter => letter.charCodeAt(0)), kept = [];
    for (let n = 0; n < count; n++) if (bytes[n >> 3] & (128 >> (n & 7))) kept.push(n);
    return kept;
  }

  /** @param {Model} m @param {number} n */
  function says(m, n) {
    const p = m.p, words = m.c.words, year = p.year[n];
    const parts = [p.kinds[p.kind[n]].label, year ? words.since.replace('#', String(year)) : words.undated, p.states[p.state[n]].label];
    return [p.name[n], p.countries[p.country[n]].label, parts.join(' · ')];
  }

  Object.assign(O, { unpacked, columns, stood, visible, says });
})(window.Ouverture ??= /** @type {any} */ ({}));
