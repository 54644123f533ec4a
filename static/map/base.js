/* What every part of the map is drawn with: nodes whose words are text and never markup, symbols, the colours of both themes. */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';
  const SVG = 'http://www.w3.org/2000/svg', FEW = 60, DETAIL_ZOOM = 4;

  /** @param {string} tag @param {string} className @param {string} text */
  function node(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /** @param {string} text */
  function escaped(text) { const box = node('i', '', text); return box.innerHTML; }

  /** @param {string} address */
  async function fetched(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  /** @param {string} path @param {string} colour @param {string} look @param {number} size */
  function drawing(path, colour, look, size) {
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', '-1.45 -1.45 2.9 2.9');
    svg.setAttribute('width', String(size)); svg.setAttribute('height', String(size));
    svg.setAttribute('aria-hidden', 'true');
    svg.style.setProperty('--kind', colour);
    ['ouv-halo', 'ouv-shape ouv-' + (look || 'solid')].forEach(name => {
      const shape = document.createElementNS(SVG, 'path');
      shape.setAttribute('d', path);
      shape.setAttribute('class', name);
      svg.appendChild(shape);
    });
    return svg;
  }

  function theme() {
    const style = getComputedStyle(document.documentElement);
    const back = style.getPropertyValue('--background-color').trim() || '#ffffff';
    const rgb = /^#/.test(back) ? [1, 3, 5].map(at => parseInt(back.slice(at, at + 2), 16)) : (back.match(/\d+/g) || [255, 255, 255]).map(Number);
    return (0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]) < 110 ? 'dark' : 'light';
  }

  const COLOURS = {
    light: { sea: '#e8edf1', land: '#fbfaf7', border: '#a4afb9', arc: '#35618c' },
    dark: { sea: '#0d1620', land: '#222d37', border: '#51606e', arc: '#8fbde6' },
  };

  Object.assign(O, { SVG, FEW, DETAIL_ZOOM, node, escaped, fetched, drawing, theme, COLOURS });
})(window.Ouverture ??= /** @type {any} */ ({}));
