/* The letters of the map: those of the page around it, so that nothing is fetched twice. */
(/** @param {OuvertureParts} O */ function (O) {
  'use strict';
  const { node, tidy } = O;

  /* The style sheets of the page around; none where it may not be read. */
  function outside() {
    try { return [...window.parent.document.styleSheets]; } catch { return []; }
  }

  /** The letters of the page: the frame knows the name of the font and not its file, which the page around it has.
   * @param {Model} m */
  function borrowFonts(m) {
    const sheets = outside();
    const wanted = getComputedStyle(document.documentElement).getPropertyValue('--font');
    const rules = sheets.flatMap(sheet => {
      try { return [...sheet.cssRules].map(rule => ({ rule: /** @type {any} */ (rule), base: sheet.href || window.parent.document.baseURI })); } catch { return []; }
    }).filter(({ rule }) => rule.constructor.name === 'CSSFontFaceRule' && rule.style.getPropertyValue('font-style') !== 'italic'
      && wanted.includes(rule.style.getPropertyValue('font-family').replace(/["']/g, '')));
    m.fonts = rules.map(({ rule, base }) => rule.cssText.replace(/url\("([^"]+)"\)/g, (_, url) => `url("${new URL(url, base)}")`)).join('\n');
    if (!m.fonts) return;
    document.head.append(node('style', '', m.fonts));
    document.fonts.load('600 12px ' + wanted).then(() => tidy(m));
  }

  Object.assign(O, { borrowFonts });
})(window.Ouverture ??= /** @type {any} */ ({}));
