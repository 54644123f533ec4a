/* The points: partners, the layers beside them and the territory; what a click opens and hands to Python. */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';
  const { node, says, KindIcon, visible, DETAIL_ZOOM, FEW } = O;

  /** @param {Model} m @param {number} n */
  function popup(m, n) {
    const box = node('div', 'ouv-popup'), [name, country, line] = says(m, n);
    box.append(node('strong', '', name), node('div', '', country), node('div', 'ouv-small', line));
    if (m.p.origin) box.append(node('div', 'ouv-small', m.c.words.from.replace('#', m.p.origin[n])));
    if (m.hand.has(n)) box.append(node('div', 'ouv-small', m.c.words.hand));
    return box;
  }

  /** A click, or Enter or the space bar on the point that has the focus.
   * @param {any} event */
  function chosen(event) {
    return event.type !== 'keypress' || ['Enter', ' '].includes(event.originalEvent.key);
  }

  /** The number of the point, and a count that tells two clicks on it apart: what Python reads in the component's value.
   * @param {Model} m @param {number} n */
  function report(m, n) {
    if (!window.Streamlit) return;
    m.clicks = (m.clicks || 0) + 1;
    window.Streamlit.setComponentValue({ last_object_clicked_tooltip: `${n}:${m.clicks}` });
  }

  /** @param {Model} m */
  function makeMarkers(m) {
    const p = m.p;
    m.markers = p.name.map((name, n) => {
      const kind = p.kinds[p.kind[n]], words = says(m, n);
      const icon = new KindIcon({
        path: kind.path, colour: kind.colour, look: p.states[p.state[n]].look, name,
        says: words.join(', '),
      });
      const marker = /** @type {RelationMarker} */ (L.marker([p.latitude[n] / 10000, p.longitude[n] / 10000], { icon, keyboard: true, riseOnHover: true }));
      marker.n = n;
      return marker;
    });
  }

  /** @param {Model} m */
  function drawPoints(m) {
    m.shown = visible(m);
    const few = m.shown.length <= FEW;
    m.group.options.maxClusterRadius = few ? 15 : zoom => zoom < DETAIL_ZOOM ? 70 : 58;
    if (m.home) m.home.setZIndexOffset(few ? 500 : -2000);  // where thousands gather, their number is read before the house
    m.group.clearLayers();
    m.group.addLayers(m.shown.map(n => m.markers[n]));
    m.map.getContainer().dataset.shown = String(m.shown.length);
  }

  /** @param {Model} m @param {boolean} move @param {boolean} first */
  function mark(m, move, first) {
    m.ring.clearLayers();
    const n = m.state.selected;
    if (n < 0 || !m.markers[n]) { if (m.popup) m.popup.remove(); return; }
    const at = m.markers[n].getLatLng();
    L.circleMarker(at, { pane: 'ouv-ring', radius: 15, weight: 3, fill: false, className: 'ouv-selected', interactive: false }).addTo(m.ring);
    if (move) m.map.setView(at, Math.max(m.map.getZoom(), 5), { animate: false });
    m.popup = L.popup({ maxWidth: 260, autoPan: !move && !first, closeButton: true, offset: [0, -6] }).setLatLng(at).setContent(popup(m, n)).openOn(m.map);
  }

  /** @param {Model} m @param {any} layer */
  function layerOf(m, layer) {
    const group = L.layerGroup();
    layer.points.forEach(([lat, lon, label, detail]) => {
      const icon = new KindIcon({ path: layer.path, colour: layer.colour, look: 'ringed', says: [layer.label, label, detail].join(', ') });
      const marker = L.marker([lat, lon], { icon, keyboard: true, zIndexOffset: -200 });
      marker.on('click keypress', event => {
        if (!chosen(event)) return;
        const box = node('div', 'ouv-popup');
        box.append(node('strong', '', label), node('div', 'ouv-small', detail), node('div', 'ouv-small', layer.label));
        L.popup({ maxWidth: 280 }).setLatLng([lat, lon]).setContent(box).openOn(m.map);
      });
      group.addLayer(marker);
    });
    return group;
  }

  /** @param {Model} m */
  function home(m) {
    if (!m.c.home) return;
    const icon = new KindIcon({ path: m.c.home.path, colour: 'var(--text-color, #1b2733)', look: 'solid', name: m.c.home.label, says: m.c.home.label });
    m.home = L.marker(m.c.home.at, { icon, keyboard: false, zIndexOffset: 500 }).addTo(m.map);
    m.home.getElement().setAttribute('role', 'img');
    m.homes.add(m.home.getElement().querySelector('.ouv-name'));
  }

  Object.assign(O, { chosen, report, makeMarkers, drawPoints, mark, layerOf, home });
})(window.Ouverture ??= /** @type {any} */ ({}));
