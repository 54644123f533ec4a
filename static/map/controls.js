/* Buttons of the map, with their words in the reader's language, and what a screen reader is told of it. */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';
  const { node } = O;

  /** @param {Model} m */
  function recentre(m) {
    const places = m.shown.map(n => m.markers[n].getLatLng());
    if (m.c.home) places.push(L.latLng(m.c.home.at));
    if (places.length > 1) m.map.fitBounds(L.latLngBounds(places), { padding: [34, 34], maxZoom: 6, animate: false });
    else if (places.length) m.map.setView(places[0], 5, { animate: false });
  }

  /** The relations that a search or a filter found, as near as they allow; everything when nothing is filtered.
   * @param {Model} m */
  function fit(m) {
    const places = m.shown.map(n => m.markers[n].getLatLng());
    if (!m.state.frame || !places.length) recentre(m);
    else if (places.length === 1) m.map.setView(places[0], 6, { animate: false });
    else m.map.fitBounds(L.latLngBounds(places), { padding: [50, 50], maxZoom: 7, animate: false });
  }

  /** A bar of buttons: [class, what is written, what is said, what is done].
   * @param {Model} m @param {L.ControlPosition} position @param {[string, string, string, () => void][]} buttons */
  function bar(m, position, buttons) {
    const control = new L.Control({ position });
    control.onAdd = () => {
      const box = node('div', 'leaflet-bar');
      buttons.forEach(([className, text, words, act]) => {
        const link = /** @type {HTMLAnchorElement} */ (node('a', className, text));
        link.href = '#'; link.title = words; link.setAttribute('role', 'button'); link.setAttribute('aria-label', words);
        L.DomEvent.disableClickPropagation(link).on(link, 'click', event => { L.DomEvent.preventDefault(event); act(); });
        link.addEventListener('keydown', event => { if (event.key === ' ') { event.preventDefault(); act(); } });
        box.append(link);
      });
      return box;
    };
    control.addTo(m.map);
  }

  /** @param {Model} m */
  function accessible(m) {
    const box = m.map.getContainer();
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', m.c.words.map);
    m.map.zoomControl.remove();
    L.control.zoom({ position: 'topleft', zoomInTitle: m.c.words.zoom_in, zoomOutTitle: m.c.words.zoom_out }).addTo(m.map);
    m.map.on('popupopen', event => {
      const button = /** @type {Drawn} */ (event.popup)._closeButton;
      if (button) { button.title = m.c.words.close; button.setAttribute('aria-label', m.c.words.close); }
    });
    box.addEventListener('keydown', event => { if (event.key === 'Escape') m.map.closePopup(); });
    document.documentElement.lang = m.c.lang;
    document.querySelectorAll('meta[name=viewport]').forEach(meta => { /** @type {any} */ (meta).content = 'width=device-width, initial-scale=1.0'; });  // folium forbids to enlarge
  }

  Object.assign(O, { recentre, fit, bar, accessible });
})(window.Ouverture ??= /** @type {any} */ ({}));
