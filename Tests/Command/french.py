"""French as it is typed, and as it is told."""

import re

FRENCH = {"LC_ALL": "fr_FR.UTF-8"}
ENGLISH = {"LC_ALL": "C.UTF-8"}


def typeset(text: str) -> str:
    """French with its spaces that do not break and its apostrophes, from what is easily typed."""
    text = re.sub(r" (?=[:;?!»])", "\u00a0", text).replace("« ", "«\u00a0")
    return re.sub(r"(?<=[^\W\d_])'(?=[^\W\d_]|«)", "’", text)
