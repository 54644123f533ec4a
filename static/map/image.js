/* The view of the moment as a picture: what the reader framed, filtered and opened, as SVG or PNG, made in the browser.
 *
 * Nothing is asked of the server and nothing leaves the machine. Areas and arcs are drawn anew from their coordinates;
 * symbols, names and the legend are copied where they stand, with the colours of the theme that is shown; a text keeps
 * its length where its letters are not installed. A background of tiles is copied where its server allows it; elsewhere
 * the land stands in its place, and the picture says so.
 */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';
  const SCALE = 2, { SVG } = O, { shape, tiles, areas, arcs, symbol, letters } = O.shapes;

  /** @param {HTMLElement} icon @param {DOMRect} edge @param {SVGElement} into */
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

  /** @param {Model} m @param {DOMRect} edge @param {SVGElement} into */
  function points(m, edge, into) {
    const box = m.map.getContainer(), paper = getComputedStyle(m.legend).getPropertyValue('--background-color').trim() || '#fff';
    const icons = [...box.querySelectorAll('.leaflet-marker-pane > *')].sort((a, b) => Number(a.style.zIndex) - Number(b.style.zIndex));
    icons.forEach(icon => {
      if (icon.classList.contains('ouv-cluster')) cluster(icon, edge, into);
      else icon.querySelectorAll('svg').forEach(drawing => symbol(drawing, edge, into));
    });
    m.ring.eachLayer((/** @type {Drawn} */ ring) => {
      const at = m.map.latLngToContainerPoint(ring.getLatLng());
      shape(into, 'circle', { cx: at.x, cy: at.y, r: 15, fill: 'none', stroke: getComputedStyle(m.legend).color, 'stroke-width': 3 });
    });
    box.querySelectorAll('.ouv-name.ouv-named').forEach(name => letters(name, edge, into, paper));
  }

  /** @param {Model} m @param {DOMRect} edge @param {SVGElement} into */
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

  /** The view as an SVG document: the map, then its legend.
   * @param {Model} m */
  function draw(m) {
    const box = m.map.getContainer(), edge = box.getBoundingClientRect(), low = m.legend.getBoundingClientRect();
    const width = Math.round(edge.width), height = Math.round(low.bottom - edge.top + 10);
    const ink = getComputedStyle(m.legend), paper = ink.getPropertyValue('--background-color').trim() || '#fff';
    const svg = document.createElementNS(SVG, 'svg');
    Object.entries({ xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' }).forEach(([key, value]) => svg.setAttribute(key, String(value)));
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

  /** @param {Blob} blob @param {string} name */
  function give(blob, name) {
    const link = document.createElement('a'), address = URL.createObjectURL(blob);
    link.href = address; link.download = name;
    document.body.append(link); link.click(); link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  /** The letters that the page borrowed, inside the drawing: a picture asks for nothing while it is painted.
   * @param {Model} m @param {string} text */
  async function withLetters(m, text) {
    const address = (m.fonts || '').match(/url\("([^"]+)"\)/);
    if (!address) return text;
    const bytes = new Uint8Array(await (await fetch(address[1])).arrayBuffer());
    let inside = '';
    for (let at = 0; at < bytes.length; at += 8192) inside += String.fromCharCode(...bytes.subarray(at, at + 8192));
    const rule = m.fonts.replace(address[0], `url("data:font/woff2;base64,${btoa(inside)}")`);
    return text.replace('</title>', `</title><style>${rule}</style>`);
  }

  /** @param {Model} m @param {string} kind */
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

  O.image = { save };
})(window.Ouverture ??= /** @type {any} */ ({}));
