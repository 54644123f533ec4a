/* The map from the keyboard: its points are one stop of the tab key, arrows go from one to the next.
 *
 * Left and right follow longitude, up and down latitude: either pair meets every point, whatever was gathered or framed.
 * A circle that opens gives the focus to what it held.
 */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';
  const { node } = O;
  const ACROSS = { ArrowLeft: -1, ArrowRight: 1 }, DOWN = { ArrowUp: -1, ArrowDown: 1 }, ENDS = { Home: 0, End: -1 }, ROOM = 140;

  /** @param {Model} m */
  function stops(m) {
    return [...m.map.getPane('markerPane').querySelectorAll('[role="button"]')];
  }

  /** @param {HTMLElement[]} found @param {"x" | "y"} first @param {"x" | "y"} second */
  function inOrder(found, first, second) {
    const places = new Map(found.map(stop => [stop, stop.getBoundingClientRect()]));
    return found.sort((a, b) => places.get(a)[first] - places.get(b)[first] || places.get(a)[second] - places.get(b)[second]);
  }

  /** Where a key leads from a stop: another stop, itself at the edge, or nowhere when the key is not one of ours.
   * @param {Model} m @param {HTMLElement} stop @param {string} key */
  function next(m, stop, key) {
    const across = inOrder(stops(m), 'x', 'y');
    if (key in ENDS) return across.at(ENDS[key]);
    const [order, step] = key in ACROSS ? [across, ACROSS[key]] : [inOrder(stops(m), 'y', 'x'), DOWN[key]];
    return step && (order[order.indexOf(stop) + step] || stop);
  }

  /** One stop for the whole set: the one of before where it still stands, else the westernmost.
   * @param {Model} m */
  function settle(m) {
    const found = stops(m), opened = m.opened;
    if (!found.includes(m.stop)) m.stop = inOrder([...found], 'x', 'y')[0];
    found.forEach(stop => { stop.tabIndex = stop === m.stop ? 0 : -1; });
    if (!opened || opened.isConnected) return;
    m.opened = null;
    const held = inOrder(found.filter(stop => heldBy(m, stop)), 'x', 'y')[0] || m.stop;
    if (held && [document.body, m.map.getContainer()].includes(/** @type {HTMLElement} */ (document.activeElement))) held.focus();
  }

  /** Whether a stop stands for one of the relations of the circle that was opened last.
   * @param {Model} m @param {HTMLElement} stop */
  function heldBy(m, stop) {
    return m.held.some(marker => (m.group.getVisibleParent(marker) || {})._icon === stop);
  }

  /** The words of the point beside it, on the side where the map has room for them.
   * @param {Model} m @param {HTMLElement} stop */
  function tell(m, stop) {
    const words = node('div', 'ouv-spoken', stop.getAttribute('aria-label'));
    if (!m.walked) words.append(node('div', 'ouv-small', m.c.words.arrows));
    const box = stop.getBoundingClientRect(), edge = m.map.getContainer().getBoundingClientRect();
    const x = box.x + box.width / 2 - edge.x, y = box.y + box.height / 2 - edge.y, far = box.width / 2 + 4;
    const [direction, offset] = x < ROOM ? ['right', [far, 0]] : x > edge.width - ROOM ? ['left', [-far, 0]]
      : y < ROOM ? ['bottom', [0, far]] : ['top', [0, -far]];
    Object.assign(m.spoken.options, { direction, offset });
    m.spoken.setLatLng(m.map.containerPointToLatLng([x, y])).setContent(words).addTo(m.map);
  }

  /** @param {Model} m @param {HTMLElement} stop */
  function reached(m, stop) {
    m.stop = stop;
    settle(m);
    if (stop.matches(':focus-visible') && !(m.popup && m.popup.isOpen())) tell(m, stop);
  }

  /** @param {Model} m @param {any} event */
  function pressed(m, event) {
    const stop = event.target.closest('[role="button"]'), goal = stop && next(m, stop, event.key);
    if (!goal || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    m.walked = true;
    goal.focus();
  }

  /** @param {Model} m */
  function listen(m) {
    const pane = m.map.getPane('markerPane');
    pane.setAttribute('role', 'group');
    pane.setAttribute('aria-label', m.c.words.arrows);
    m.spoken = L.tooltip({ className: 'ouv-tip', opacity: 1 });
    pane.addEventListener('keydown', event => pressed(m, event));
    pane.addEventListener('focusin', event => reached(m, /** @type {HTMLElement} */ (event.target)));
    pane.addEventListener('focusout', () => m.spoken.remove());
    m.map.on('popupopen movestart', () => m.spoken.remove());
    m.map.on('moveend', () => { if (pane.contains(document.activeElement)) reached(m, /** @type {HTMLElement} */ (document.activeElement)); });
    m.group.on('clusterkeypress', event => {
      m.opened = event.propagatedFrom._icon;
      m.held = event.propagatedFrom.getAllChildMarkers();
    });
    m.group.on('spiderfied', () => settle(m));
  }

  O.keyboard = { listen, settle };
})(window.Ouverture ??= /** @type {any} */ ({}));
