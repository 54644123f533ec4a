/* An inset for the part of the world where most relations stand: from far, they cover one another there. */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';
  const { node, theme, COLOURS, world } = O;
  const CELL = 10, WIDE = 4, HIGH = 3, FEWEST = 6, SHARE = 0.3, FAR = 3.5, ROOM = 720;

  /** The window of 40 by 30 degrees that holds most places, or null when no part of the world is crowded.
   * @param {[number, number][]} places latitude and longitude
   * @returns {{ held: [number, number][] } | null} */
  function crowded(places) {
    const cells = new Map();
    places.forEach(([lat, lon]) => {
      const key = Math.floor(lat / CELL) * 100 + Math.floor(lon / CELL);
      cells.set(key, (cells.get(key) || 0) + 1);
    });
    let best = { count: 0, low: 0, left: 0 };
    for (let low = -9; low <= 9 - HIGH; low++) {
      for (let left = -18; left <= 18 - WIDE; left++) {
        let count = 0;
        for (let y = 0; y < HIGH; y++) for (let x = 0; x < WIDE; x++) count += cells.get((low + y) * 100 + left + x) || 0;
        if (count > best.count) best = { count, low, left };
      }
    }
    if (best.count < FEWEST || best.count < SHARE * places.length) return null;
    const within = (value, from, count) => value >= from * CELL && value < (from + count) * CELL;
    return { held: places.filter(([lat, lon]) => within(lat, best.low, HIGH) && within(lon, best.left, WIDE)) };
  }

  /** @param {Model} m */
  function wanted(m) {
    return m.map.getZoom() <= FAR && m.map.getSize().x >= ROOM;
  }

  /** @param {Model} m */
  function made(m) {
    const box = node('button', 'ouv-inset'), frame = node('span', 'ouv-inset-map'), control = new L.Control({ position: 'bottomright' });
    box.append(frame);
    L.DomEvent.disableClickPropagation(box);
    control.onAdd = () => box;
    control.addTo(m.map);
    box.addEventListener('click', () => { m.map.fitBounds(m.inset.bounds, { padding: [20, 20], animate: false }); });
    const still = { dragging: false, touchZoom: false, scrollWheelZoom: false, doubleClickZoom: false, boxZoom: false, keyboard: false };
    const map = L.map(frame, { ...still, attributionControl: false, zoomControl: false, zoomSnap: 0.1, zoomAnimation: false, preferCanvas: true });
    map.setView([0, 0], 1);
    return { box, map, points: L.layerGroup().addTo(map), bounds: null, land: null };
  }

  /** The countries of the inset, in the colours of the theme.
   * @param {Model} m */
  function ground(m) {
    const colours = COLOURS[theme()], inset = m.inset, style = { weight: 0.5, color: colours.border, fillColor: colours.land, fillOpacity: 1, interactive: false };
    inset.map.getContainer().style.background = colours.sea;
    if (inset.land) { inset.land.setStyle(style); return; }
    world('world.geojson').then(areas => {
      inset.land = L.geoJSON(areas, { style: () => style, interactive: false }).addTo(inset.map);
      inset.land.bringToBack();
    }).catch(() => {});  // the points are still there without their land
  }

  /** @param {Model} m */
  function showInset(m) {
    const found = wanted(m) ? crowded(m.shown.map(n => [m.p.latitude[n] / 10000, m.p.longitude[n] / 10000])) : null;
    if (!found) { if (m.inset) m.inset.box.hidden = true; return; }
    if (!m.inset) m.inset = made(m);
    const { box, map, points } = m.inset, held = L.latLngBounds(found.held);
    const words = m.c.words.inset.replace('#', m.number(found.held.length));
    box.hidden = false;
    box.title = words;
    box.setAttribute('aria-label', words);
    m.inset.bounds = held.pad(0.1);
    map.invalidateSize({ animate: false, pan: false });
    map.fitBounds(held, { padding: [14, 14], maxZoom: 6, animate: false });
    points.clearLayers();
    m.shown.forEach(n => {
      const kind = m.p.kinds[m.p.kind[n]], hollow = m.p.states[m.p.state[n]].look !== 'solid';
      /** @type {Pair} */
      const at = [m.p.latitude[n] / 10000, m.p.longitude[n] / 10000];
      if (held.contains(at)) L.circleMarker(at, { radius: 4, weight: 1.5, color: kind.colour, fillColor: hollow ? '#ffffff' : kind.colour, fillOpacity: 1, interactive: false }).addTo(points);
    });
    ground(m);
  }

  Object.assign(O, { showInset, inset: { crowded } });
})(window.Ouverture ??= /** @type {any} */ ({}));
