/* Under the relations: the sea, the countries and their shading, or the tiles of a server when the settings give one. */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';
  const { node, escaped, fetched, theme, openCountry, COLOURS, DETAIL_ZOOM } = O;
  const STATIC = '../../app/static/map/';

  /** A background that the page carries inside, or that the server gives.
   * @param {string} name */
  function world(name) {
    const inside = window.OUVERTURE_WORLD && window.OUVERTURE_WORLD[name];
    return inside ? Promise.resolve(inside) : fetched(STATIC + name);
  }

  /** @param {Model} m @param {any} feature */
  function areaStyle(m, feature) {
    const t = theme(), base = COLOURS[t], area = m.c.disputed[feature.id];
    const shade = m.state && m.state.shade, at = shade ? shade.areas[feature.id] : undefined;
    const tiled = !!m.c.tiles, filled = at !== undefined;
    return {
      weight: 0.7, color: base.border, fillColor: filled ? shade[t][at] : base.land,
      fillOpacity: filled ? (tiled ? 0.55 : 1) : (tiled ? 0 : 1),
      dashArray: area && area.as === 'neutral' ? '3 3' : null,
    };
  }

  /** @param {Model} m @param {any} feature */
  function areaName(m, feature) {
    const area = m.c.disputed[feature.id];
    return area ? area.label : (feature.properties[m.c.lang] || feature.id);
  }

  /** The country that an area is shown as.
   * @param {Model} m @param {any} feature */
  function countryOf(m, feature) {
    const area = m.c.disputed[feature.id];
    return area && area.as !== 'neutral' ? area.as : feature.id;
  }

  /** @param {Model} m @param {any} feature */
  function areaSays(m, feature) {
    const own = areaName(m, feature), country = countryOf(m, feature), shade = m.state && m.state.shade;
    const value = shade && shade.texts[country];
    return value ? m.c.words.valued.replace('@', () => own).replace('#', () => value) : own;
  }

  /** @param {Model} m @param {string} name */
  function background(m, name) {
    if (m.fetched[name]) return m.fetched[name];
    m.fetched[name] = world(name).then(areas => L.geoJSON(areas, /** @type {any} */ ({
      pane: 'ouv-world', renderer: L.canvas({ pane: 'ouv-world', padding: 0.3, tolerance: 0 }),
      style: feature => areaStyle(m, feature),
      onEachFeature(feature, layer) {
        layer.on('mouseover mousemove', event => m.tip.setLatLng(event.latlng).setContent(node('span', '', areaSays(m, feature))).addTo(m.map));
        layer.on('mouseout', () => m.tip.remove());
        layer.on('click', event => openCountry(m, countryOf(m, feature), areaName(m, feature), event.latlng));
      },
    }))).catch(() => { if (!m.world) m.map.attributionControl.addAttribution(escaped(m.c.words.no_background)); return null; });
    return m.fetched[name];
  }

  /** @param {Model} m */
  function showBackground(m) {
    const wanted = m.map.getZoom() >= DETAIL_ZOOM ? 'world_detail.geojson' : 'world.geojson';
    if (m.wanted === wanted) return;
    m.wanted = wanted;
    background(m, wanted).then(layer => {
      if (!layer || m.wanted !== wanted) return;
      layer.setStyle(feature => areaStyle(m, feature));
      layer.addTo(m.map);
      if (m.world && m.world !== layer) m.world.remove();
      m.world = layer;
      m.map.getContainer().dataset.background = wanted;
    });
  }

  /** Tiles are asked so that a picture may copy them; where their server does not allow it, they are only looked at.
   * @param {Model} m */
  function tiles(m) {
    const { url, attribution } = m.c.tiles, options = { attribution: escaped(attribution) };
    const copied = L.tileLayer(url, { ...options, crossOrigin: 'anonymous' });
    copied.once('tileload', () => { m.tiles = copied; });
    copied.on('tileerror', () => {
      if (m.tiles) return;
      m.tiles = L.tileLayer(url, options).addTo(m.map);
      copied.remove();
      m.untiled = m.c.words.untiled;
      m.map.getContainer().querySelectorAll('.ouv-save').forEach(link => { link.title += '. ' + m.untiled; link.setAttribute('aria-label', link.title); });
    });
    copied.addTo(m.map);
  }

  /** @param {Model} m */
  function restyle(m) {
    const colours = COLOURS[theme()];
    m.map.getContainer().style.background = colours.sea;
    m.theme = theme();
    if (m.world) m.world.setStyle(feature => areaStyle(m, feature));
  }

  Object.assign(O, { world, showBackground, tiles, restyle });
})(window.Ouverture ??= /** @type {any} */ ({}));
