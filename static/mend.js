// What Streamlit draws and a screen reader stumbles on, mended as it appears; the observer lives as long as the document.
"use strict";
(() => {
  const mend = () => {
    // The sections of the menu are <div> inside a <ul>, a broken list: the menu is given as a group of links instead.
    for (const list of document.querySelectorAll('[data-testid="stSidebarNavItems"]')) {
      if (list.getAttribute("role") !== "group") list.setAttribute("role", "group");
      for (const item of list.querySelectorAll("li:not([role])")) item.setAttribute("role", "none");
    }
    // The small curve of a key figure has no words of its own: the sentence beside it says what it shows.
    for (const curve of document.querySelectorAll('[data-testid="stMetricChart"]:not([aria-hidden])')) {
      curve.setAttribute("aria-hidden", "true");
    }
    // The layers of a chart have a role and no words: the chart itself has its alternative text.
    for (const layer of document.querySelectorAll('svg [role^="graphics-"]:not([aria-label])')) {
      layer.removeAttribute("role");
    }
  };
  mend();
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
})();
