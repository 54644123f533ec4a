// The scripts of static/map as a browser would run them, one after the other, without a browser: what they compute is
// tested here, what they draw is tested in Chromium (tests/browser).
import { readFileSync } from 'node:fs';
import vm from 'node:vm';

const STATIC = new URL('../../static/', import.meta.url);

/** An element that remembers what it was given, enough to read words and buttons back. */
export function element(tag) {
  const made = {
    tag, children: [], attributes: {}, handlers: {}, style: { setProperty() {} }, dataset: {}, hidden: false, textContent: '', className: '',
    append(...nodes) { made.children.push(...nodes); },
    appendChild(child) { made.children.push(child); return child; },
    setAttribute(name, value) { made.attributes[name] = value; },
    addEventListener(name, act) { made.handlers[name] = act; },
    replaceChildren(...nodes) { made.children = nodes; },
  };
  return made;
}

/** The words of an element and of what it holds, in order. */
export function words(node) {
  return [node.textContent, ...node.children.flatMap(words)].filter(Boolean);
}

/** Every element of a class, however deep. */
export function all(node, className) {
  return [...(node.className === className ? [node] : []), ...node.children.flatMap(child => all(child, className))];
}

/** Run scripts of static/map in an empty page; returns what they share and the page. */
export function run(...names) {
  const popups = [];
  const popup = options => {
    const made = { options, setLatLng(at) { made.at = at; return made; }, setContent(content) { made.content = content; return made; }, openOn() { popups.push(made); return made; } };
    return made;
  };
  const page = {
    document: { createElement: element, createElementNS: (_, tag) => element(tag) },
    L: { popup, Marker: { include() {} }, Icon: { extend: () => function Icon() {} }, DomEvent: {}, latLngBounds: list => list },
    atob, console, Intl, Uint8Array, Map, Set, Math, Promise, String, Number, setInterval, clearInterval, popups,
  };
  page.window = page;
  vm.createContext(page);
  for (const name of names) vm.runInContext(readFileSync(new URL(`map/${name}.js`, STATIC), 'utf8'), page, { filename: name });
  return { O: page.Ouverture, page };
}

/** What came out of the page, as objects of this one: two realms have their own arrays. */
export function plain(value) {
  return JSON.parse(JSON.stringify(value));
}
