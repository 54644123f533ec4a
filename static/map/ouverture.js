/* The map of partnerships: one compact layer for any number of relations, drawn with the Leaflet served beside it.
 *
 * Ouverture.create(map, configuration or its address, words of failure) draws what stays; Ouverture.apply(state) what the
 * filters change, without drawing the map again. Each other file of this folder holds one part and adds it to Ouverture;
 * this one, the last, puts them together. Every text that a person typed is written with textContent, never as markup.
 * A click returns « number:count » to Python through the component; moving and zooming return nothing.
 */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';
  const {
    node, fetched, theme, columns, showBackground, tiles, restyle, drawArcs, chosen, report, makeMarkers, drawPoints, mark, home, tidy, legend,
    fillLegend, recentre, fit, bar, accessible, keyboard, image, borrowFonts, player, stop, showInset, frame, stack,
  } = O;

  /** The configuration, or its address; what the filters say meanwhile waits for it.
   * @param {DrawnMap} map @param {Configuration | string} given @param {string} failure */
  function create(map, given, failure) {
    O.current = map;
    const coming = typeof given === 'string' ? fetched(given) : Promise.resolve(given);
    coming.then(configuration => { build(map, configuration); apply(map.waiting, map); }).catch(error => {
      const words = node('div', 'ouv-failure', failure);
      words.setAttribute('role', 'alert');
      map.getContainer().append(words);
      throw error;
    });
  }

  /** @param {DrawnMap} map @param {Configuration} configuration */
  function build(map, configuration) {
    const m = /** @type {Model} */ (/** @type {unknown} */ ({
      map, c: configuration, p: columns(configuration.points), state: null, shown: [], homes: new Set(), fetched: {}, focus: 0,
      number: new Intl.NumberFormat(configuration.lang).format,
    }));
    m.hand = new Set(m.p.hand);
    map.ouverture = m;
    frame(map);
    stack(m);
    accessible(m);
    keyboard.listen(m);
    bar(m, 'topleft', [['ouv-recentre', '⤢', m.c.words.recentre, () => recentre(m)]]);
    bar(m, 'topright', ['png', 'svg'].map(kind => ['ouv-save', kind.toUpperCase(), m.c.words[kind], () => image.save(m, kind)]));
    if (m.c.tiles) tiles(m);
    player(m);
    makeMarkers(m); home(m); legend(m); restyle(m); borrowFonts(m);
    listen(m);
  }

  /** @param {Model} m */
  function listen(m) {
    m.group.on('click keypress', event => { if (chosen(event)) report(m, event.sourceTarget.n); });
    m.map.on('zoomend', () => showBackground(m));
    m.map.on('moveend', () => { showInset(m); tidy(m); });
    window.addEventListener('message', event => {
      if (event.data && event.data.type === 'streamlit:render') setTimeout(() => { if (theme() !== m.theme) { restyle(m); drawArcs(m); fillLegend(m); showInset(m); } }, 60);
    });
  }

  /** The component adds its style sheets without waiting for them: sizes measured before they come are wrong.
   * @param {Model} m */
  function styled(m) {
    return getComputedStyle(m.map.getPane('mapPane')).position === 'absolute' && getComputedStyle(m.legend).display === 'flex';
  }

  /** The state of the map that was created last: a frame holds one.
   * @param {MapState} state @param {DrawnMap} [map] */
  function apply(state, map = O.current) {
    if (!map.ouverture) { map.waiting = state; return; }
    const m = map.ouverture, later = m.waiting !== undefined;
    m.waiting = state;
    if (later) return;
    const tries = { left: 300 };
    const now = () => {
      if (!styled(m) && tries.left--) { setTimeout(now, 20); return; }
      const latest = m.waiting;
      m.waiting = undefined;
      draw(map, latest);
    };
    now();
  }

  /** @param {DrawnMap} map @param {MapState} state */
  function draw(map, state) {
    const m = map.ouverture, first = !m.state, before = m.state || /** @type {Partial<MapState>} */ ({});
    m.state = state;
    stop(m);
    if (first || before.mask !== state.mask) { drawPoints(m); drawArcs(m); }
    m.c.layers.forEach(layer => {
      const group = m.layers[layer.id];
      if (state.layers.includes(layer.id)) group.addTo(map); else group.remove();
    });
    fillLegend(m);
    if (first || before.frame !== state.frame) fit(m); else if (before.mask !== state.mask) showInset(m);
    showBackground(m);
    if (!first && JSON.stringify(before.shade) !== JSON.stringify(state.shade)) restyle(m);
    const move = state.focus > m.focus;
    m.focus = Math.max(m.focus, state.focus);
    if (first || move || before.selected !== state.selected) mark(m, move, first);
    m.drawn = String(Date.now());
    tidy(m);
  }

  Object.assign(O, { create, apply });
})(window.Ouverture ??= /** @type {any} */ ({}));
