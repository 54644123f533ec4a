// Streamlit draws the sections of its menu as <div> inside a <ul>, which a screen reader announces as a broken list:
// the menu is given as a group of links instead. The observer lives as long as the document.
"use strict";
(() => {
  const mend = () => {
    for (const list of document.querySelectorAll('[data-testid="stSidebarNavItems"]')) {
      if (list.getAttribute("role") !== "group") list.setAttribute("role", "group");
      for (const item of list.querySelectorAll("li:not([role])")) item.setAttribute("role", "none");
    }
  };
  mend();
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
})();
