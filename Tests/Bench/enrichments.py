"""Enrichments for generated calls: spread evenly over the history, every third handed over."""

import json
from typing import TextIO

from people import EXTENSIONS, username
from timeline import instant, offset, wall_clock

_SUBJECTS = ["Rendez-vous", "Résultats d'analyse", "Facturation", "Renseignement", "Urgence"]
_RESULTS = ["Réglé", "À rappeler", "Transmis", "Sans suite"]


def write_enrichments(out: TextIO, amount: int, count: int) -> None:
    """An entry at a time, in the form of json.dumps(…, indent=2) over the whole object."""
    separator = "{\n"
    for entry in range(amount):
        at = entry * count // amount
        text = json.dumps(_enrichment(at, instant(at, count)), ensure_ascii=False, indent=2)
        indented = text.replace("\n", "\n  ")
        out.write(f'{separator}  "{at + 1}": {indented}')
        separator = ",\n"
    out.write("\n}\n" if amount else "{}\n")


def _enrichment(at: int, start: int) -> dict:
    author = username(EXTENSIONS[at * 7 % 60])
    target = username(EXTENSIONS[(at * 7 + 13) % 60])
    handed_over = at % 3 == 0
    began, zone = wall_clock(start), offset(start)
    day, clock = began.split()
    moved = {"de": author, "a": target, "le": f"{day}T{clock}{zone[:3]}:{zone[3:]}"}
    return {
        "date": "/".join(reversed(day.split("-"))),
        "heure": clock,
        "modeAccueil": "Téléphone",
        "objet": _SUBJECTS[at % len(_SUBJECTS)],
        "commentaireObjet": f"Demande n° {at + 1}, à suivre auprès du secrétariat",
        "resultat": _RESULTS[at % len(_RESULTS)],
        "orientation": "Interne" if handed_over else "Aucune",
        "reponduParAgent": not handed_over,
        "traiteParOuTransmisA": target if handed_over else "",
        "commentaireResultat": "Rappel prévu 📞" if at % 50 == 0 else "",
        "saisiPar": author,
        "transferts": [moved] if handed_over else [],
    }
