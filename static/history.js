// One choice of the reader, one entry in the browser's history: Streamlit writes one for every key that the address
// gains or loses, so that Back would need several presses, the first of them without effect. Only the first entry that a
// run of the page writes is new; the others complete it, and those of the first run complete the one that was opened.
"use strict";
(() => {
  const STATE = "data-test-script-state";
  const push = history.pushState.bind(history);
  let written = true;
  history.pushState = (...entry) => {
    if (written) history.replaceState(...entry);
    else push(...entry);
    written = true;
  };
  new MutationObserver((changes) => {
    if (changes.some((change) => /** @type {Element} */ (change.target).getAttribute(STATE) === "notRunning")) written = false;
  }).observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: [STATE] });
})();
