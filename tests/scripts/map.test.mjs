// What the scripts of the map compute: columns and masks, the years that are played, the crowded part, a country's partners.
import assert from 'node:assert/strict';
import test from 'node:test';
import { all, plain, run, words } from './page.mjs';

function packed(values, width = 1) {
  const least = Math.min(...values), bytes = [];
  for (let plane = 0; plane < width; plane++) for (const value of values) bytes.push(Math.floor((value - least) / 256 ** plane) % 256);
  return [width, least, Buffer.from(bytes).toString('base64')];
}

test('a column of whole numbers is read back, however wide and from however low', () => {
  const { O } = run('base', 'data');
  assert.deepEqual(plain(O.unpacked(packed([-3, 0, 250]))), [-3, 0, 250]);
  assert.deepEqual(plain(O.unpacked(packed([1963, 70000, 2025], 3))), [1963, 70000, 2025]);
  assert.deepEqual(plain(O.unpacked([1, 0, ''])), []);
});

test('names are told by the step from one to the next', () => {
  const { O } = run('base', 'data');
  const column = packed([0, 0, 0]);
  const points = { names: ['Fès', 'Turku'], name: packed([0, 1, -1]), latitude: column, longitude: column, kind: column, country: column, state: column, year: column, until: column };
  assert.deepEqual(plain(O.columns(points).name), ['Fès', 'Turku', 'Fès']);
});

const YEARS = { name: ['a', 'b', 'c', 'd', 'e'], year: [1963, 1990, 0, 2030, 1980], until: [0, 2000, 0, 0, 1] };

test('the mask keeps one relation a bit, from the highest', () => {
  const { O } = run('base', 'data');
  assert.deepEqual(plain(O.visible({ p: YEARS, state: { mask: Buffer.from([0b10100000]).toString('base64') } })), [0, 2]);
  assert.deepEqual(plain(O.visible({ p: YEARS, state: { mask: null } })), [0, 1, 2, 3, 4]);
});

test('a year shows what is known to have stood then: not what has no date, nor what was only planned', () => {
  const { O } = run('base', 'data');
  const shown = year => plain(O.visible({ p: YEARS, state: { mask: null }, year }));
  assert.deepEqual(shown(1962), []);
  assert.deepEqual(shown(1990), [0, 1]);
  assert.deepEqual(shown(2000), [0, 1]);
  assert.deepEqual(shown(2001), [0]);
});

test('years are played from the first that is dated to the one that is read, and never past it', () => {
  const { O } = run('base', 'data', 'play');
  assert.deepEqual(plain(O.play.years(YEARS, 2025)), [1963, 2025]);
  assert.equal(O.play.years({ year: [0, 0] }, 2025), null);
  assert.equal(O.play.years({ year: [2025] }, 2025), null);
  assert.equal(O.play.after(1990, 2025, false), 1991);
  assert.equal(O.play.after(1990, 2025, true), 1995);
  assert.equal(O.play.after(2023, 2025, true), 2025);
});

test('the crowded part is where most places stand, when they are many enough there', () => {
  const { O } = run('base', 'inset');
  const europe = [[48, 2], [52, 13], [41, 12], [50, 4], [45, 9], [53, -1]], far = [[-33, 151], [35, 139], [5, -75], [-1, 36]];
  assert.deepEqual(plain(O.inset.crowded([...europe, ...far]).held), europe);
  assert.equal(O.inset.crowded([...europe.slice(0, 5), ...far]), null);
  assert.equal(O.inset.crowded([...europe, ...Array.from({ length: 60 }, (_, n) => [-60 + (n % 5) * 30, -170 + n * 5.5])]), null);
  assert.equal(O.inset.crowded([]), null);
});

const COUNTRIES = {
  shown: [0, 2, 3], number: String, c: { words: { open: 'Afficher', more: 'et # autres' } },
  p: { name: ['Fès', 'Agadir', 'Dakar', '<b>Rabat</b>'], country: [0, 0, 1, 0], countries: [{ id: 'MA' }, { id: 'SN' }] },
};

test('a country opens on the partners that are shown there, each a button that opens its sheet', () => {
  const { O, page } = run('base', 'data', 'icons', 'points', 'countries');
  const sent = [];
  page.Streamlit = { setComponentValue: value => sent.push(plain(value)) };
  const m = { ...COUNTRIES };
  assert.deepEqual(plain(O.inside(m, 'MA')), [0, 3]);
  O.openCountry(m, 'MA', 'Maroc', [31, -7]);
  const [opened] = page.popups;
  assert.deepEqual(words(opened.content), ['Maroc', 'Fès', '<b>Rabat</b>']);
  const buttons = all(opened.content, 'ouv-link');
  buttons[1].handlers.click(); buttons[1].handlers.click();
  assert.deepEqual(sent, [{ last_object_clicked_tooltip: '3:1' }, { last_object_clicked_tooltip: '3:2' }]);
  O.openCountry(m, 'FR', 'France', [46, 2]);
  assert.equal(page.popups.length, 1);
});

test('a country of many partners names twelve and counts the others', () => {
  const { O, page } = run('base', 'data', 'icons', 'points', 'countries');
  const many = Array.from({ length: 15 }, (_, n) => n);
  O.openCountry({ ...COUNTRIES, shown: many, p: { name: many.map(String), country: many.map(() => 0), countries: [{ id: 'MA' }] } }, 'MA', 'Maroc', [31, -7]);
  assert.equal(all(page.popups[0].content, 'ouv-link').length, 12);
  assert.ok(words(page.popups[0].content).includes('et 3 autres'));
});

test('without a page that listens, a point says nothing and nothing fails', () => {
  const { O } = run('base', 'data', 'icons', 'points');
  assert.equal(O.report({ ...COUNTRIES }, 0), undefined);
});
