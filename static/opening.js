// The page takes the place of its first words, once, when all of it is there: its script has run, its charts and its
// letters are drawn. Until then it is made out of sight, so that nothing of it moves before the reader's eyes.
"use strict";
(() => {
  const root = document.documentElement;
  const LATE = 6000; // milliseconds that charts and letters may take after the script, and the page after its heading
  const LOST = 45000; // whatever happened, who waits that long sees what there is
  const TOLD = 'h1, [data-testid="stAlert"], [data-testid="stException"]';
  let since = 0;
  let begun = 0;
  const charts = () => [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')].every((chart) => chart.querySelector("canvas, svg"));
  const due = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    const main = app && app.querySelector('[data-testid="stMain"]');
    if (!main || !main.querySelector(TOLD)) return false;
    begun ||= performance.now();
    if (app.getAttribute("data-test-script-state") !== "notRunning") { since = 0; return performance.now() - begun > 2 * LATE; }
    since ||= performance.now();
    if (performance.now() - since > LATE) return true;
    return !main.querySelector('[data-testid="stSkeleton"]') && charts() && document.fonts.status === "loaded";
  };
  const show = () => {
    const words = document.querySelector(".ouv-opening");
    const main = document.querySelector('[data-testid="stMain"]');
    if (words && main && words.scrollTop) main.scrollTop = words.scrollTop;
    root.classList.remove("ouv-covered");
    if (words) words.remove();
  };
  let still = 0;
  const look = () => {
    still = due() ? still + 1 : 0;
    if (still > 2 || performance.now() > LOST) show();
    else setTimeout(look, 16);
  };
  look();
})();
