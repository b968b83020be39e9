"""The rules of a listing, read plainly: slow, without an index, apart from the program."""

import json
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

EXTENSIONS = {"admin": "0000", "alice": "33", "bob": "44", "kernel": "11"}
ENRICHED = ["modeAccueil", "objet", "commentaireObjet", "resultat", "orientation"]
ENRICHED += ["commentaireResultat", "traiteParOuTransmisA"]
LARGEST_FIRST = {"id", "start", "answer", "end", "duration", "billsec", "cost"}


def machine_zone() -> ZoneInfo | timezone:
    try:
        with Path("/etc/localtime").open("rb") as file:
            return ZoneInfo.from_file(file)
    except OSError:
        return timezone.utc  # noqa: UP017


def number(value: object) -> str:
    """A telephone number as it is compared."""
    text = "".join(c for c in str(value if value is not None else "") if c not in " .-")
    return "+" + text[2:] if text.startswith("00") else text


def matches(pattern: str, value: object) -> bool:
    if pattern.endswith("*"):
        return number(value).startswith(number(pattern[:-1]))
    return number(value) == number(pattern)


def words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFD", text.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in plain).split()


@dataclass
class Call:
    record: dict
    enrichment: dict | None

    @property
    def id(self) -> str:
        return str(self.record["id"])

    @property
    def instant(self) -> float | None:
        start, zone = self.record.get("start"), self.record.get("timezone")
        if not start:
            return None
        time = datetime.strptime(start, "%Y-%m-%d %H:%M:%S")
        if not zone:
            return time.replace(tzinfo=machine_zone()).timestamp()
        minutes = int(zone[:3]) * 60 + int(zone[0] + zone[3:])
        return time.replace(tzinfo=timezone(timedelta(minutes=minutes))).timestamp()

    @property
    def place(self) -> tuple:
        """The larger, the earlier it comes."""
        instant = self.instant
        id_ = (1, int(self.id), "") if self.id.isdigit() else (0, 0, self.id)
        return (instant is not None, instant or 0, *id_)

    def noted(self, name: str) -> object:
        return (self.enrichment or {}).get(name)

    @property
    def transfers(self) -> list[dict]:
        return self.noted("transferts") or []

    @property
    def handed_to(self) -> set:
        return {t["a"] for t in self.transfers} | {self.noted("traiteParOuTransmisA")} - {None, ""}

    @property
    def handed_by(self) -> set:
        return {t["de"] for t in self.transfers}

    def touches(self, extension: str) -> bool:
        """Whether a number or channel of the call names the extension."""
        extension = number(extension)
        if extension in (number(self.record.get(n)) for n in ["from_number", "to_number"]):
            return True
        for name in ["channel", "dstchannel"]:
            technology, _, rest = str(self.record.get(name) or "").partition("/")
            if technology in {"SIP", "PJSIP"} and number(rest.rpartition("-")[0]) == extension:
                return True
        return False

    def seen_by(self, user: str) -> bool:
        if user == "admin" or self.touches(EXTENSIONS[user]):
            return True
        return user in self.handed_to | self.handed_by | {self.noted("saisiPar")}

    def status(self, user: str) -> str:
        if self.noted("reponduParAgent") is True:
            return "answered"
        target = self.noted("traiteParOuTransmisA")
        if not target:
            return "todo"
        return "received" if target == user else "transferred"

    def found(self, search: str) -> bool:
        texts = [str(self.record.get(n) or "") for n in ["from_name", "to_name"]]
        texts += [str(self.noted(n) or "") for n in ENRICHED]
        there = [w for text in texts for w in words(text)]
        for name in ["from_number", "to_number"]:
            there.append(number(self.record.get(name)).replace("+", "00"))

        def all_there(wanted: list[str]) -> bool:
            return all(any(w.startswith(want) for w in there) for want in wanted)

        def is_there(word: str) -> bool:
            # What is written like a number may be one, or words with dashes between them.
            signs = {c for c in word if not c.isdigit()}
            is_number = signs <= set("+.-") and len(signs) < len(set(word))
            as_number = is_number and all_there([number(word).replace("+", "00")])
            return as_number or all_there(words(word))

        return all(is_there(word) for word in search.split())


def read(directory: Path) -> list[Call]:
    """All calls of a data directory, newest first; of repeated ids the last record counts."""
    history = json.loads((directory / "call_history.json").read_text())
    records = history if isinstance(history, list) else history["result"]["records"]
    noted = directory / "enrichissements.json"
    enrichments = json.loads(noted.read_text()) if noted.exists() else {}
    last = {str(record["id"]): record for record in records}
    calls = [Call(record, enrichments.get(id_)) for id_, record in last.items()]
    return sorted(calls, key=lambda call: call.place, reverse=True)


def ordered(calls: list[Call], field: str, *, is_reversed: bool = False) -> list[Call]:
    """In the order of a field: calls come and go newest first, those without a value last."""

    def value(call: Call) -> tuple | None:
        text = str(call.record.get(field) if call.record.get(field) is not None else "")
        if field == "start":
            return None if call.instant is None else (0, call.instant)
        if text == "":
            return None
        return (0, int(text)) if text.isdigit() else (1, text.encode())

    if is_reversed:
        calls = calls[::-1]
    valued = sorted(
        (c for c in calls if value(c) is not None),
        key=value,
        reverse=(field in LARGEST_FIRST) != is_reversed,
    )
    return valued + [c for c in calls if value(c) is None]
