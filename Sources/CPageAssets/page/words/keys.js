// Words of the list of keys: French, English.
export const keys = {
  "keys.move": ["Appel suivant, précédent", "Next, previous call"],
  "keys.open": ["Ouvrir le formulaire", "Open the form"],
  "keys.search": ["Rechercher", "Search"],
  "keys.filters": ["Filtres", "Filters"],
  "keys.escape": ["Fermer, revenir à la liste", "Close, back to the list"],
  "keys.save": ["Enregistrer", "Save"],
  "keys.next": ["Enregistrer et passer au suivant", "Save and go to the next"],
  "keys.views": ["Vues", "Views"],
  "keys.ends": ["Début, fin de ce qui est chargé", "Beginning, end of what is loaded"],
  "keys.help": ["Cette aide", "This help"],
  "keys.single": ["Raccourcis d’une seule touche", "Shortcuts of a single key"],
  "keys.or": ["ou", "or"],
};
