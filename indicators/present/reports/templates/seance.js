"use strict";
(() => {
  // The script runs before the slides arrive, one by one as the server draws them: those that are there can be shown.
  const root = document.documentElement;
  const found = (selector) => document.querySelector(selector);
  let slides = [];
  let at = 0;

  const show = (wanted) => {
    at = Math.min(Math.max(wanted, 0), slides.length - 1);
    slides.forEach((slide, rank) => {
      slide.classList.toggle("shown", rank === at);
      slide.hidden = rank !== at;
    });
    const place = `${at + 1} / ${document.body.dataset.count}`;
    const counter = found("#counter");
    if (counter) counter.textContent = place;
    found("#status").textContent = `${place} – ${slides[at].querySelector("h1").textContent}`;
    history.replaceState(null, "", `#${at + 1}`);
  };
  const asked = () => Number(location.hash.slice(1)) - 1 || 0;
  const wanted = asked();
  const said = (name) => found("#preparing").dataset[name].replace("{at}", slides.length).replace("{count}", document.body.dataset.count);
  const arrived = () => {
    const before = slides.length;
    // Its panels close a slide: when the last one is there, so is what shows.
    slides = [...document.querySelectorAll(".slide")].filter((slide) => slide.querySelector("dialog.table"));
    if (slides.length === before) return;
    show(before === 0 || (at === before - 1 && wanted > at) ? wanted : at);
    found("#preparing").textContent = said("told");
  };
  const watch = new MutationObserver(arrived);
  watch.observe(root, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    watch.disconnect();
    arrived();
    if (slides.length) show(at);
    const whole = slides.length === Number(document.body.dataset.count) && found("footer");
    found("#preparing").hidden = whole;
    if (whole) return;
    found("#preparing").setAttribute("role", "alert");
    found("#preparing").textContent = said("cut");
  });
  const closeAll = () => document.querySelectorAll("dialog[open]").forEach((item) => /** @type {any} */ (item).close());
  const toggle = (kind) => {
    const panel = kind === "keys" ? found("#keys") : slides[at].querySelector(`dialog.${kind}`);
    const open = panel && panel.open;
    closeAll();
    if (panel && !open) panel.showModal();
  };
  const theme = () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
  };
  const full = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (root.requestFullscreen) root.requestFullscreen();
  };
  const dark = () => { found("#black").hidden = !found("#black").hidden; };
  const go = (step) => {
    found("#black").hidden = true;
    closeAll();
    show(at + step);
  };
  const keys = {
    ArrowRight: () => go(1), ArrowDown: () => go(1), PageDown: () => go(1), " ": () => go(1), Enter: () => go(1), n: () => go(1),
    ArrowLeft: () => go(-1), ArrowUp: () => go(-1), PageUp: () => go(-1), Backspace: () => go(-1), p: () => go(-1),
    Home: () => go(-slides.length), End: () => go(slides.length),
    s: () => toggle("sources"), t: () => toggle("table"), f: full, F5: full, d: theme, b: dark, ".": dark, "?": () => toggle("keys"), h: () => toggle("keys"),
  };
  document.addEventListener("keydown", (event) => {
    if (!slides.length) return;
    if (event.key === "Escape") found("#black").hidden = true;
    if (event.ctrlKey || event.altKey || event.metaKey || event.key === "Escape" || event.key === "Tab") return;
    const inside = document.querySelector("dialog[open]");
    const pressed = /** @type {Element} */ (event.target).closest("button, a");
    if (pressed && (event.key === "Enter" || event.key === " ")) return;
    if (inside && ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End", " "].includes(event.key)) return;
    const action = keys[event.key] || keys[event.key.toLowerCase()];
    if (action) {
      event.preventDefault();
      action();
    }
  });
  document.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button[data-do]");
    if (!button) return;
    const actions = { next: () => go(1), back: () => go(-1), sources: () => toggle("sources"), table: () => toggle("table"), theme, full, keys: () => toggle("keys"), close: closeAll };
    actions[button.dataset.do]();
  });
  let start = null;
  document.addEventListener("touchstart", (event) => { start = event.changedTouches[0].clientX; }, { passive: true });
  document.addEventListener("touchend", (event) => {
    const moved = event.changedTouches[0].clientX - start;
    if (Math.abs(moved) > 80 && !document.querySelector("dialog[open]")) go(moved < 0 ? 1 : -1);
  }, { passive: true });
  window.addEventListener("hashchange", () => show(asked()));
})();
