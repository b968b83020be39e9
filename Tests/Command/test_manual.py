"""What is documented and what the program does: compared both ways."""

import json
import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "man").glob("*.1"))
SECTIONS = [
    "NAME",
    "SYNOPSIS",
    "DESCRIPTION",
    "OPTIONS",
    "ENVIRONMENT",
    "FILES",
    "EXIT STATUS",
    "EXAMPLES",
    "SEE ALSO",
]
WORD = re.compile(r"[\w-]+")
OF_EVERY_COMMAND = {"--help", "-h", "--version"}


@dataclass
class Command:
    """A command as the binary describes it."""

    name: str
    arguments: list[dict]
    is_group: bool

    @property
    def page(self) -> str:
        return "-".join(self.name.split()[:2]) + ".1"

    @property
    def options(self) -> dict[str, dict]:
        return {
            ("-" if name["kind"] == "short" else "--") + name["name"]: argument
            for argument in self.arguments
            for name in argument.get("names", [])
            if argument["shouldDisplay"]
        }

    @property
    def positionals(self) -> dict[str, bool]:
        """Names of the arguments without a flag, and whether they may be missing."""
        return {
            argument["valueName"]: argument["isOptional"]
            for argument in self.arguments
            if argument["kind"] == "positional"
        }


def commands() -> list[Command]:
    found = []

    def walk(info: dict, above: str) -> None:
        name = f"{above} {info['commandName']}".strip()
        below = [sub for sub in info.get("subcommands", []) if sub["commandName"] != "help"]
        found.append(Command(name, info.get("arguments", []), bool(below)))
        for sub in below:
            walk(sub, name)

    dump = [os.environ["WILDIX_BIN"], "--experimental-dump-help"]
    walk(json.loads(subprocess.check_output(dump))["command"], "")
    return found


COMMANDS = commands()
LEAVES = [command for command in COMMANDS if not command.is_group]


@dataclass
class Item:
    """An entry of a list of options: its flags, whether a value follows, what is said of it."""

    flags: list[str]
    has_value: bool
    text: str = ""


@dataclass
class Section:
    lines: list[str] = field(default_factory=list)

    def items(self, of: str) -> list[Item]:
        """Options listed for the command `of`: under no heading, a general one, or its own."""
        items: list[Item] = []
        applies = True
        for line in self.lines:
            if line.startswith(".Ss "):
                heading = line.removeprefix(".Ss ")
                applies = not heading.startswith("wildix ") or heading == of
            elif applies and line.startswith(".It "):
                items.append(Item(flags(line), " Ar " in line or " Cm " in line, line))
            elif applies and items:
                items[-1].text += "\n" + line
        return [item for item in items if item.flags]

    def named(self, macro: str) -> list[str]:
        """What stands behind `.It MACRO` in this section."""
        pattern = re.compile(rf"\.It {macro} (\S+)")
        return [match[1] for line in self.lines if (match := pattern.match(line))]


def flags(line: str) -> list[str]:
    return [
        ("--" if double else "-") + name
        for double, name in re.findall(r"(?<!Fl )\bFl (Fl )?([A-Za-z][A-Za-z-]*)", line)
    ]


def sections(page: Path) -> dict[str, Section]:
    result: dict[str, Section] = {}
    current = Section()
    for line in page.read_text().splitlines():
        if line.startswith(".Sh "):
            current = result.setdefault(line.removeprefix(".Sh "), Section())
        else:
            current.lines.append(line)
    return result


def page_of(command: Command) -> dict[str, Section]:
    return sections(ROOT / "man" / command.page)


def by_name(command: Command) -> str:
    return command.name.replace(" ", "-")


def by_file(page: Path) -> str:
    return page.name


def test_every_command_has_a_page():
    assert {page.name for page in PAGES} == {command.page for command in COMMANDS}


def test_overview_lists_every_command():
    overview = sections(ROOT / "man" / "wildix.1")["DESCRIPTION"].named("Xr")
    assert sorted(overview) == sorted(
        {c.page.removesuffix(".1") for c in COMMANDS if c.name != "wildix"}
    )


def test_readme_lists_every_command():
    table = re.findall(
        r"^\| \[`(wildix [a-z ]+)`\]\(man/(\S+)\)", (ROOT / "README.md").read_text(), re.M
    )
    assert dict(table) == {command.name: command.page for command in LEAVES}


@pytest.mark.parametrize("page", PAGES, ids=by_file)
def test_page_is_sound(page: Path):
    lint = subprocess.run(["mandoc", "-Tlint", "-Wwarning", page], capture_output=True, text=True)
    assert (lint.returncode, lint.stdout) == (0, "")
    assert [name for name in SECTIONS if name not in sections(page)] == []


