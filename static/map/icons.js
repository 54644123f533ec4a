/* The symbols of points and of the circles that gather them, built only when they come into view. */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';
  const { node, drawing } = O;
  const LISTED = 8;

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

  /** @type {any} */
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

  /** @type {any} */
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

  /** @param {[string, number][]} parts @param {number} total */
  function ring(parts, total) {
    let from = 0;
    const slices = parts.map(([colour, count]) => {
      const start = from; from += count;
      return `${colour} ${360 * start / total}deg ${360 * from / total}deg`;
    });
    return `conic-gradient(${slices.join(',')})`;
  }

  /** @param {Model} m @param {any} cluster */
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

  Object.assign(O, { KindIcon, clusterIcon });
})(window.Ouverture ??= /** @type {any} */ ({}));
