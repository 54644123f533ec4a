/* The map of partnerships: one compact layer for any number of relations, drawn with the Leaflet served beside it.
 *
 * Ouverture.create(map, configuration or its address, words of failure) draws what stays; Ouverture.apply(map, state) what the filters change, without
 * drawing the map again. Every text that a person typed is written with textContent, never as markup. A click returns
 * « number:count » to Python through the component; moving and zooming return nothing.
 */
(function (O) {
  'use strict';
  const STATIC = '../../app/static/map/';
  const DETAIL_ZOOM = 4, NAMES_ZOOM = 4, MAX_NAMES = 250, FEW = 60, LISTED = 8, FURTHEST = 36, MAX_CIRCLES = 600;
  const SVG = 'http://www.w3.org/2000/svg';

  function node(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function drawing(path, colour, look, size) {
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', '-1.45 -1.45 2.9 2.9');
    svg.setAttribute('width', size); svg.setAttribute('height', size);
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

  /* Hundreds of circles moved in three dimensions are as many layers for the browser, which halves its pace: two are enough. */
  L.Marker.include({
    _setPos(place) {
      if (this._icon) {
        this._icon._leaflet_pos = place;
        this._icon.style.transform = `translate(${place.x}px, ${place.y}px)`;
      }
      this._zIndex = place.y + this.options.zIndexOffset;
      this._resetZIndex();
    },
  });

  /* ---- icons, built only when they come into view ---- */
  const KindIcon = L.Icon.extend({
    options: { iconSize: [22, 22], iconAnchor: [11, 11], popupAnchor: [0, -10], className: 'ouv-point' },
    createIcon() {
      const o = this.options, box = node('div');
      this._setIconStyles(box, 'icon');
      box.appendChild(drawing(o.path, o.colour, o.look, 22));
      if (o.name) box.appendChild(node('span', 'ouv-name', o.name));
      box.setAttribute('aria-label', o.says);
      return box;
    },
    createShadow() { return null; },
  });

  const ClusterIcon = L.Icon.extend({
    options: { className: 'ouv-cluster' },
    createIcon() {
      const o = this.options, box = node('div');
      this._setIconStyles(box, 'icon');
      box.style.background = ring(o.parts, o.total);
      box.dataset.parts = JSON.stringify(o.parts.map(([colour, count]) => [colour, count / o.total]));
      box.appendChild(node('span', '', o.count));
      if (o.name) box.appendChild(node('span', 'ouv-name', o.name));
      box.setAttribute('aria-label', o.says);
      box.title = o.says;
      return box;
    },
    createShadow() { return null; },
  });

  function ring(parts, total) {
    let from = 0;
    const slices = parts.map(([colour, count]) => {
      const start = from; from += count;
      return `${colour} ${360 * start / total}deg ${360 * from / total}deg`;
    });
    return `conic-gradient(${slices.join(',')})`;
  }

  function clusterIcon(m, cluster) {
    const children = cluster.getAllChildMarkers(), byKind = new Map();
    children.forEach(marker => byKind.set(m.p.kind[marker.n], (byKind.get(m.p.kind[marker.n]) || 0) + 1));
    const kinds = [...byKind].sort((a, b) => b[1] - a[1]), total = children.length;
    const size = total < 10 ? 30 : total < 100 ? 36 : total < 1000 ? 44 : 52;
    const names = children.map(marker => m.p.name[marker.n]), alike = names.every(name => name === names[0]);
    const parts = alike ? [names[0]] : total <= LISTED ? names.sort((a, b) => a.localeCompare(b, m.c.lang))
      : kinds.map(([k, n]) => `${m.p.kinds[k].label} ${m.number(n)}`);
    const says = m.c.words.gathered.replace('#', m.number(total)).replace('@', () => parts.join(', '));
    return new ClusterIcon({
      iconSize: [size, size], iconAnchor: [size / 2, size / 2], total, count: m.number(total), says, name: alike ? names[0] : '',
      parts: kinds.map(([k, n]) => [m.p.kinds[k].colour, n]),
    });
  }

  /* ---- words of a relation ---- */
  function says(m, n) {
    const p = m.p, words = m.c.words, year = p.year[n];
    const parts = [p.kinds[p.kind[n]].label, year ? words.since.replace('#', year) : words.undated, p.states[p.state[n]].label];
    return [p.name[n], p.countries[p.country[n]].label, parts.join(' · ')];
  }

  function popup(m, n) {
    const box = node('div', 'ouv-popup'), [name, country, line] = says(m, n);
    box.append(node('strong', '', name), node('div', '', country), node('div', 'ouv-small', line));
    if (m.p.origin) box.append(node('div', 'ouv-small', m.c.words.from.replace('#', m.p.origin[n])));
    if (m.hand.has(n)) box.append(node('div', 'ouv-small', m.c.words.hand));
    return box;
  }

  /* A click, or Enter or the space bar on the point that has the focus. */
  function chosen(event) {
    return event.type !== 'keypress' || ['Enter', ' '].includes(event.originalEvent.key);
  }

  function report(n) {
    const data = window.__GLOBAL_DATA__;
    if (!data || !window.Streamlit) return;
    data.last_object_clicked_tooltip = n + ':' + (data.ouverture_clicks = (data.ouverture_clicks || 0) + 1);
    data.previous_data = { last_object_clicked_tooltip: data.last_object_clicked_tooltip };
    window.Streamlit.setComponentValue(data.previous_data);
  }

  /* ---- background ---- */
  function fetchJson(m, name) {
    const inline = window.OUVERTURE_WORLD && window.OUVERTURE_WORLD[name];
    return inline ? Promise.resolve(inline) : fetch(STATIC + name).then(answer => {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    });
  }

  function areaStyle(m, feature) {
    const t = theme(), base = COLOURS[t], area = m.c.disputed[feature.id];
    const shade = m.state && m.state.shade, at = shade ? shade.areas[feature.id] : undefined;
    const tiled = !!m.c.tiles, filled = at !== undefined;
    return {
      weight: 0.7, color: base.border, fillColor: filled ? shade[t][at] : base.land,
      fillOpacity: filled ? (tiled ? 0.55 : 1) : (tiled ? 0 : 1),
      dashArray: area && area.as === 'neutral' ? '3 3' : null,
    };
  }

  function areaSays(m, feature) {
    const area = m.c.disputed[feature.id], shade = m.state && m.state.shade;
    const own = area ? area.label : (feature.properties[m.c.lang] || feature.id);
    const country = area && area.as !== 'neutral' ? area.as : feature.id;
    const value = shade && shade.texts[country];
    return value ? m.c.words.valued.replace('@', () => own).replace('#', () => value) : own;
  }

  function background(m, name) {
    if (m.fetched[name]) return m.fetched[name];
    m.fetched[name] = fetchJson(m, name).then(world => L.geoJSON(world, {
      pane: 'ouv-world', renderer: L.canvas({ pane: 'ouv-world', padding: 0.3, tolerance: 0 }),
      style: feature => areaStyle(m, feature),
      onEachFeature(feature, layer) {
        layer.on('mouseover mousemove', event => m.tip.setLatLng(event.latlng).setContent(node('span', '', areaSays(m, feature))).addTo(m.map));
        layer.on('mouseout', () => m.tip.remove());
      },
    })).catch(() => { if (!m.world) m.map.attributionControl.addAttribution(escaped(m.c.words.no_background)); return null; });
    return m.fetched[name];
  }

  function showBackground(m) {
    const wanted = m.map.getZoom() >= DETAIL_ZOOM ? 'world_detail.geojson' : 'world.geojson';
    if (m.wanted === wanted) return;
    m.wanted = wanted;
    background(m, wanted).then(layer => {
      if (!layer || m.wanted !== wanted) return;
      layer.setStyle(feature => areaStyle(m, feature));
      layer.addTo(m.map);
      if (m.world && m.world !== layer) m.world.remove();
      m.world = layer;
      m.map.getContainer().dataset.background = wanted;
    });
  }

  function escaped(text) { const box = node('i', '', text); return box.innerHTML; }

  /* Tiles are asked so that a picture may copy them; where their server does not allow it, they are only looked at. */
  function tiles(m) {
    const { url, attribution } = m.c.tiles, options = { attribution: escaped(attribution) };
    const copied = L.tileLayer(url, { ...options, crossOrigin: 'anonymous' });
    copied.once('tileload', () => { m.tiles = copied; });
    copied.on('tileerror', () => {
      if (m.tiles) return;
      m.tiles = L.tileLayer(url, options).addTo(m.map);
      copied.remove();
      m.untiled = m.c.words.untiled;
      m.map.getContainer().querySelectorAll('.ouv-save').forEach(link => { link.title += '. ' + m.untiled; link.setAttribute('aria-label', link.title); });
    });
    copied.addTo(m.map);
  }

  /* ---- relations ---- */
  function makeMarkers(m) {
    const p = m.p;
    m.markers = p.name.map((name, n) => {
      const kind = p.kinds[p.kind[n]], words = says(m, n);
      const icon = new KindIcon({
        path: kind.path, colour: kind.colour, look: p.states[p.state[n]].look, name,
        says: words.join(', '),
      });
      const marker = L.marker([p.latitude[n] / 10000, p.longitude[n] / 10000], { icon, keyboard: true, riseOnHover: true });
      marker.n = n;
      return marker;
    });
  }

  function visible(m) {
    const count = m.p.name.length, mask = m.state && m.state.mask;
    if (mask === null || mask === undefined) return Array.from({ length: count }, (_, n) => n);
    const bytes = Uint8Array.from(atob(mask), letter => letter.charCodeAt(0)), kept = [];
    for (let n = 0; n < count; n++) if (bytes[n >> 3] & (128 >> (n & 7))) kept.push(n);
    return kept;
  }

  function drawArcs(m) {
    m.arcs.clearLayers();
    const colour = COLOURS[theme()].arc, arcs = m.c.arcs;
    const weights = new Map();
    m.shown.forEach(n => { const at = arcs.by === 'point' ? n : m.p.country[n]; weights.set(at, (weights.get(at) || 0) + 1); });
    weights.forEach((count, at) => {
      const bundled = arcs.by === 'country';
      arcs.lines[at].forEach(flat => {
        const line = [];
        for (let i = 0; i < flat.length; i += 2) line.push([flat[i], flat[i + 1]]);
        L.polyline(line, {
          renderer: m.renderer, pane: 'ouv-arcs', interactive: false, color: colour, smoothFactor: 0.8,
          weight: bundled ? Math.min(7, 0.7 + Math.sqrt(count) / 4) : m.shown.length > 80 ? 0.9 : 1.4,
          opacity: bundled ? 0.32 : 0.55,
        }).addTo(m.arcs);
      });
    });
  }

  function drawPoints(m) {
    m.shown = visible(m);
    const few = m.shown.length <= FEW;
    m.group.options.maxClusterRadius = few ? 15 : zoom => zoom < DETAIL_ZOOM ? 70 : 58;
    if (m.home) m.home.setZIndexOffset(few ? 500 : -2000);  // where thousands gather, their number is read before the house
    m.group.clearLayers();
    m.group.addLayers(m.shown.map(n => m.markers[n]));
    m.map.getContainer().dataset.shown = m.shown.length;
  }

  /* Circles that overlap are pushed apart, the smaller one further, so that every number is read; points stay in their place. */
  function spreadClusters(m) {
    const box = m.map.getContainer(), icons = [...box.querySelectorAll('.ouv-cluster')];
    icons.forEach(icon => { icon.style.translate = ''; });
    if (icons.length > MAX_CIRCLES) return;
    const body = still => element => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { element, still, x: left + width / 2, y: top + height / 2, r: width / 2, dx: 0, dy: 0 };
    };
    const moving = icons.map(body(false)), all = [...moving, ...(m.shown.length <= FEW ? [...box.querySelectorAll('.ouv-point .ouv-shape')].map(body(true)) : [])];
    for (let round = 0, met = true; round < 12 && met; round++) {
      met = false;
      for (let i = 0; i < moving.length; i++) {
        for (let j = i + 1; j < all.length; j++) {
          const a = moving[i], b = all[j], reach = a.r + b.r + 1, x = b.x + b.dx - a.x - a.dx, y = b.y + b.dy - a.y - a.dy;
          if (x >= reach || -x >= reach || y >= reach || -y >= reach) continue;
          const apart = Math.hypot(x, y) || 1, over = reach - apart;
          if (over <= 0) continue;
          met = true;
          const share = b.still ? 1 : b.r ** 2 / (a.r ** 2 + b.r ** 2);
          a.dx -= over * share * x / apart; a.dy -= over * share * y / apart;
          b.dx += over * (1 - share) * x / apart; b.dy += over * (1 - share) * y / apart;
        }
      }
    }
    moving.forEach(({ element, dx, dy }) => {
      const far = Math.hypot(dx, dy), kept = far > FURTHEST ? FURTHEST / far : 1;
      if (far > 0.5) element.style.translate = `${(dx * kept).toFixed(1)}px ${(dy * kept).toFixed(1)}px`;
    });
  }

  /* Names beside points where they fit: on the first side where they cover nothing and are not cut, or not at all.
   * The territory's own name comes first. */
  const SIDES = {  // from the box of the point or of the circle, as the style sheet places them
    right: (o, w, gap) => [o.right + gap, o.top + o.height / 2 - 8],
    left: (o, w, gap) => [o.left - gap - w, o.top + o.height / 2 - 8],
    above: (o, w, gap) => [o.left + (o.width - w) / 2, o.top - 17 - gap],
    below: (o, w, gap) => [o.left + (o.width - w) / 2, o.bottom + 1 + gap],
  };
  const POINT_GAP = -3, CIRCLE_GAP = 2;

  function showNames(m) {
    const box = m.map.getContainer(), few = m.shown.length <= FEW;
    const names = [...box.querySelectorAll('.ouv-name')].sort((a, b) => m.homes.has(b) - m.homes.has(a));
    const wanted = (few || m.map.getZoom() >= NAMES_ZOOM) && names.length <= MAX_NAMES;
    names.forEach(name => { name.className = 'ouv-name' + (wanted ? ' ouv-named' : ''); });
    if (!wanted) return;
    const edge = box.getBoundingClientRect();
    const taken = [...box.querySelectorAll('.ouv-cluster, .ouv-shape, .leaflet-bar, .leaflet-control-attribution')].map(item => [item, item.getBoundingClientRect()]);
    names.map(name => {
      const circle = name.parentNode.classList.contains('ouv-cluster'), shape = circle ? name.parentNode : name.parentNode.querySelector('.ouv-shape');
      return [name, shape, circle ? CIRCLE_GAP : POINT_GAP, name.parentNode.getBoundingClientRect(), name.getBoundingClientRect()];
    }).forEach(([name, shape, gap, own, { width, height }]) => {
      const side = Object.keys(SIDES).find(side => {
        const [left, top] = SIDES[side](own, width, gap), right = left + width, bottom = top + height;
        if (left < edge.left || right > edge.right || top < edge.top || bottom > edge.bottom) return false;
        const free = !taken.some(([item, o]) => item !== shape && left < o.right && right > o.left && top < o.bottom && bottom > o.top);
        if (free) taken.push([name, { left, right, top, bottom }]);
        return free;
      });
      name.className = side ? `ouv-name ouv-named ouv-${side}` : 'ouv-name';
    });
  }

  /* Once a frame, however many events ask for it. */
  function tidy(m) {
    if (m.tidying) return;
    m.tidying = requestAnimationFrame(() => {
      m.tidying = 0;
      spreadClusters(m);
      showNames(m);
      O.keyboard.settle(m);
      if (m.drawn) m.map.getContainer().dataset.ready = m.drawn;
    });
  }

  function mark(m, move, first) {
    m.ring.clearLayers();
    const n = m.state.selected;
    if (n < 0 || !m.markers[n]) { if (m.popup) m.popup.remove(); return; }
    const at = m.markers[n].getLatLng();
    L.circleMarker(at, { pane: 'ouv-ring', radius: 15, weight: 3, fill: false, className: 'ouv-selected', interactive: false }).addTo(m.ring);
    if (move) m.map.setView(at, Math.max(m.map.getZoom(), 5), { animate: false });
    m.popup = L.popup({ maxWidth: 260, autoPan: !move && !first, closeButton: true, offset: [0, -6] }).setLatLng(at).setContent(popup(m, n)).openOn(m.map);
  }

  /* ---- controls ---- */
  /* The legend stands under the map, where it covers nothing; the map gives it the room it needs. */
  function legend(m) {
    m.legend = node('ul', 'ouv-legend');
    m.legend.setAttribute('aria-label', m.c.words.legend);
    m.map.getContainer().after(m.legend);
    window.addEventListener('resize', () => makeRoom(m));
  }

  function makeRoom(m) {
    const data = window.__GLOBAL_DATA__, total = data ? data.height : window.innerHeight;
    m.map.getContainer().style.height = Math.max(260, total - m.legend.offsetHeight - 6) + 'px';
    m.map.invalidateSize({ animate: false, pan: false });
  }

  function legendBreak(m) {
    if (m.legend.lastChild && m.legend.lastChild.className !== 'ouv-break') {
      const row = node('li', 'ouv-break');
      row.setAttribute('aria-hidden', 'true');
      m.legend.append(row);
    }
  }

  function legendRow(symbol, text) {
    const row = node('li'); row.append(symbol, node('span', '', text)); return row;
  }

  function fillLegend(m) {
    const words = m.c.words, list = m.legend;
    list.replaceChildren();
    const counts = m.p.kinds.map(() => 0), looks = new Set();
    m.shown.forEach(n => { counts[m.p.kind[n]] += 1; looks.add(m.p.states[m.p.state[n]].look); });
    m.p.kinds.forEach((kind, k) => { if (counts[k]) list.append(legendRow(drawing(kind.path, kind.colour, 'solid', 18), `${kind.label} (${m.number(counts[k])})`)); });
    legendBreak(m);
    ['solid', 'hollow', 'faded'].forEach(look => { if (looks.has(look)) list.append(legendRow(drawing(m.p.kinds[0].path, 'currentColor', look, 18), words[look])); });
    m.c.layers.forEach(layer => { if (m.state.layers.includes(layer.id)) list.append(legendRow(drawing(layer.path, layer.colour, 'ringed', 18), layer.label)); });
    if (m.c.arcs.by === 'country') list.append(node('li', 'ouv-small', words.bundled));
    const shade = m.state.shade;
    if (shade && shade.labels.length) {
      legendBreak(m);
      list.append(node('li', 'ouv-head', shade.title));
      shade.labels.forEach((label, at) => {
        const swatch = node('i', 'ouv-swatch'); swatch.style.background = shade[theme()][at];
        list.append(legendRow(swatch, label));
      });
    }
    makeRoom(m);
  }

  function recentre(m) {
    const places = m.shown.map(n => m.markers[n].getLatLng());
    if (m.c.home) places.push(L.latLng(m.c.home.at));
    if (places.length > 1) m.map.fitBounds(L.latLngBounds(places), { padding: [34, 34], maxZoom: 6, animate: false });
    else if (places.length) m.map.setView(places[0], 5, { animate: false });
  }

  /* A bar of buttons: [class, what is written, what is said, what is done]. */
  function bar(m, position, buttons) {
    const control = L.control({ position });
    control.onAdd = () => {
      const box = node('div', 'leaflet-bar');
      buttons.forEach(([className, text, words, act]) => {
        const link = node('a', className, text);
        link.href = '#'; link.title = words; link.setAttribute('role', 'button'); link.setAttribute('aria-label', words);
        L.DomEvent.disableClickPropagation(link).on(link, 'click', event => { L.DomEvent.preventDefault(event); act(); });
        link.addEventListener('keydown', event => { if (event.key === ' ') { event.preventDefault(); act(); } });
        box.append(link);
      });
      return box;
    };
    control.addTo(m.map);
  }

  function layerOf(m, layer) {
    const group = L.layerGroup();
    layer.points.forEach(([lat, lon, label, detail]) => {
      const icon = new KindIcon({ path: layer.path, colour: layer.colour, look: 'ringed', says: [layer.label, label, detail].join(', ') });
      const marker = L.marker([lat, lon], { icon, keyboard: true, zIndexOffset: -200 });
      marker.on('click keypress', event => {
        if (!chosen(event)) return;
        const box = node('div', 'ouv-popup');
        box.append(node('strong', '', label), node('div', 'ouv-small', detail), node('div', 'ouv-small', layer.label));
        L.popup({ maxWidth: 280 }).setLatLng([lat, lon]).setContent(box).openOn(m.map);
      });
      group.addLayer(marker);
    });
    return group;
  }

  function home(m) {
    if (!m.c.home) return;
    const icon = new KindIcon({ path: m.c.home.path, colour: 'var(--text-color, #1b2733)', look: 'solid', name: m.c.home.label, says: m.c.home.label });
    m.home = L.marker(m.c.home.at, { icon, keyboard: false, zIndexOffset: 500 }).addTo(m.map);
    m.home.getElement().setAttribute('role', 'img');
    m.homes.add(m.home.getElement().querySelector('.ouv-name'));
  }

  function restyle(m) {
    const colours = COLOURS[theme()];
    m.map.getContainer().style.background = colours.sea;
    m.theme = theme();
    if (m.world) m.world.setStyle(feature => areaStyle(m, feature));
  }

  function accessible(m) {
    const box = m.map.getContainer();
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', m.c.words.map);
    m.map.zoomControl.remove();
    L.control.zoom({ position: 'topleft', zoomInTitle: m.c.words.zoom_in, zoomOutTitle: m.c.words.zoom_out }).addTo(m.map);
    m.map.on('popupopen', event => {
      const button = event.popup._closeButton;
      if (button) { button.title = m.c.words.close; button.setAttribute('aria-label', m.c.words.close); }
    });
    box.addEventListener('keydown', event => { if (event.key === 'Escape') m.map.closePopup(); });
    document.documentElement.lang = m.c.lang;
    document.querySelectorAll('meta[name=viewport]').forEach(meta => { meta.content = 'width=device-width, initial-scale=1.0'; });  // folium forbids to enlarge
  }

  /* A column of whole numbers: [bytes a number, smallest number, base 64 of the planes of bytes, the lowest first]. */
  function unpacked([width, least, text]) {
    const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0)), count = bytes.length / width;
    return Array.from({ length: count }, (_, n) => {
      let value = least;
      for (let plane = 0; plane < width; plane++) value += bytes[plane * count + n] * 256 ** plane;
      return value;
    });
  }

  function columns(points) {
    const p = { ...points };
    for (const field of ['name', 'latitude', 'longitude', 'kind', 'country', 'state', 'year']) p[field] = unpacked(points[field]);
    let at = 0;
    p.name = p.name.map(step => points.names[at += step]);
    return p;
  }

  /* The configuration, or its address; what the filters say meanwhile waits for it. */
  function create(map, given, failure) {
    const coming = typeof given === 'string' ? fetch(given).then(answer => { if (!answer.ok) throw new Error(answer.status); return answer.json(); }) : Promise.resolve(given);
    coming.then(configuration => { build(map, configuration); apply(map, map.waiting); }).catch(error => {
      const words = node('div', 'ouv-failure', failure);
      words.setAttribute('role', 'alert');
      map.getContainer().append(words);
      throw error;
    });
  }

  function build(map, configuration) {
    const m = { map, c: configuration, p: columns(configuration.points), state: null, shown: [], homes: new Set(), number: new Intl.NumberFormat(configuration.lang).format, fetched: {}, focus: 0 };
    m.hand = new Set(m.p.hand);
    map.ouverture = m;
    [['ouv-world', 150], ['ouv-arcs', 350], ['ouv-ring', 590]].forEach(([name, z]) => { map.createPane(name).style.zIndex = z; });
    map.getPane('ouv-arcs').style.pointerEvents = 'none';
    map.setMinZoom(map.getSize().x < 512 ? 0 : 1);  // the whole world on a telephone too
    map.setMaxBounds([[-75, -400], [86, 400]]);
    m.renderer = L.canvas({ pane: 'ouv-arcs', padding: 0.4 });
    m.tip = L.tooltip({ direction: 'top', className: 'ouv-tip', opacity: 1 });
    m.arcs = L.layerGroup().addTo(map);
    m.ring = L.layerGroup().addTo(map);
    m.group = L.markerClusterGroup({
      maxClusterRadius: 54, spiderfyOnMaxZoom: true, showCoverageOnHover: false,
      animate: false, chunkedLoading: false, removeOutsideVisibleBounds: true, zoomToBoundsOnClick: true,
      iconCreateFunction: cluster => clusterIcon(m, cluster),
    }).addTo(map);
    m.group.on('click keypress', event => { if (chosen(event)) report(event.sourceTarget.n); });
    m.layers = Object.fromEntries(m.c.layers.map(layer => [layer.id, layerOf(m, layer)]));
    map.attributionControl.setPrefix(false).addAttribution(escaped(m.c.attribution)).addAttribution(escaped(m.c.words.borders));
    accessible(m);
    O.keyboard.listen(m);
    bar(m, 'topleft', [['ouv-recentre', '⤢', m.c.words.recentre, () => recentre(m)]]);
    bar(m, 'topright', ['png', 'svg'].map(kind => ['ouv-save', kind.toUpperCase(), m.c.words[kind], () => OuvertureImage.save(m, kind)]));
    if (m.c.tiles) tiles(m);
    makeMarkers(m); home(m); legend(m); restyle(m); borrowFonts(m);
    map.on('zoomend', () => showBackground(m));
    map.on('moveend', () => tidy(m));
    window.addEventListener('message', event => {
      if (event.data && event.data.type === 'streamlit:render') setTimeout(() => { if (theme() !== m.theme) { restyle(m); drawArcs(m); fillLegend(m); } }, 60);
    });
    return m;
  }

  /* The letters of the page: the frame knows the name of the font and not its file, which the page around it has. */
  function borrowFonts(m) {
    let sheets = [];
    try { sheets = [...window.parent.document.styleSheets]; } catch (refused) { return; }
    const wanted = getComputedStyle(document.documentElement).getPropertyValue('--font');
    const rules = sheets.flatMap(sheet => {
      try { return [...sheet.cssRules].map(rule => [rule, sheet.href || window.parent.document.baseURI]); } catch (refused) { return []; }
    }).filter(([rule]) => rule.constructor.name === 'CSSFontFaceRule' && rule.style.getPropertyValue('font-style') !== 'italic'
      && wanted.includes(rule.style.getPropertyValue('font-family').replace(/["']/g, '')));
    m.fonts = rules.map(([rule, base]) => rule.cssText.replace(/url\("([^"]+)"\)/g, (_, url) => `url("${new URL(url, base)}")`)).join('\n');
    if (!m.fonts) return;
    document.head.append(node('style', '', m.fonts));
    document.fonts.load('600 12px ' + wanted).then(() => tidy(m));
  }

  /* The component adds its style sheets without waiting for them: sizes measured before they come are wrong. */
  function styled(m) {
    return getComputedStyle(m.map.getPane('mapPane')).position === 'absolute' && getComputedStyle(m.legend).display === 'flex';
  }

  function apply(map, state) {
    if (!map.ouverture) { map.waiting = state; return; }
    const m = map.ouverture, later = m.waiting !== undefined;
    m.waiting = state;
    if (later) return;
    const tries = { left: 300 };
    const now = () => {
      if (!styled(m) && tries.left--) { setTimeout(now, 20); return; }
      const latest = m.waiting;
      m.waiting = undefined;
      draw(map, latest);
    };
    now();
  }

  function draw(map, state) {
    const m = map.ouverture, first = !m.state, before = m.state || {};
    m.state = state;
    if (first || before.mask !== state.mask) { drawPoints(m); drawArcs(m); }
    m.c.layers.forEach(layer => {
      const group = m.layers[layer.id];
      if (state.layers.includes(layer.id)) group.addTo(map); else group.remove();
    });
    fillLegend(m);
    if (first) recentre(m);
    showBackground(m);
    if (!first && JSON.stringify(before.shade) !== JSON.stringify(state.shade)) restyle(m);
    const move = state.focus > m.focus;
    m.focus = Math.max(m.focus, state.focus);
    if (first || move || before.selected !== state.selected) mark(m, move, first);
    m.drawn = String(Date.now());
    tidy(m);
  }

  Object.assign(O, { node, create, apply });
})(window.Ouverture = window.Ouverture || {});
