"""Who calls: 60 extensions with their agents, and 60,000 outside callers.

A number always comes with the same name, as in a real history. Names are JSON text already
(quotes escaped), because they are pasted into templates.
"""

EXTENSIONS = [str(extension) for extension in range(11, 71)]

_FIRST = (
    "Zoé Léa Noël Anaïs François Hélène Jérôme Chloé Maël Inès Gaël Béatrice Loïc Raphaël Élodie "
    "Søren Jürgen Łukasz Àngela José Paul Marie Pierre Claire Thomas Julie Nicolas Sarah Hugo Emma"
).split()
_LAST = (
    "Lefèvre Müller Gonçalves Benoît Crépin Núñez Żółkiewski Pélissier Fournier Çelik Bérard "
    "Martin Dubois Moreau Laurent Simon Garnier Rousseau Fontaine Chevalier Gauthier Perrin Morin "
    "Dumont Marchand Dufour Blanchard Brun Meunier Leclercq Renard Colin Vidal Caron "
    "Picard Roger Leroux"
).split()
_FIRM = "Boulangerie Pharmacie Garage Mairie Cabinet Clinique Librairie Hôtel Crèche École".split()
_EMOJI = "😀 📞 🚑 🏥 ☎️ 👩‍⚕️ 🎄 🦷".split()

AGENT_NAMES = [f"{_FIRST[e * 7 % len(_FIRST)]} {_LAST[e * 11 % len(_LAST)]}" for e in range(60)]


def username(extension: str) -> str:
    return f"kernel{extension}"


def _number(caller: int) -> str:
    digits = f"{caller * 7_919 % 100_000_000:08d}"
    match caller % 10:
        case 0:
            return f"+336{digits}"
        case 1:
            return f"00336{digits}"
        case 2 | 3:
            return f"01{digits}"
        case _:
            return f"06{digits}"


def _name(caller: int) -> str:
    first, last = _FIRST[caller % len(_FIRST)], _LAST[caller // len(_FIRST) % len(_LAST)]
    if caller % 100 == 42:
        return f"{first} {last} {_EMOJI[caller // 100 % len(_EMOJI)]}"
    if caller % 50 == 7:
        return f'{_FIRM[caller // 50 % len(_FIRM)]} \\"{last}\\"'
    if caller % 20 == 11:
        return ""
    return f"{first} {last}"


CALLERS = [(_number(caller), _name(caller)) for caller in range(60_000)]
