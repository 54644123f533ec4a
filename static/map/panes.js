/* What the map is made of before anything is drawn on it: its panes, its limits, its layers from the arcs up to the tips. */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';
  const { escaped, clusterIcon, layerOf } = O;

  /** @param {DrawnMap} map */
  function frame(map) {
    Object.entries({ 'ouv-world': '150', 'ouv-arcs': '350', 'ouv-ring': '590' }).forEach(([name, z]) => { map.createPane(name).style.zIndex = z; });
    map.getPane('ouv-arcs').style.pointerEvents = 'none';
    map.setMinZoom(map.getSize().x < 512 ? 0 : 1);  // the whole world on a telephone too
    map.setMaxBounds([[-75, -400], [86, 400]]);
  }

  /** What the relations are drawn in, from the arcs up to the tips.
   * @param {Model} m */
  function stack(m) {
    m.renderer = L.canvas({ pane: 'ouv-arcs', padding: 0.4 });
    m.tip = L.tooltip({ direction: 'top', className: 'ouv-tip', opacity: 1 });
    m.arcs = L.layerGroup().addTo(m.map);
    m.ring = L.layerGroup().addTo(m.map);
    m.group = L.markerClusterGroup({
      maxClusterRadius: 54, spiderfyOnMaxZoom: true, showCoverageOnHover: false,
      animate: false, chunkedLoading: false, removeOutsideVisibleBounds: true, zoomToBoundsOnClick: true,
      iconCreateFunction: cluster => clusterIcon(m, cluster),
    }).addTo(m.map);
    m.layers = Object.fromEntries(m.c.layers.map(layer => [layer.id, layerOf(m, layer)]));
    m.map.attributionControl.setPrefix(false).addAttribution(escaped(`${m.c.attribution} · ${m.c.words.borders}`));
  }

  Object.assign(O, { frame, stack });
})(window.Ouverture ??= /** @type {any} */ ({}));
