// Elements without HTML text: what comes from people or the PBX only ever becomes text nodes and attributes.

const svgNamespace = "http://www.w3.org/2000/svg";

/** An element: `h("a", { class: "x", href: "/", onclick: f }, "text", child)`. Attributes that are null or false are left out. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  setAttributes(element, attributes);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function setAttributes(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "value" || key === "checked" || key === "disabled") element[key] = value;
    else if (value === null || value === undefined || value === false) element.removeAttribute(key);
    else element.setAttribute(key, value === true ? "" : value);
  }
}

/** Puts other children into `parent`; what had the focus in it keeps it, or the first that can, or else `fallback`. */
export function refill(parent, children, fallback) {
  const had = parent.contains(document.activeElement) ? document.activeElement : null;
  parent.replaceChildren(...children);
  if (!had) return;
  const same = [...parent.querySelectorAll(had.tagName)].find((one) => one.textContent === had.textContent);
  (same ?? parent.querySelector("a[href], summary, button") ?? fallback).focus();
}

const shapes = {
  todo: ["M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Z"],
  received: ["M14 9.5v3a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-3", "M8 2.5v7", "m5 6.8 3 3 3-3"],
  transferred: ["M14 9.5v3a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-3", "M8 9.5v-7", "m5 5.2 3-3 3 3"],
  answered: ["M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Z", "m5.6 8.2 1.7 1.7 3.2-3.6"],
  all: ["M2.5 4h11M2.5 8h11M2.5 12h11"],
  users: ["M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z", "M1.8 13.5c.3-2.4 1.9-3.8 4.2-3.8s3.9 1.4 4.2 3.8", "M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12 9.9c1.3.6 2.1 1.9 2.3 3.6"],
  search: ["M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z", "m10.3 10.3 3.5 3.5"],
  filter: ["M2.5 4.5h11M4.5 8h7M6.5 11.5h3"],
  close: ["m4 4 8 8M12 4l-8 8"],
  missed: ["M13 3 8.5 7.5 5 4", "M5 7V4h3", "M2.2 12.3c3.4-2.9 8.2-2.9 11.6 0"],
  picked: ["M4 2.5 6 2l1.3 3.2-1.5 1.1c.7 1.5 1.9 2.7 3.4 3.4l1.1-1.5L13.5 9.5 13 11.5c-.2.9-.9 1.5-1.8 1.5C6.5 12.5 3 9 2.5 4.3 2.5 3.4 3.1 2.7 4 2.5Z"],
  busy: ["M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Z", "M5.2 8h5.6"],
  failed: ["M8 2.8 14 13H2L8 2.8Z", "M8 6.8v2.7M8 11.3v.1"],
  fax: ["M4.5 6V2.5h7V6", "M4.5 11h-2V6h11v5h-2", "M4.5 9h7v4.5h-7Z"],
  voicemail: ["M4.5 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM11.5 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM4.5 10.5h7"],
  down: ["m4 6 4 4 4-4"],
  help: ["M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Z", "M6.4 6.4c.1-1 .7-1.5 1.6-1.5s1.6.6 1.6 1.4c0 1.2-1.6 1.3-1.6 2.5M8 10.9v.1"],
  theme: ["M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Z", "M8 2.5v11", "M8 5l3.5 0M8 8h5.4M8 11h3.5"],
  bell: ["M4 7a4 4 0 0 1 8 0c0 3 1.2 4 1.2 4H2.8S4 10 4 7Z", "M6.8 13.2h2.4"],
  key: ["M5.5 6.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z", "m7.7 7.8 5.5-5.3M11 4.7l1.7 1.7"],
  leave: ["M6.5 2.5h-3a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h3", "M6.5 8h7M11 5.5 13.5 8 11 10.5"],
  plus: ["M8 3v10M3 8h10"],
  pencil: ["m3 13 .6-2.8L10.8 3l2.2 2.2-7.2 7.2L3 13Z"],
  bin: ["M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 8.5h6l.5-8.5"],
};

/** A picture of 16 by 16, drawn in the text's colour. It says nothing that words beside it do not. */
export function icon(name) {
  const svg = document.createElementNS(svgNamespace, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  for (const shape of shapes[name]) {
    const path = document.createElementNS(svgNamespace, "path");
    path.setAttribute("d", shape);
    svg.append(path);
  }
  return svg;
}

let lastId = 0;

/** An id that no other element has. */
export function freshId() {
  lastId += 1;
  return `e${lastId}`;
}
