/* The partners of a country, opened from the country itself. */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';
  const { node, report } = O;
  const MOST = 12;

  /** The numbers of the relations shown that stand in a country.
   * @param {{ shown: number[], p: { country: number[], countries: { id: string }[] } }} m @param {string} id @returns {number[]} */
  function inside(m, id) {
    return m.shown.filter(n => m.p.countries[m.p.country[n]].id === id);
  }

  /** @param {Model} m @param {number} n */
  function entry(m, n) {
    const item = node('li'), button = node('button', 'ouv-link', m.p.name[n]);
    button.title = m.c.words.open;
    button.addEventListener('click', () => report(m, n));
    item.append(button);
    return item;
  }

  /** A popup with a button for each partner; nothing where there is none.
   * @param {Model} m @param {string} id @param {string} name @param {any} at */
  function openCountry(m, id, name, at) {
    const found = inside(m, id);
    if (!found.length) return;
    const box = node('div', 'ouv-popup'), list = node('ul', 'ouv-partners');
    found.slice(0, MOST).forEach(n => list.append(entry(m, n)));
    box.append(node('strong', '', name), list);
    if (found.length > MOST) box.append(node('div', 'ouv-small', m.c.words.more.replace('#', m.number(found.length - MOST))));
    L.popup({ maxWidth: 280 }).setLatLng(at).setContent(box).openOn(m.map);
  }

  Object.assign(O, { openCountry, inside });
})(window.Ouverture ??= /** @type {any} */ ({}));
