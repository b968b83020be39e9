// The fields of an enrichment as the form has them.

/** Free texts, in the order of the form. `propose`: values used before are proposed. */
export const textFields = [
  { name: "date", hint: true, width: "short" },
  { name: "heure", hint: true, width: "short" },
  { name: "modeAccueil", propose: true, width: "short" },
  { name: "objet", propose: true },
  { name: "commentaireObjet", isLong: true },
  { name: "resultat", propose: true, width: "half" },
  { name: "orientation", propose: true, width: "half" },
  { name: "commentaireResultat", isLong: true },
];

export const fieldNames = [...textFields.map((field) => field.name), "reponduParAgent", "traiteParOuTransmisA"];

/** What was noted, as values of the form: texts, and for `reponduParAgent` true, false or null. */
export function valuesOf(notes) {
  const values = {};
  for (const { name } of textFields) values[name] = asText(notes[name]);
  values.traiteParOuTransmisA = asText(notes.traiteParOuTransmisA);
  values.reponduParAgent = typeof notes.reponduParAgent === "boolean" ? notes.reponduParAgent : null;
  return values;
}

function asText(value) {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

const handling = ["reponduParAgent", "traiteParOuTransmisA"];

/** The fields that only make sense together with `name`, and itself. */
export function together(name) {
  return handling.includes(name) ? handling : [name];
}

/** The names of the fields in which two sets of values differ. */
export function differing(one, other) {
  return fieldNames.filter((name) => one[name] !== other[name]);
}

/** What is sent: the fields that differ from what the server has. The target goes with the answer that it depends on. */
export function patchOf(values, saved) {
  const patch = {};
  for (const name of differing(values, saved)) if (values[name] !== null) patch[name] = values[name];
  if (values.reponduParAgent === true && saved.traiteParOuTransmisA !== "") patch.traiteParOuTransmisA = "";
  return patch;
}

/** What was changed from `sent` to `now`, on top of what the server has since. */
export function rebased(now, sent, server) {
  const values = { ...server };
  for (const name of differing(now, sent).flatMap(together)) values[name] = now[name];
  return values;
}
