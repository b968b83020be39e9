// Checks of a page as it stands, run in the browser: each gives a list of what is wrong, empty if nothing is.
// Injected by test_access.py; not part of the page.
(() => {
  const isShown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const where = (element) => `${element.outerHTML.slice(0, 140)}`;

  function parse(color) {
    const numbers = color.match(/[\d.]+/g).map(Number);
    // color(srgb r g b / a) has parts of one.
    const scale = color.startsWith("color(") ? 255 : 1;
    return { r: numbers[0] * scale, g: numbers[1] * scale, b: numbers[2] * scale, a: numbers[3] ?? 1 };
  }

  const over = (top, under) => ({
    r: top.r * top.a + under.r * (1 - top.a),
    g: top.g * top.a + under.g * (1 - top.a),
    b: top.b * top.a + under.b * (1 - top.a),
    a: 1,
  });

  function background(element) {
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      const color = parse(getComputedStyle(one).backgroundColor);
      if (color.a > 0) layers.push(color);
      if (color.a === 1) break;
    }
    return layers.reduceRight((under, top) => over(top, under), { r: 255, g: 255, b: 255, a: 1 });
  }

  function luminance({ r, g, b }) {
    const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  }

  function ratio(one, other) {
    const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  }

  const opacity = (element) => {
    let value = 1;
    for (let one = element; one; one = one.parentElement) value *= Number(getComputedStyle(one).opacity);
    return value;
  };

  const isDisabled = (element) => element.closest(":disabled, [aria-disabled=true], [inert]") !== null;

  window.checks = {
    /** Text against what is behind it: 4.5, large text 3. */
    contrast() {
      const wrong = [];
      const check = (element, color, label) => {
        const style = getComputedStyle(element);
        const size = parseFloat(style.fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        const behind = background(element);
        const front = parse(color);
        front.a *= opacity(element);
        const value = ratio(over(front, behind), behind);
        if (value < (isLarge ? 3 : 4.5)) wrong.push(`${value.toFixed(2)} ${label}: ${where(element)}`);
      };
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !isShown(element) || isDisabled(element)) continue;
        if (element.closest("noscript, option")) continue;
        check(element, getComputedStyle(element).color, walker.currentNode.data.trim().slice(0, 30));
      }
      for (const field of document.querySelectorAll("input, textarea, select")) {
        if (!isShown(field) || isDisabled(field)) continue;
        check(field, getComputedStyle(field).color, "field");
        if (field.placeholder) check(field, getComputedStyle(field, "::placeholder").color, "placeholder");
      }
      return wrong;
    },

    /** The edges of fields, and pictures, against what is around them: 3. */
    edges() {
      const wrong = [];
      for (const field of document.querySelectorAll("input:not([type=radio], [type=checkbox]), textarea, select, .segments")) {
        if (!isShown(field) || isDisabled(field)) continue;
        const value = ratio(parse(getComputedStyle(field).borderTopColor), background(field.parentElement));
        if (value < 3) wrong.push(`${value.toFixed(2)} edge: ${where(field)}`);
      }
      for (const picture of document.querySelectorAll("svg.icon, .lamp, .dot")) {
        if (!isShown(picture) || isDisabled(picture)) continue;
        const style = getComputedStyle(picture);
        const color = picture.matches("svg") ? style.color : style.backgroundColor;
        const value = ratio(parse(color), background(picture.parentElement));
        if (value < 3) wrong.push(`${value.toFixed(2)} picture: ${where(picture.parentElement)}`);
      }
      return wrong;
    },

    /** Targets of 24 by 24; links in a line of text, and the dialling links of rows, which the form has again, are exempt. */
    targets() {
      const wrong = [];
      for (const one of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
        if (!isShown(one) || one.closest(".row, .unseen") || one.matches(".skip")) continue;
        const target = one.type === "radio" || one.type === "checkbox" ? (one.labels[0] ?? one) : one;
        const { width, height } = target.getBoundingClientRect();
        if (width < 24 || height < 24) wrong.push(`${width}x${height}: ${where(one)}`);
      }
      return wrong;
    },

    /** Landmarks, headings, ids, language. */
    structure() {
      const wrong = [];
      const count = (selector) => [...document.querySelectorAll(selector)].filter(isShown).length;
      for (const [selector, least, most] of [
        ["header.bar", 1, 1], ["nav[aria-label]", 1, 1], ["main", 1, 1], ["h1", 1, 1], ["[role=search]", 0, 1],
      ]) {
        const value = count(selector);
        if (value < least || value > most) wrong.push(`${selector}: ${value}`);
      }
      if (!document.documentElement.lang) wrong.push("no language");
      if (!document.title) wrong.push("no title");
      const ids = [...document.querySelectorAll("[id]")].map((one) => one.getAttribute("id"));
      for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) wrong.push(`id ${id} twice`);
      for (const name of ["aria-labelledby", "aria-describedby", "aria-controls", "aria-activedescendant", "for"]) {
        for (const one of document.querySelectorAll(`[${name}]`)) {
          for (const id of one.getAttribute(name).split(" ")) if (!ids.includes(id)) wrong.push(`${name}=${id} leads nowhere`);
        }
      }
      let last = 1;
      for (const heading of [...document.querySelectorAll("h1, h2, h3, h4")].filter(isShown)) {
        const level = Number(heading.tagName[1]);
        if (level > last + 1) wrong.push(`h${level} after h${last}: ${where(heading)}`);
        last = level;
      }
      const allowed = { grid: ["rowgroup"], rowgroup: ["row"], row: ["columnheader", "gridcell"], listbox: ["option"] };
      for (const [role, children] of Object.entries(allowed)) {
        for (const parent of document.querySelectorAll(`[role=${role}]`)) {
          for (const child of parent.children) {
            if (!children.includes(child.getAttribute("role"))) wrong.push(`${role} has ${where(child)}`);
          }
        }
      }
      return wrong;
    },

    /** Nothing sticks out of the window, and no control cuts its own words. */
    overflow() {
      const wrong = [];
      if (document.documentElement.scrollWidth > innerWidth) wrong.push(`the page is ${document.documentElement.scrollWidth} wide`);
      for (const one of document.querySelectorAll("button, label, legend, .views a, h1, h2, .pane p, dialog p")) {
        if (!isShown(one) || one.closest(".unseen, .row") || one.matches(".unseen")) continue;
        if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow !== "visible") wrong.push(`cut: ${where(one)}`);
      }
      return wrong;
    },

    /** What has the focus: whether that shows, and whether something lies over it. */
    focus() {
      const one = document.activeElement;
      if (one === document.body) return [];
      const wrong = [];
      const shown = one.type === "radio" ? one.labels[0] : one;
      const style = getComputedStyle(shown);
      const edge = parse(style.outlineColor);
      if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push(`focus does not show: ${where(one)}`);
      else {
        // Outlines inside the element lie on its own colour.
        const behind = parseFloat(style.outlineOffset) < 0 ? background(shown) : background(shown.parentElement);
        if (ratio(edge, behind) < 3) wrong.push(`focus shows badly (${ratio(edge, behind).toFixed(2)}): ${where(one)}`);
      }
      const { left, top, width, height } = shown.getBoundingClientRect();
      const [x, y] = [Math.max(0, left) + Math.min(width, innerWidth) / 2, top + Math.min(height / 2, 20)];
      const hit = document.elementFromPoint(x, y);
      if (!hit || !(shown.contains(hit) || hit.contains(shown))) wrong.push(`covered by ${hit && where(hit)}: ${where(one)}`);
      return wrong;
    },
  };
})();
