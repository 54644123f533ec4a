/* The arcs from the territory to its partners: one a relation, or one a country when there are too many. */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';
  const { theme, COLOURS } = O;

  /** @param {Model} m */
  function drawArcs(m) {
    m.arcs.clearLayers();
    const colour = COLOURS[theme()].arc, arcs = m.c.arcs;
    const weights = new Map();
    m.shown.forEach(n => { const at = arcs.by === 'point' ? n : m.p.country[n]; weights.set(at, (weights.get(at) || 0) + 1); });
    weights.forEach((count, at) => {
      const bundled = arcs.by === 'country';
      arcs.lines[at].forEach(flat => {
        /** @type {L.LatLngTuple[]} */
        const line = [];
        for (let i = 0; i < flat.length; i += 2) line.push([flat[i], flat[i + 1]]);
        L.polyline(line, {
          renderer: m.renderer, pane: 'ouv-arcs', interactive: false, color: colour, smoothFactor: 0.8,
          weight: bundled ? Math.min(7, 0.7 + Math.sqrt(count) / 4) : m.shown.length > 80 ? 0.9 : 1.4,
          opacity: bundled ? 0.32 : 0.55,
        }).addTo(m.arcs);
      });
    });
  }

  Object.assign(O, { drawArcs });
})(window.Ouverture ??= /** @type {any} */ ({}));
