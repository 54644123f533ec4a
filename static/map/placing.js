/* What is moved to be read: circles pushed apart, names put on a side where they cover nothing. */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';
  const { keyboard, FEW } = O;
  const NAMES_ZOOM = 4, MAX_NAMES = 250, FURTHEST = 36, MAX_CIRCLES = 600;

  /** Circles that overlap are pushed apart, the smaller one further, so that every number is read; points stay in their place.
   * @param {Model} m */
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

  /** @param {Model} m */
  function showNames(m) {
    const box = m.map.getContainer(), few = m.shown.length <= FEW;
    const names = [...box.querySelectorAll('.ouv-name')].sort((a, b) => Number(m.homes.has(b)) - Number(m.homes.has(a)));
    const wanted = (few || m.map.getZoom() >= NAMES_ZOOM) && names.length <= MAX_NAMES;
    names.forEach(name => { name.className = 'ouv-name' + (wanted ? ' ouv-named' : ''); });
    if (!wanted) return;
    const edge = box.getBoundingClientRect();
    /** @type {[Element, { left: number, right: number, top: number, bottom: number }][]} */
    const taken = [...box.querySelectorAll('.ouv-cluster, .ouv-shape, .leaflet-bar, .leaflet-control-attribution, .ouv-inset, .ouv-play')].map(item => /** @type {[Element, DOMRect]} */ ([item, item.getBoundingClientRect()]));
    names.map(name => {
      const holder = name.parentElement, circle = holder.classList.contains('ouv-cluster'), shape = circle ? holder : holder.querySelector('.ouv-shape');
      return { name, shape, gap: circle ? CIRCLE_GAP : POINT_GAP, own: holder.getBoundingClientRect(), size: name.getBoundingClientRect() };
    }).forEach(({ name, shape, gap, own, size: { width, height } }) => {
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

  /** Once a frame, however many events ask for it.
   * @param {Model} m */
  function tidy(m) {
    if (m.tidying) return;
    m.tidying = requestAnimationFrame(() => {
      m.tidying = 0;
      spreadClusters(m);
      showNames(m);
      keyboard.settle(m);
      if (m.drawn) m.map.getContainer().dataset.ready = m.drawn;
    });
  }

  Object.assign(O, { tidy });
})(window.Ouverture ??= /** @type {any} */ ({}));
