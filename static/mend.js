// What Streamlit draws and a screen reader stumbles on, mended as it appears; the observer lives as long as the document.
"use strict";
(() => {
  // Streamlit has its own words in English only (streamlit/streamlit#1353). Those it lets be seen or read aloud, before
  // the name of what they act on: « Fullscreen: Dépenses » becomes « Plein écran : Dépenses ».
  const WORDS = {
    "App pages": ["Pages", "Páginas"],
    "Choose an option": ["Choisir", "Elegir"],
    "Choose options": ["Choisir", "Elegir"],
    "Clear all": ["Tout effacer", "Borrar todo"],
    "Clear value": ["Effacer", "Borrar"],
    "Close": ["Fermer", "Cerrar"],
    "Close fullscreen": ["Quitter le plein écran", "Salir de la pantalla completa"],
    "Collapse sidebar": ["Replier le menu", "Plegar el menú"],
    "Copy to clipboard": ["Copier", "Copiar"],
    "Copy Vega-Lite spec": ["Copier la description du graphique", "Copiar la descripción del gráfico"],
    "Download as CSV": ["Télécharger en CSV", "Descargar en CSV"],
    "Download as PNG": ["Télécharger en PNG", "Descargar en PNG"],
    "Download as SVG": ["Télécharger en SVG", "Descargar en SVG"],
    "Add files": ["Ajouter des fichiers", "Añadir archivos"],
    "Error: ": ["Erreur\u00a0: ", "Error: "],
    "Expand sidebar": ["Ouvrir le menu", "Abrir el menú"],
    "Fullscreen": ["Plein écran", "Pantalla completa"],
    "Hide password text": ["Cacher le mot de passe", "Ocultar la contraseña"],
    "Link to heading": ["Lien vers ce titre", "Enlace a este título"],
    "No results": ["Aucun résultat", "Sin resultados"],
    "Navigate to home page": ["Aller à l'accueil", "Ir al inicio"],
    "Open": ["Ouvrir", "Abrir"],
    "Search": ["Chercher", "Buscar"],
    "Select all": ["Tout choisir", "Elegir todo"],
    "Skip to main content": ["Aller au contenu", "Ir al contenido"],
    "Show chart": ["Montrer le graphique", "Mostrar el gráfico"],
    "Show data": ["Montrer les données", "Mostrar los datos"],
    "Show password text": ["Montrer le mot de passe", "Mostrar la contraseña"],
    "Show/hide columns": ["Montrer ou cacher des colonnes", "Mostrar u ocultar columnas"],
    "Sidebar": ["Menu et choix", "Menú y opciones"],
  };
  const LANGUAGES = ["fr", "es"];
  const HELP = ["Aide : ", "Ayuda: "];
  const ENTER = ["Entrée pour valider", "Intro para validar"];
  const FOUND = ["Choisir tous les résultats\u00a0: ", "Elegir todos los resultados: "];
  // What the box that takes files says of one that it refuses.
  const HEAVY = ["Ce fichier est trop lourd\u00a0: ", "Este archivo pesa demasiado: "];
  const AT_MOST = ["\u00a0Mo au plus.", " MB como máximo."];
  const REFUSED = ["Ce type de fichier n’est pas accepté ici.", "Este tipo de archivo no se acepta aquí."];
  const TAKEN_AWAY = ["Retirer ", "Quitar "];
  const NAMED = ["aria-label", "placeholder", "title"];
  const TOLD = [
    '[data-testid="stTooltipContent"]', '[data-testid="stTooltipErrorContent"]', '[data-testid="InputInstructions"]',
    '[data-testid="stSkipToContent"]', '[role="listbox"]', '[data-testid="stFileChip"] [role="alert"]',
  ].join();
  const told = (text, rank) => {
    if (WORDS[text]) return WORDS[text][rank];
    if (text.startsWith("Help for ")) return HELP[rank] + text.slice(9);
    const typed = /^Press (\S+\+)?Enter to (apply|submit form)$/.exec(text);
    if (typed) return (typed[1] || "") + ENTER[rank];
    const heavy = /^(Error: )?File must be ([\d.]+)MB or smaller\.$/.exec(text);
    if (heavy) return HEAVY[rank] + Number(heavy[2]) + AT_MOST[rank];
    if (/^(Error: )?\S* ?files are not allowed\.$/.test(text)) return REFUSED[rank];
    if (text.startsWith("Remove ")) return TAKEN_AWAY[rank] + text.slice(7);
    const met = /^Select (\d+) matches$/.exec(text);
    if (met) return FOUND[rank] + met[1];
    const end = text.indexOf(": ");
    const word = end > 0 && WORDS[text.slice(0, end)];
    return word ? word[rank] + (rank === 0 ? "\u00a0: " : ": ") + text.slice(end + 2) : null;
  };
  const translate = () => {
    const rank = LANGUAGES.indexOf(document.documentElement.lang.slice(0, 2));
    if (rank < 0) return;
    for (const name of NAMED) {
      for (const item of document.querySelectorAll(`[data-testid="stApp"] [${name}], [data-baseweb] [${name}], [role="dialog"] [${name}]`)) {
        const words = item.namespaceURI.endsWith("svg") ? null : told(item.getAttribute(name), rank);
        if (words) item.setAttribute(name, words);
      }
    }
    // Tips, instructions and lists: their words are single texts, changed in place so that React keeps its own nodes.
    for (const part of document.querySelectorAll(TOLD)) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = /** @type {Text} */ (walker.currentNode);
        const words = told(text.data, rank);
        if (words) text.data = words;
      }
    }
  };
  // On a telephone a row of buttons that its width does not hold is a list: the style sheet shows the one or the other.
  // What is chosen in the list presses the button.
  const MOST = 3;
  const LONGEST = 34;
  const listed = () => {
    for (const row of document.querySelectorAll('[data-testid="stMain"] [data-testid="stButtonGroup"] [role="radiogroup"]')) {
      const buttons = [...row.querySelectorAll('[role="radio"]')];
      let list = /** @type {HTMLSelectElement | null} */ (row.parentElement.querySelector(":scope > .ouv-list"));
      const words = buttons.map((button) => [...button.querySelectorAll("p")].map((part) => part.textContent).join(" "));
      if (buttons.length <= MOST && words.join("").length <= LONGEST) { list?.remove(); continue; }
      if (!list) {
        list = document.createElement("select");
        list.className = "ouv-list";
        list.addEventListener("change", () => row.querySelectorAll('[role="radio"]')[list.selectedIndex]?.click());
        row.after(list);
      }
      if (words.join("\n") !== [...list.options].map((option) => option.text).join("\n")) {
        list.replaceChildren(...words.map((text) => new Option(text)));
      }
      const name = row.getAttribute("aria-label");
      if (name && list.getAttribute("aria-label") !== name) list.setAttribute("aria-label", name);
      const chosen = buttons.findIndex((button) => button.getAttribute("aria-checked") === "true");
      if (list.selectedIndex !== chosen) list.selectedIndex = chosen;
    }
  };
  // A grid is painted: a screen reader is given its bare numbers, « 1100672.7 ». Those of the columns that the page
  // names are written as the grid shows them; sorting goes on by the number.
  const BARE = /^-?\d+(\.\d+)?$/;
  const written = () => {
    const named = new Set([...document.querySelectorAll("[data-numbers]")].flatMap((item) => item.dataset.numbers.split("|")));
    if (!named.size) return;
    const form = new Intl.NumberFormat(document.documentElement.lang || undefined, { maximumFractionDigits: 3 });
    for (const grid of document.querySelectorAll('[data-testid="stDataFrame"] canvas table')) {
      const heads = new Map([...grid.querySelectorAll("th")].map((head) => [head.getAttribute("aria-colindex"), head.textContent]));
      for (const cell of grid.querySelectorAll("td")) {
        const text = cell.firstChild;
        if (!(text instanceof Text) || !BARE.test(text.data) || !named.has(heads.get(cell.getAttribute("aria-colindex")))) continue;
        const figure = form.format(Number(text.data)).replace("-", "\u2212");
        if (figure !== text.data) text.data = figure;
      }
    }
  };
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
    // The layers of a chart have a role, English words for it and no name: its marks and its alternative text say it all.
    for (const layer of document.querySelectorAll('svg [role^="graphics-"]:not([aria-label])')) {
      layer.removeAttribute("role");
      layer.removeAttribute("aria-roledescription");
    }
    // A table wider than a telephone slides: the tab key reaches it, and the arrows move it.
    for (const table of document.querySelectorAll('[data-testid="stTable"]')) {
      for (const part of [table, ...table.querySelectorAll("div")]) {
        if (part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX !== "visible") part.tabIndex = 0;
      }
    }
    // What a reader who does not sign in last read: two numbers of editions and an hour, that only the browser keeps.
    for (const visit of document.querySelectorAll("[data-cookie]:not([data-kept])")) {
      visit.dataset.kept = "";
      document.cookie = `${visit.dataset.cookie}; Path=/; SameSite=Lax; Max-Age=${Number(visit.dataset.days) * 86400}`;
    }
    listed();
    translate();
    written();
    // The window of the search opens on its field.
    const field = document.querySelector('[role="dialog"] input[type="search"]:not([data-reached])');
    if (field) { field.dataset.reached = ""; field.focus(); }
  };
  // What a button opens is drawn at the end of the document: the tab key goes into it from the button, and back.
  const STOPS = 'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), iframe, [tabindex="0"]';
  const reached = (item) => item.tabIndex >= 0 && item.checkVisibility();
  const stopAfter = (place) => [...document.querySelectorAll(STOPS)].find(
    (item) => place.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING && !place.contains(item) && reached(item),
  );
  document.addEventListener("keydown", (event) => {
    const opened = document.querySelector('[data-testid="stPopoverBody"]');
    const button = document.querySelector('[data-testid="stPopover"] button[aria-expanded="true"]');
    if (event.key !== "Tab" || !opened || !button) return;
    const stops = [...opened.querySelectorAll(STOPS)].filter(reached);
    const [leaving, goal] = event.shiftKey ? [stops[0], () => button] : [stops.at(-1), () => stopAfter(button)];
    const target = document.activeElement === leaving ? goal() : !event.shiftKey && document.activeElement === button ? stops[0] : null;
    if (!target) return;
    event.preventDefault();
    target.focus();
  });
  // A skip link goes past the container that it opens, without leaving a mark in the address.
  document.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest(".ouv-skip");
    if (!link) return;
    event.preventDefault();
    stopAfter(link.closest('[class*="st-key-"]')).focus();
  });
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mend(); });
  };
  mend();
  new MutationObserver(soon).observe(document.documentElement, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: [...NAMED, "lang", "aria-checked"],
  });
})();
