/* The legend, under the map where it covers nothing; the map gives it the room it needs. */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';
  const { node, drawing, theme } = O;

  /** The legend stands under the map, where it covers nothing; the map gives it the room it needs.
   * @param {Model} m */
  function legend(m) {
    m.legend = node('ul', 'ouv-legend');
    m.legend.setAttribute('aria-label', m.c.words.legend);
    m.map.getContainer().after(m.legend);
    window.addEventListener('resize', () => makeRoom(m));
  }

  /** @param {Model} m */
  function makeRoom(m) {
    m.map.getContainer().style.height = Math.max(260, window.innerHeight - m.legend.offsetHeight - 6) + 'px';
    m.map.invalidateSize({ animate: false, pan: false });
  }

  /** @param {Model} m */
  function legendBreak(m) {
    if (m.legend.lastElementChild && m.legend.lastElementChild.className !== 'ouv-break') {
      const row = node('li', 'ouv-break');
      row.setAttribute('aria-hidden', 'true');
      m.legend.append(row);
    }
  }

  /** @param {Node} symbol @param {string} text */
  function legendRow(symbol, text) {
    const row = node('li'); row.append(symbol, node('span', '', text)); return row;
  }

  /** @param {Model} m */
  function fillLegend(m) {
    const words = m.c.words, list = m.legend;
    list.replaceChildren();
    const counts = m.p.kinds.map(() => 0), looks = new Set();
    m.shown.forEach(n => { counts[m.p.kind[n]] += 1; looks.add(m.p.states[m.p.state[n]].look); });
    m.p.kinds.forEach((kind, k) => { if (counts[k]) list.append(legendRow(drawing(kind.path, kind.colour, 'solid', 18), `${kind.label} (${m.number(counts[k])})`)); });
    legendBreak(m);
    ['solid', 'hollow', 'faded'].forEach(look => { if (looks.has(look)) list.append(legendRow(drawing(m.p.kinds[0].path, 'currentColor', look, 18), words[look])); });
    m.c.layers.forEach(layer => { if (m.state.layers.includes(layer.id)) list.append(legendRow(drawing(layer.path, layer.colour, 'ringed', 18), layer.label)); });
    if (m.c.arcs.by === 'country') list.append(node('li', 'ouv-small', words.bundled));
    const shade = m.state.shade;
    if (shade && shade.labels.length) {
      legendBreak(m);
      list.append(node('li', 'ouv-head', shade.title));
      shade.labels.forEach((label, at) => {
        const swatch = node('i', 'ouv-swatch'); swatch.style.background = shade[theme()][at];
        list.append(legendRow(swatch, label));
      });
    }
    makeRoom(m);
  }

  Object.assign(O, { legend, fillLegend });
})(window.Ouverture ??= /** @type {any} */ ({}));
