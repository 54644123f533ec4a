// One choice of the reader, one entry in the browser's history: Streamlit writes one for every key that the address
// gains or loses, so that Back would need several presses, the first of them without effect. Only the first entry that a
// run of the page writes, or that follows a press while the page is still being drawn, is new; the others complete it,
// those of the first run complete the one that was opened, and an address that does not change is no entry.
// A link of a page to another of its views is followed in place, as the browser's Back is, without loading anything.
"use strict";
(() => {
  const STATE = "data-test-script-state";
  const push = history.pushState.bind(history);
  let written = true;
  const chosen = (event) => {
    if (event.isTrusted) written = false;
  };
  history.pushState = (...entry) => {
    const same = entry.length > 2 && new URL(entry[2], location.href).href === location.href;
    if (written || same) history.replaceState(...entry);
    else push(...entry);
    written ||= !same;
  };
  for (const kind of ["click", "keydown"]) addEventListener(kind, chosen, { capture: true, passive: true });
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest('[data-testid="stHtml"] a[href^="?"]'));
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.target) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
  });
  new MutationObserver((changes) => {
    if (changes.some((change) => /** @type {Element} */ (change.target).getAttribute(STATE) === "notRunning")) written = false;
  }).observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: [STATE] });
})();
