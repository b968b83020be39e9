"""What people are told is a Phrase, in both languages: finds what the types do not.

A sentence is a literal with two words of letters side by side.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Documents, protocols and the log are in English; what people are told there is typed.
SPEAKS_TO_PROGRAMS = ROOT / "Sources" / "WildixServer"
SENTENCE = re.compile(r"[A-Za-zÀ-ÿ]{2,} [A-Za-zÀ-ÿ]{2,}")
# Help is in English, as the manual is. What is compared or matched is not said.
UNSAID = re.compile(
    r"(?:\b(?:help|abstract|discussion|title|valueName|ArgumentHelp|precondition)\b[:(]?\s*(?:ArgumentHelp\()?"
    r"|\bcase |verbatim:|isText\([^\"]*|Array\()\s*$"
)


@dataclass
class Literal:
    file: Path
    line: int
    text: str
    """The source up to the literal."""
    before: str

    def __str__(self):
        return f"{self.file.relative_to(ROOT)}:{self.line}: {self.text!r}"


def literals(file: Path) -> Iterator[Literal]:
    """The outermost string literals of a Swift file, with interpolations as they are written."""
    source = file.read_text()
    position = 0
    while position < len(source):
        if source.startswith("//", position):
            position = source.find("\n", position) % (len(source) + 1)
        elif match := re.compile(r'(#*)("""|")').match(source, position):
            end = end_of_literal(source, match.end(), match[2], match[1])
            text = source[match.end() : end - len(match[0])]
            if match[2] == '"""':
                text = re.sub(r"\\\n\s*", "", text)
            line = source.count("\n", 0, position) + 1
            yield Literal(file, line, text.strip("\n "), source[:position])
            position = end
        else:
            position += 1


def end_of_literal(source: str, position: int, quotes: str, hashes: str) -> int:
    while not source.startswith(quotes + hashes, position):
        if source.startswith("\\" + hashes + "(", position):
            position = end_of_interpolation(source, position + 2 + len(hashes))
        elif source.startswith("\\" + hashes, position):
            position += 2 + len(hashes)
        else:
            position += 1
    return position + len(quotes + hashes)


def end_of_interpolation(source: str, position: int) -> int:
    depth = 1
    while depth:
        if source[position] == '"':
            position = end_of_literal(source, position + 1, '"', "")
            continue
        depth += {"(": 1, ")": -1}.get(source[position], 0)
        position += 1
    return position


def values(text: str) -> set[str]:
    """What is put into a literal, by name; words that a count chooses are another matter."""
    put = [text[m.end() : end_of_interpolation(text, m.end()) - 1] for m in re.finditer(r"\\\(", text)]
    plain = [re.sub(r"\.map\(French\.of\)|French\.of|count: ", "", value) for value in put]
    return {root(value) for value in plain if not value.startswith("for: ")}


def root(value: str) -> str:
    """`owners.joined(separator: ", ")` is about `owners`."""
    name, call = re.match(r"([\w.]*)(\(?)", value.strip("()")).groups()
    return name.rpartition(".")[0] if call and "." in name else name


def faults_of(file: Path) -> Iterator[str]:
    side: Literal | None = None
    for literal in literals(file):
        before = literal.before.rstrip()
        if before.endswith("en:"):
            side = literal
            continue
        if before.endswith("fr:"):
            if side and side.text == literal.text and SENTENCE.search(re.sub(r"\\\(.*?\)", "", side.text)):
                yield f"{literal}: the same in both languages"
            if side and values(side.text) != values(literal.text):
                yield f"{literal}: other values than in English"
            side = None
            continue
        if SPEAKS_TO_PROGRAMS in file.parents or UNSAID.search(before) or is_command(literal):
            continue
        if SENTENCE.search(literal.text):
            yield f"{literal}: a sentence that is no phrase"


def is_command(literal: Literal) -> bool:
    """`wildix users list` is the same in every language."""
    return literal.before.rstrip().endswith((".command(", "command:")) and literal.text.startswith("wildix ")


def main() -> int:
    files = [
        file
        for folder in ["wildix", "WildixServer", "WildixCore", "LinuxSystem"]
        for file in sorted((ROOT / "Sources" / folder).rglob("*.swift"))
    ]
    faults = [fault for file in files for fault in faults_of(file)]
    for file in files:
        if "ValidationError(" in file.read_text():
            faults.append(f"{file.relative_to(ROOT)}: ValidationError speaks one language: throw OptionError in check()")
    print("\n".join(faults), end="\n" if faults else "", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
