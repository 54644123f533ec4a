/* The view of the moment as a picture: what the reader framed, filtered and opened, as SVG or PNG, made in the browser.
 *
 * Nothing is asked of the server and nothing leaves the machine. Areas and arcs are drawn anew from their coordinates;
 * symbols, names and the legend are copied where they stand, with the colours of the theme that is shown; a text keeps
 * its length where its letters are not installed. A background of tiles is copied where its server allows it; elsewhere
 * the land stands in its place, and the picture says so.
 */
(function () {
  'use strict';
  const SVG = 'http://www.w3.org/2000/svg', SCALE = 2, NEAR = 0.35;

  function shape(parent, name, attributes, text) {
    const made = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => { if (value !== null && value !== undefined) made.setAttribute(key, value); });
    if (text !== undefined) made.textContent = text;
    parent.append(made);
    return made;
  }

  /* Coordinates as a path; points closer than a third of a pixel to the last one are left out. */
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

  /* The tiles in view, each inside the drawing. */
  function tiles(m, edge, into) {
    m.tiles.getContainer().querySelectorAll('.leaflet-tile-loaded').forEach(tile => {
      const box = tile.getBoundingClientRect(), copy = document.createElement('canvas');
      if (box.right < edge.left || box.left > edge.right || box.bottom < edge.top || box.top > edge.bottom) return;
      copy.width = tile.naturalWidth; copy.height = tile.naturalHeight;
      copy.getContext('2d').drawImage(tile, 0, 0);
      shape(into, 'image', { href: copy.toDataURL(), x: box.left - edge.left, y: box.top - edge.top, width: box.width, height: box.height, preserveAspectRatio: 'none' });
    });
  }

  function areas(m, into, overTiles) {
    if (!m.world) return;
    const seen = m.map.getBounds();
    m.world.eachLayer(layer => {
      if (!seen.intersects(layer.getBounds())) return;
      const style = layer.options;
      shape(into, 'path', {
        d: path(m, layer.getLatLngs(), true), fill: style.fillColor, stroke: style.color, 'stroke-width': style.weight,
        'fill-opacity': overTiles ? style.fillOpacity : null, 'stroke-dasharray': style.dashArray, 'stroke-linejoin': 'round', 'fill-rule': 'evenodd',
      });
    });
  }

  function arcs(m, into) {
    m.arcs.eachLayer(layer => shape(into, 'path', {
      d: path(m, layer.getLatLngs(), false), fill: 'none', stroke: layer.options.color, 'stroke-width': layer.options.weight,
      'stroke-opacity': layer.options.opacity, 'stroke-linecap': 'round',
    }));
  }

  /* A drawing of the page, where it stands: every length of its style is in the units of its own view box. */
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

  function wrapped(element) {
    const found = [], range = document.createRange(), walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let top = null;
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      for (let at = 0; at < text.length; at++) {
        range.setStart(text, at); range.setEnd(text, at + 1);
        const box = range.getBoundingClientRect();
        if (top === null || (box.height && Math.abs(box.top - top) > 2)) { found.push(''); top = box.top; }
        found[found.length - 1] += text.data[at];
      }
    }
    return found;
  }

  function cluster(icon, edge, into) {
    const box = icon.getBoundingClientRect(), radius = box.width / 2, count = icon.querySelector('span'), style = getComputedStyle(count);
    const x = box.left - edge.left + radius, y = box.top - edge.top + radius, band = radius - 2.25, around = 2 * Math.PI * band;
    shape(into, 'circle', { cx: x, cy: y, r: radius + 1, fill: '#fff' });
    shape(into, 'circle', { cx: x, cy: y, r: radius - 4, fill: style.backgroundColor });
    JSON.parse(icon.dataset.parts).reduce((from, [colour, share]) => {
      shape(into, 'circle', {
        cx: x, cy: y, r: band, fill: 'none', stroke: colour, 'stroke-width': 4.5,
        'stroke-dasharray': `${(share * around).toFixed(2)} ${around.toFixed(2)}`, transform: `rotate(${(360 * from - 90).toFixed(2)} ${x} ${y})`,
      });
      return from + share;
    }, 0);
    shape(into, 'text', {
      x, y, 'text-anchor': 'middle', 'dominant-baseline': 'central', 'font-family': style.fontFamily.split(',')[0].replace(/"/g, '') + ', sans-serif',
      'font-size': style.fontSize, 'font-weight': style.fontWeight, fill: style.color,
    }, count.textContent);
  }

  function points(m, edge, into) {
    const box = m.map.getContainer(), paper = getComputedStyle(m.legend).getPropertyValue('--background-color').trim() || '#fff';
    const icons = [...box.querySelectorAll('.leaflet-marker-pane > *')].sort((a, b) => Number(a.style.zIndex) - Number(b.style.zIndex));
    icons.forEach(icon => {
      if (icon.classList.contains('ouv-cluster')) cluster(icon, edge, into);
      else icon.querySelectorAll('svg').forEach(drawing => symbol(drawing, edge, into));
    });
    m.ring.eachLayer(ring => {
      const at = m.map.latLngToContainerPoint(ring.getLatLng());
      shape(into, 'circle', { cx: at.x, cy: at.y, r: 15, fill: 'none', stroke: getComputedStyle(m.legend).color, 'stroke-width': 3 });
    });
    box.querySelectorAll('.ouv-name.ouv-named').forEach(name => letters(name, edge, into, paper));
  }

  function legend(m, edge, into) {
    m.legend.querySelectorAll('svg').forEach(drawing => symbol(drawing, edge, into));
    m.legend.querySelectorAll('.ouv-swatch').forEach(swatch => {
      const box = swatch.getBoundingClientRect();
      shape(into, 'rect', {
        x: box.left - edge.left, y: box.top - edge.top, width: box.width, height: box.height,
        fill: getComputedStyle(swatch).backgroundColor, stroke: '#808080', 'stroke-opacity': 0.7,
      });
    });
    m.legend.querySelectorAll('li > span, li.ouv-head, li.ouv-small').forEach(words => letters(words, edge, into));
  }

  /* The view as an SVG document: the map, then its legend. */
  function draw(m) {
    const box = m.map.getContainer(), edge = box.getBoundingClientRect(), low = m.legend.getBoundingClientRect();
    const width = Math.round(edge.width), height = Math.round(low.bottom - edge.top + 10);
    const ink = getComputedStyle(m.legend), paper = ink.getPropertyValue('--background-color').trim() || '#fff';
    const svg = document.createElementNS(SVG, 'svg');
    Object.entries({ xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' }).forEach(([key, value]) => svg.setAttribute(key, value));
    shape(svg, 'title', {}, m.c.title);
    shape(svg, 'rect', { width, height, fill: paper });
    const clip = shape(shape(svg, 'defs', {}), 'clipPath', { id: 'frame' });
    shape(clip, 'rect', { width, height: edge.height });
    const view = shape(svg, 'g', { 'clip-path': 'url(#frame)' });
    shape(view, 'rect', { width, height: edge.height, fill: box.style.background });
    const tiled = m.tiles && !m.untiled;
    if (tiled) tiles(m, edge, view);
    areas(m, view, tiled); arcs(m, view); points(m, edge, view);
    legend(m, edge, shape(svg, 'g', { transform: 'translate(8,2)' }));
    const notes = [`${m.c.attribution} · ${m.c.words.borders}`, ...(tiled ? [m.c.tiles.attribution] : m.untiled ? [m.untiled] : [])];
    const said = Math.max(m.map.attributionControl.getContainer().offsetWidth, ...notes.slice(1).map(note => 5.2 * note.length)), high = 15 * notes.length + 4;
    shape(svg, 'rect', { x: width - said - 8, y: edge.height - high, width: said + 8, height: high, fill: paper, 'fill-opacity': 0.85 });
    notes.forEach((note, at) => shape(svg, 'text', {
      x: width - 6, y: edge.height - 7 - 15 * at, 'text-anchor': 'end', 'font-family': ink.fontFamily.split(',')[0].replace(/"/g, '') + ', sans-serif', 'font-size': 10.5,
      fill: ink.color, stroke: paper, 'stroke-width': 3, 'paint-order': 'stroke',
    }, note));
    return { text: new XMLSerializer().serializeToString(svg), width, height };
  }

  function give(blob, name) {
    const link = document.createElement('a'), address = URL.createObjectURL(blob);
    link.href = address; link.download = name;
    document.body.append(link); link.click(); link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  /* The letters that the page borrowed, inside the drawing: a picture asks for nothing while it is painted. */
  async function withLetters(m, text) {
    const address = (m.fonts || '').match(/url\("([^"]+)"\)/);
    if (!address) return text;
    const bytes = new Uint8Array(await (await fetch(address[1])).arrayBuffer());
    let letters = '';
    for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
    const rule = m.fonts.replace(address[0], `url("data:font/woff2;base64,${btoa(letters)}")`);
    return text.replace('</title>', `</title><style>${rule}</style>`);
  }

  async function save(m, kind) {
    const drawn = draw(m);
    if (kind === 'svg') return give(new Blob([drawn.text], { type: 'image/svg+xml' }), `${m.c.file}.svg`);
    const picture = new Image(), canvas = document.createElement('canvas');
    picture.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(await withLetters(m, drawn.text));
    await picture.decode();
    canvas.width = drawn.width * SCALE; canvas.height = drawn.height * SCALE;
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas.toBlob(blob => give(blob, `${m.c.file}.png`), 'image/png');
  }

  window.OuvertureImage = { draw, save };
})();
