/* The pieces of the picture: areas and arcs drawn anew from their coordinates, symbols and words copied where they stand. */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';
  const NEAR = 0.35, { SVG } = O;

  /** @param {SVGElement} parent @param {string} name @param {Record<string, any>} attributes @param {string} [text] */
  function shape(parent, name, attributes, text) {
    const made = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => { if (value !== null && value !== undefined) made.setAttribute(key, value); });
    if (text !== undefined) made.textContent = text;
    parent.append(made);
    return made;
  }

  /** Coordinates as a path; points closer than a third of a pixel to the last one are left out.
   * @param {Model} m @param {any} latlngs @param {boolean} closed */
  function path(m, latlngs, closed) {
    if (!latlngs.length) return '';
    if (Array.isArray(latlngs[0])) return latlngs.map(part => path(m, part, closed)).join('');
    let last = null, text = '';
    latlngs.forEach(place => {
      const at = m.map.latLngToContainerPoint(place);
      if (last && Math.abs(at.x - last.x) + Math.abs(at.y - last.y) < NEAR) return;
      text += (last ? 'L' : 'M') + at.x.toFixed(1) + ',' + at.y.toFixed(1);
      last = at;
    });
    return text + (closed ? 'Z' : '');
  }

  /** The tiles in view, each inside the drawing.
   * @param {Model} m @param {DOMRect} edge @param {SVGElement} into */
  function tiles(m, edge, into) {
    m.tiles.getContainer().querySelectorAll('.leaflet-tile-loaded').forEach((/** @type {any} */ tile) => {
      const box = tile.getBoundingClientRect(), copy = document.createElement('canvas');
      if (box.right < edge.left || box.left > edge.right || box.bottom < edge.top || box.top > edge.bottom) return;
      copy.width = tile.naturalWidth; copy.height = tile.naturalHeight;
      copy.getContext('2d').drawImage(tile, 0, 0);
      shape(into, 'image', { href: copy.toDataURL(), x: box.left - edge.left, y: box.top - edge.top, width: box.width, height: box.height, preserveAspectRatio: 'none' });
    });
  }

  /** @param {Model} m @param {SVGElement} into @param {boolean} overTiles */
  function areas(m, into, overTiles) {
    if (!m.world) return;
    const seen = m.map.getBounds();
    m.world.eachLayer((/** @type {Drawn} */ layer) => {
      if (!seen.intersects(layer.getBounds())) return;
      const style = layer.options;
      shape(into, 'path', {
        d: path(m, layer.getLatLngs(), true), fill: style.fillColor, stroke: style.color, 'stroke-width': style.weight,
        'fill-opacity': overTiles ? style.fillOpacity : null, 'stroke-dasharray': style.dashArray, 'stroke-linejoin': 'round', 'fill-rule': 'evenodd',
      });
    });
  }

  /** @param {Model} m @param {SVGElement} into */
  function arcs(m, into) {
    m.arcs.eachLayer((/** @type {Drawn} */ layer) => shape(into, 'path', {
      d: path(m, layer.getLatLngs(), false), fill: 'none', stroke: layer.options.color, 'stroke-width': layer.options.weight,
      'stroke-opacity': layer.options.opacity, 'stroke-linecap': 'round',
    }));
  }

  /** A drawing of the page, where it stands: every length of its style is in the units of its own view box.
   * @param {SVGElement} drawing @param {DOMRect} edge @param {SVGElement} into */
  function symbol(drawing, edge, into) {
    const box = drawing.getBoundingClientRect(), scale = box.width / 2.9;
    const transform = `translate(${(box.left - edge.left + box.width / 2).toFixed(1)},${(box.top - edge.top + box.height / 2).toFixed(1)}) scale(${scale.toFixed(3)})`;
    drawing.querySelectorAll('path').forEach(from => {
      const style = getComputedStyle(from);
      shape(into, 'path', {
        d: from.getAttribute('d'), fill: style.fill, 'fill-opacity': style.fillOpacity, stroke: style.stroke, transform,
        'stroke-width': parseFloat(style.strokeWidth), 'stroke-linejoin': style.strokeLinejoin, 'stroke-dasharray': style.strokeDasharray.replace(/px/g, ''),
      });
    });
  }

  /** @param {any} element @param {DOMRect} edge @param {SVGElement} into @param {any} halo */
  function letters(element, edge, into, halo) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const style = getComputedStyle(element);
    const lines = new Map();  // a text that is wrapped comes back line by line
    [...range.getClientRects()].forEach(box => lines.set(Math.round(box.top), box));
    const words = element.textContent, parts = lines.size > 1 ? wrapped(element) : [words];
    [...lines.values()].forEach((box, at) => shape(into, 'text', {
      x: (box.left - edge.left).toFixed(1), y: (box.top - edge.top + box.height / 2).toFixed(1), 'dominant-baseline': 'central',
      'font-family': style.fontFamily.split(',')[0].replace(/"/g, '') + ', sans-serif', 'font-size': style.fontSize, 'font-weight': style.fontWeight,
      fill: style.color, stroke: halo, 'stroke-width': halo ? 3 : null, 'stroke-linejoin': halo ? 'round' : null, 'paint-order': halo ? 'stroke' : null,
      textLength: box.width.toFixed(1), lengthAdjust: 'spacingAndGlyphs',
    }, parts[at] || ''));
  }

  /** @param {any} element */
  function wrapped(element) {
    const found = [], range = document.createRange(), walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let top = null;
    while (walker.nextNode()) {
      const text = /** @type {Text} */ (walker.currentNode);
      for (let at = 0; at < text.length; at++) {
        range.setStart(text, at); range.setEnd(text, at + 1);
        const box = range.getBoundingClientRect();
        if (top === null || (box.height && Math.abs(box.top - top) > 2)) { found.push(''); top = box.top; }
        found[found.length - 1] += text.data[at];
      }
    }
    return found;
  }

  O.shapes = { shape, tiles, areas, arcs, symbol, letters };
})(window.Ouverture ??= /** @type {any} */ ({}));