@pytest.mark.parametrize("page", PAGES, ids=by_file)
def test_references_exist(page: Path):
    ours = {other.stem for other in PAGES}
    named = re.findall(r"^\.(?:It )?Xr (wildix\S*) 1", page.read_text(), re.M)
    assert set(named) <= ours
    assert set(named) - {page.stem}


@pytest.mark.parametrize("command", LEAVES, ids=by_name)
def test_options_are_documented(command: Command):
    items = page_of(command)["OPTIONS"].items(command.name)
    documented = [flag for item in items for flag in item.flags]
    assert sorted(documented) == sorted(command.options)
    for item in items:
        option = command.options[item.flags[0]]
        assert item.has_value == (option["kind"] == "option"), item.flags
        values = [
            value for value in option.get("allValues", []) if value not in WORD.findall(item.text)
        ]
        assert values == [], item.flags


@pytest.mark.parametrize("command", LEAVES, ids=by_name)
def test_synopsis_is_complete(command: Command):
    optional: dict[str, bool] = {}
    positionals: dict[str, bool] = {}
    applies = False
    for line in page_of(command)["SYNOPSIS"].lines:
        if line.startswith(".Nm "):
            applies = line == f".Nm {command.name}"
        elif applies and (match := re.match(r"\.(Op )?Ar (\S+)$", line)):
            positionals[match[2]] = bool(match[1])
        elif applies:
            optional |= dict.fromkeys(flags(line), line.startswith(".Op "))
    own = {
        flag: o["isOptional"] for flag, o in command.options.items() if flag not in OF_EVERY_COMMAND
    }
    assert optional == own
    assert positionals == command.positionals


def test_overview_has_what_all_commands_share():
    shared = set.intersection(*(set(command.options) for command in LEAVES))
    items = sections(ROOT / "man" / "wildix.1")["OPTIONS"].items("wildix")
    assert {flag for item in items for flag in item.flags} == shared
    assert shared >= OF_EVERY_COMMAND


def test_fields_are_documented():
    calls = next(command for command in LEAVES if command.name == "wildix calls")
    lines = page_of(calls)["OPTIONS"].lines
    listed = lines[lines.index(".Ss Fields") :]
    documented = [
        name for line in listed if line.startswith(".Va ") for name in WORD.findall(line[4:])
    ]
    # An unknown field is answered with the list of those there are.
    run = [os.environ["WILDIX_BIN"], "calls", "--fields", ""]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    message = subprocess.run(
        run, capture_output=True, text=True, check=False, env=environment
    ).stderr
    known = re.search(r"There are: (.*)\.", message)[1].split(", ")
    assert sorted([*documented, "statut"]) == sorted(known)
    assert set(completions(calls, "--sort")) <= set(known)


def completions(command: Command, flag: str) -> list[str]:
    return command.options[flag]["completionKind"]["list"]["values"]


def sources() -> str:
    return "\n".join(path.read_text() for path in sorted((ROOT / "Sources").rglob("*.swift")))


def variables_in_sources() -> set[str]:
    """Environment variables by name: where they are asked for, and any of the well-known ones."""
    asked = r'(?:\benvironment|\bself|\bvalues|getenv|setenv|\bdirectory)[\[(]"([A-Z][A-Z0-9_]*)"'
    known = r'"((?:WILDIX|XDG)_[A-Z_]+|NO_COLOR|PAGER|COLUMNS|LESS|TZ|TERM|HOME)"'
    return set(re.findall(asked, sources())) | set(re.findall(known, sources()))


def test_overview_documents_every_variable():
    overview = sections(ROOT / "man" / "wildix.1")["ENVIRONMENT"].named("Ev")
    assert sorted(overview) == sorted(variables_in_sources())


@pytest.mark.parametrize("page", PAGES, ids=by_file)
def test_variables_exist(page: Path):
    named = re.findall(r"\bEv (\w+)", page.read_text())
    assert set(named) <= variables_in_sources()
    assert sections(page)["ENVIRONMENT"].named("Ev")


def statuses_in_sources() -> set[str]:
    text = (ROOT / "Sources" / "wildix" / "ExitStatus.swift").read_text()
    return set(re.findall(r"^\s*case \w+ = (\d+)", text, re.M))


def statuses(page: Path) -> list[str]:
    return re.findall(r"^\.It (\d+)$", "\n".join(sections(page)["EXIT STATUS"].lines), re.M)


def test_overview_documents_every_status():
    assert sorted(statuses(ROOT / "man" / "wildix.1")) == sorted(statuses_in_sources())


@pytest.mark.parametrize("page", PAGES, ids=by_file)
def test_statuses_exist(page: Path):
    assert "0" in statuses(page)
    assert set(statuses(page)) <= statuses_in_sources()
