/* ▶ : the relations year after year, from the first that is dated to the year that is read.
 *
 * What has no date is not shown and is counted. Who asked the system for less motion steps by five years at each press.
 */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';
  const { node, visible, drawPoints, drawArcs, fillLegend, bar } = O;
  const PACE = 650, LEAP = 5;

  /** The years that can be played, or null when fewer than two are known.
   * @param {{ year: number[] }} p @param {number} last @returns {[number, number] | null} */
  function years(p, last) {
    const known = p.year.filter(year => year > 0 && year <= last);
    const first = known.length ? known.reduce((least, year) => Math.min(least, year)) : last;
    return first < last ? [first, last] : null;
  }

  /** The year after one, or after five when motion is not wanted; the last one is never passed.
   * @param {number} year @param {number} last @param {boolean} leaping @returns {number} */
  function after(year, last, leaping) {
    return Math.min(last, year + (leaping ? LEAP : 1));
  }

  function still() {
    return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  /** The relations of the year of the moment, and in words how many they are and how many have no date.
   * @param {Model} m @param {number} year @param {boolean} spoken */
  function show(m, year, spoken) {
    m.year = year;
    drawPoints(m); drawArcs(m); fillLegend(m);
    m.playing.range.value = String(year);
    m.playing.range.setAttribute('aria-valuetext', said(m));
    m.playing.words.textContent = said(m);
    if (spoken) m.playing.status.textContent = said(m);
  }

  /** @param {Model} m */
  function said(m) {
    const undated = visible({ ...m, year: 0 }).filter(n => !m.p.year[n]).length, words = m.c.words;
    const text = words.played.replace('@', String(m.year)).replace('#', m.number(m.shown.length));
    return undated ? text + words.unplayed.replace('#', m.number(undated)) : text;
  }

  /** @param {Model} m */
  function pause(m) {
    clearInterval(m.playing.timer);
    m.playing.timer = 0;
    m.playing.button.textContent = '▶';
    m.playing.button.classList.remove('ouv-pausing');
    m.playing.button.setAttribute('aria-label', m.c.words.play);
    m.playing.button.title = m.c.words.play;
  }

  /** @param {Model} m @param {number} last */
  function forward(m, last) {
    if (m.year >= last) { pause(m); m.playing.status.textContent = said(m); return; }
    show(m, after(m.year, last, false), false);
  }

  /** @param {Model} m @param {[number, number]} span */
  function press(m, [first, last]) {
    const playing = m.playing;
    if (playing.timer) { pause(m); playing.status.textContent = said(m); return; }
    playing.box.hidden = false;
    if (still()) { show(m, m.year && m.year < last ? after(m.year, last, true) : first, true); return; }
    if (!m.year || m.year >= last) show(m, first, false);
    playing.button.textContent = '';  // two bars drawn by the style sheet: few fonts have their sign
    playing.button.classList.add('ouv-pausing');
    playing.button.setAttribute('aria-label', m.c.words.pause);
    playing.button.title = m.c.words.pause;
    playing.timer = window.setInterval(() => forward(m, last), PACE);
  }

  /** Every relation again, as the filters have them.
   * @param {Model} m */
  function stop(m) {
    if (!m.playing || !m.year) return;
    pause(m);
    m.year = 0;
    m.playing.box.hidden = true;
    drawPoints(m); drawArcs(m); fillLegend(m);
  }

  /** @param {Model} m @param {[number, number]} span */
  function panel(m, [first, last]) {
    const box = node('div', 'ouv-play'), words = node('strong'), status = node('span', 'ouv-said'), close = node('button', '', '×');
    const range = document.createElement('input');
    Object.assign(range, { type: 'range', min: String(first), max: String(last), step: '1' });
    range.setAttribute('aria-label', m.c.words.year);
    range.addEventListener('input', () => { pause(m); show(m, Number(range.value), false); });
    status.setAttribute('role', 'status');
    close.title = m.c.words.everything;
    close.setAttribute('aria-label', m.c.words.everything);
    close.addEventListener('click', () => { stop(m); m.playing.button.focus(); });
    box.hidden = true;
    box.append(words, range, close, status);
    L.DomEvent.disableClickPropagation(box).on(box, 'keydown', L.DomEvent.stopPropagation);
    return { box, words, range, status };
  }

  /** @param {Model} m */
  function player(m) {
    const span = years(m.p, m.c.last);
    if (!span) return;
    bar(m, 'topleft', [['ouv-player', '▶', m.c.words.play, () => press(m, span)]]);
    const button = m.map.getContainer().querySelector('.ouv-player'), control = new L.Control({ position: 'bottomleft' });
    m.playing = { ...panel(m, span), button, timer: 0 };
    control.onAdd = () => m.playing.box;
    control.addTo(m.map);
  }

  Object.assign(O, { player, stop, play: { years, after } });
})(window.Ouverture ??= /** @type {any} */ ({}));
