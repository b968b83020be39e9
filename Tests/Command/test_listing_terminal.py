"""Listings on a terminal: what a person sees."""

import json
import os
import re
import shutil
import signal
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pexpect
import pytest
from wcwidth import wcswidth

import histories
import plain_calls

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
NAMES = [
    "Zoé Lefèvre",
    "Zoe\u0301 Lefe\u0300vre",
    "Garage Łukasz Żółkiewski 🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗🚗",
    "日本電信電話株式会社東京支店営業部第一課御中",
    "한국전기통신공사 서울지점",
    "👩‍👩‍👧 famille 👩‍👩‍👧 nombreuse 👩‍👩‍👧 et 👩‍👩‍👧 heureuse",
    "❤️ Cœur ❤️ de ❤️ ville ❤️ et ❤️ campagne ❤️",
    "Доктор Иван Сергеевич Тургенев-Достоевский",
    "מרפאה כללית",
    "a" * 300,
    "日" * 300,
    "e\u0301" * 300,
    "",
]


@dataclass
class Screen:
    """What came to a terminal until the program ended, and how it ended."""

    text: str
    status: int | None
    signal: int | None

    @property
    def lines(self) -> list[str]:
        return self.text.replace("\r\n", "\n").splitlines()

    @property
    def plain_lines(self) -> list[str]:
        return [COLOUR.sub("", line) for line in self.lines]


@pytest.fixture
def directory(data_dir: Path, sample_data) -> Path:
    """A data directory with users, for histories to be written into."""
    shutil.copy(sample_data.directory / "users.db", data_dir)
    return data_dir


@pytest.fixture
def as_admin(wildix, sample_data) -> Callable:
    """The command without a terminal."""

    def run(*args: str, env: dict | None = None):
        return wildix(*args, env={"WILDIX_TOKEN": sample_data.tokens["admin"], **(env or {})})

    return run


@pytest.fixture
def start(environment: dict, sample_data) -> Iterator[Callable[..., pexpect.spawn]]:
    """Starts `wildix calls` on a terminal of its own, without a pager unless one is named."""
    children: list[pexpect.spawn] = []

    def spawn(
        *args: str, who: str = "admin", size: tuple[int, int] = (24, 100), env: dict | None = None
    ) -> pexpect.spawn:
        variables = {
            **environment,
            "PAGER": "cat",
            "WILDIX_TOKEN": sample_data.tokens[who],
            **(env or {}),
        }
        child = pexpect.spawn(
            os.environ["WILDIX_BIN"],
            ["calls", *args],
            env={k: v for k, v in variables.items() if v is not None},
            encoding="utf-8",
            timeout=60,
            dimensions=size,
        )
        children.append(child)
        return child

    yield spawn
    for child in children:
        child.close(force=True)


def end(child: pexpect.spawn) -> Screen:
    child.expect(pexpect.EOF)
    child.close()
    return Screen(child.before, child.exitstatus, child.signalstatus)


@pytest.fixture
def on_screen(start) -> Callable[..., Screen]:
    return lambda *args, **options: end(start(*args, **options))


# Width


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
@pytest.mark.parametrize("colour", ["never", "always"])
def test_a_table_fits_the_terminal(directory, on_screen, columns: int, colour: str):
    records = [
        histories.record(i, from_name=name, to_number="77777", from_number="+33612345678901")
        for i, name in enumerate(NAMES, 1)
    ]
    noted = {str(i): {"objet": name} for i, name in enumerate(reversed(NAMES), 1)}
    histories.write(directory, records, noted)
    screen = on_screen("--color", colour, size=(50, columns))
    assert screen.status == 0
    lines = screen.plain_lines
    assert len(lines) == len(NAMES) + 1
    widths = [wcswidth(line) for line in lines]
    assert max(widths) <= columns, lines[widths.index(max(widths))]
    assert min(widths) > 0
    if columns >= 120:
        # Every column is there, and begins in the same place in each line.
        assert lines[0].split()[-1] == "SUBJECT"
        place = wcswidth(lines[0][: re.search(r"\bTO\b", lines[0]).start()])
        assert {wcswidth(line[: line.index("77777")]) for line in lines[1:]} == {place}


@pytest.mark.parametrize(
    "name",
    ["🇫🇷", "👍🏽", unicodedata.normalize("NFD", "한국"), "a\u200bb", "é\u0301", "ｶﾞ", "\u00ad"],
    ids=["flag", "skin", "jamo", "no width", "two accents", "half width", "hyphen"],
)
def test_letters_of_several_signs_are_as_wide_as_they_are_shown(directory, on_screen, name: str):
    for repeated in [1, 7, 60]:
        call = histories.record(1, from_name=name * repeated, to_number="77777")
        histories.write(directory, [call, histories.record(2, from_name="x", to_number="77777")])
        lines = on_screen("--no-header", size=(24, 100)).plain_lines
        assert max(wcswidth(line) for line in lines) <= 100
        assert len({wcswidth(line[: line.index("77777")]) for line in lines}) == 1


@pytest.mark.parametrize("columns", [1, 2, 7, 20, 40])
def test_a_very_narrow_terminal_is_not_overrun(directory, on_screen, columns: int):
    records = [histories.record(i, from_name=name) for i, name in enumerate(NAMES, 1)]
    histories.write(directory, records)
    for args in [[], ["--fields", "from_name"]]:
        screen = on_screen("--no-header", *args, size=(50, columns))
        assert screen.status == 0
        assert max(wcswidth(line) for line in screen.plain_lines) <= columns


def test_what_is_cut_says_so(directory, on_screen):
    histories.write(directory, [histories.record(1, from_name="a" * 300)])
    assert "…" in on_screen(size=(24, 80)).text
    assert "…" not in on_screen(size=(24, 500)).text


def test_fields_that_are_named_fit_too(directory, on_screen):
    records = [histories.record(i, from_name=n, to_name=n) for i, n in enumerate(NAMES, 1)]
    histories.write(directory, records)
    fields = ["--fields", "from_name,to_name,id,start,organization,disposition"]
    for columns in [60, 80, 200]:
        lines = on_screen(*fields, size=(50, columns)).plain_lines
        assert max(wcswidth(line) for line in lines) <= columns


def test_a_pipe_cuts_nothing_and_columns_is_obeyed(directory, as_admin):
    histories.write(directory, [histories.record(1, from_name="a" * 300)])
    assert "a" * 300 in as_admin("calls", "--format", "table").stdout
    narrow = as_admin("calls", "--format", "table", env={"COLUMNS": "70"})
    assert max(map(len, narrow.stdout.splitlines())) <= 70


# Colour


@pytest.mark.parametrize(
    ("args", "env", "is_coloured"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"TERM": "dumb"}, False),
        (["--color", "auto"], {"NO_COLOR": "1"}, False),
        (["--color", "never"], {}, False),
        (["--color", "always"], {"NO_COLOR": "1", "TERM": "dumb"}, True),
        (["--format", "tsv", "--color", "always"], {}, False),
        (["--format", "jsonl"], {}, False),
    ],
)
def test_colour_on_a_terminal(samples, on_screen, args: list[str], env: dict, is_coloured: bool):
    screen = on_screen(*args, env=env)
    assert screen.status == 0
    assert ("\x1b[" in screen.text) == is_coloured
    assert "\x1b" not in COLOUR.sub("", screen.text), "nothing but colours"


@pytest.mark.parametrize("choice", ["auto", "never", "always"])
def test_colour_in_a_pipe(samples, choice: str):
    result = samples("admin", "calls", "--format", "table", "--color", choice)
    assert ("\x1b[" in result.stdout) == (choice == "always")


# What others wrote does not steer the terminal


NASTY = [
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]52;c;ZWNobw==\x1b\\",
    "\x9b2J\x9d0;title\x9c",
    "back\b\b\bspace",
    "bell\a",
    "line\nend\rcarriage",
    "tab\ttab\vvertical\ffeed",
    "\x00nul\x7fdel",
    "\u202eright-to-left\u202c \u2066isolate\u2069",
    "\u2028separator\u2029",
]


def steering(text: str) -> set[str]:
    """Characters of a screen that are more than shown, but for line ends."""
    text = text.replace("\r\n", "")
    return {
        c
        for c in text
        if unicodedata.category(c) in {"Cc", "Zl", "Zp"} or 0x202A <= ord(c) <= 0x202E
    }


@pytest.mark.parametrize("form", ["table", "tsv", "csv", "json", "jsonl"])
def test_names_do_not_steer_the_terminal(directory, on_screen, form: str):
    names = ["from_name", "from_number", "to_number", "disposition", "start", "duration"]
    records = [
        histories.record(i, **dict.fromkeys(names, nasty)) for i, nasty in enumerate(NASTY, 1)
    ]
    records += [{"id": f"x{nasty}", "start": "2026-01-01 08:00:00"} for nasty in NASTY]
    noted = {str(i): {"objet": n, "traiteParOuTransmisA": n} for i, n in enumerate(NASTY, 1)}
    histories.write(directory, records, noted)
    # As the PBX may write them: not escaped where JSON lets them stand.
    file = directory / "call_history.json"
    unescaped = [c for nasty in NASTY for c in nasty if ord(c) >= 0x7F]
    assert any(c in file.read_text() for c in unescaped)
    screen = on_screen("--format", form, "--color", "never", size=(50, 200))
    assert screen.status == 0
    # Between its cells TSV has tabs, and CSV ends its lines as RFC 4180 wants.
    meant = {"tsv": {"\t"}, "csv": {"\r"}}.get(form, set())
    assert steering(screen.text) <= meant
    if form == "table":
        assert len(screen.lines) == 2 * len(NASTY) + 1, "one line for each call"


def test_errors_do_not_steer_the_terminal_either(samples, on_screen):
    for args in [["--fields", "\x1b[31mred"], ["--since", "\x1b[31m"], ["--data", "/\x1b[31m"]]:
        screen = on_screen(*args)
        assert screen.status in {64, 66}
        assert steering(screen.text) == set(), args


# Days


def near_days(now: datetime) -> dict[str, datetime]:
    """What the WHEN column says, for calls of the last days at twelve past three."""
    times = {}
    for back in range(10):
        day = (now - timedelta(days=back)).replace(hour=3, minute=12, second=0)
        names = {0: "today", 1: "yesterday"}
        word = names.get(back) or (f"{day:%a}" if back < 7 else f"{day:%Y-%m-%d}")
        times[f"{word} 03:12"] = day
    return times


@pytest.mark.parametrize("zone", ["Europe/Paris", "Pacific/Auckland", "America/St_Johns", "UTC"])
def test_near_days_have_names(directory, on_screen, zone: str):
    while True:
        now = datetime.now(ZoneInfo(zone))
        expected = near_days(now)
        records = []
        for i, (_, time_) in enumerate(expected.items()):
            # Recorded in yet another zone, so that its day may be another one.
            there = time_.astimezone(ZoneInfo("Asia/Tokyo"))
            start = f"{there:%Y-%m-%d %H:%M:%S}"
            records.append(histories.record(100 - i, start=start, timezone="+0900"))
        histories.write(directory, records)
        screen = on_screen("--fields", "start,id", "--no-header", env={"TZ": zone})
        if datetime.now(ZoneInfo(zone)).date() == now.date():
            break
    assert [line.rsplit(maxsplit=1)[0].strip() for line in screen.plain_lines] == list(expected)


@pytest.mark.parametrize("zone", ["Europe/Paris", "Pacific/Auckland", "America/St_Johns"])
def test_times_that_depend_on_now(directory, as_admin, zone: str):
    """`--since` and `--until` with every form that is counted from now on."""
    here = ZoneInfo(zone)
    # One call each hour for nine days, and two hours ahead.
    now = datetime.now(here)
    hours = [now.replace(minute=0, second=0) - timedelta(hours=h) for h in range(-2, 216)]
    calls = [t.astimezone(ZoneInfo("UTC")) for t in hours]
    records = [
        histories.record(i, start=f"{t:%Y-%m-%d %H:%M:%S}", timezone="+0000")
        for i, t in enumerate(calls, 1)
    ]
    histories.write(directory, records)

    def midnight(back: int) -> datetime:
        return datetime.combine(now.date() - timedelta(days=back), datetime.min.time(), here)

    weekday = (now - timedelta(days=3)).strftime("%A")
    moments = {
        "now": (now, now),
        "today": (midnight(0), midnight(-1) - timedelta(seconds=1)),
        "yesterday": (midnight(1), midnight(0) - timedelta(seconds=1)),
        weekday.lower(): (midnight(3), midnight(2) - timedelta(seconds=1)),
        weekday: (midnight(3), midnight(2) - timedelta(seconds=1)),
        f"{now:%A}": (midnight(0), midnight(-1) - timedelta(seconds=1)),
        "-150m": (now - timedelta(minutes=150),) * 2,
        "26h": (now - timedelta(hours=26),) * 2,
        "7d": (now - timedelta(days=7),) * 2,
        "-1w": (now - timedelta(weeks=1),) * 2,
        "12:30": (now.replace(hour=12, minute=30, second=0),) * 2,
    }
    instants = [t.timestamp() for t in calls]
    for text, (first, last) in moments.items():
        # The command's own now is a little later.
        late = time.time() + 30 - now.timestamp()
        since = as_admin("calls", "--count", "--since", text, env={"TZ": zone})
        until = as_admin("calls", "--count", "--until", text, env={"TZ": zone})
        assert (since.status, until.status) == (0, 0), text
        choices = {
            (
                sum(int(i) >= int(first.timestamp() + d) for i in instants),
                sum(int(i) <= int(last.timestamp() + d) for i in instants),
            )
            for d in [0, late]
        }
        assert (int(since.stdout), int(until.stdout)) in choices, text


# How many


@pytest.fixture
def thousand(directory) -> Path:
    histories.write(directory, (histories.record(i) for i in range(1, 1235)))
    return directory


def test_a_terminal_gets_fifty_and_is_told_how_many_there_are(thousand, on_screen):
    screen = on_screen("--no-header")
    assert screen.status == 0
    assert len(screen.lines) == 51
    assert "50 of 1,234" in screen.lines[-1]
    assert screen.plain_lines[0].split()[0] == "1234"


@pytest.mark.parametrize(
    ("args", "rows", "told"),
    [
        (["--all"], 1234, None),
        (["--limit", "60"], 60, None),
        (["--limit", "10"], 10, None),
        (["--search", "caller 12"], 45, None),
        (["--max-duration", "49"], 50, "50 of 134"),
        (["--from", "060000000*"], 9, None),
        (["--from", "060000000*", "--from", "0600000010", "--from", "060000001*"], 19, None),
        (["--reverse"], 50, "50 of 1,234"),
        (["--sort", "duration"], 50, "50 of 1,234"),
    ],
)
def test_the_rest_is_told_only_where_there_is_one(thousand, on_screen, args, rows, told):
    expected = plain_calls.read(thousand)
    lines = on_screen("--no-header", *args).lines
    if told:
        assert told in lines.pop()
    if args[0] == "--search":
        rows = min(50, sum(c.found(args[1]) for c in expected))
        if rows == 50:
            lines.pop()
    assert len(lines) == rows
    assert not any(" of " in line for line in lines)


def test_exactly_fifty_are_all(directory, on_screen):
    histories.write(directory, (histories.record(i) for i in range(1, 51)))
    assert " of " not in on_screen().text
    assert len(on_screen("--no-header").lines) == 50


def test_a_user_is_told_how_many_they_may_see(directory, on_screen):
    records = [histories.record(i, to_number="44" if i % 3 else "11") for i in range(1, 301)]
    histories.write(directory, records)
    assert "50 of 200" in on_screen(who="bob").text
    assert "50 of 100" in on_screen(who="kernel").text
    assert on_screen(who="alice").status == 0
    assert "of" not in on_screen("--no-header", who="alice").text


@pytest.mark.parametrize("form", ["tsv", "jsonl"])
def test_other_formats_on_a_terminal_are_cut_too(thousand, on_screen, form: str):
    lines = on_screen("--format", form, "--no-header").lines
    assert len(lines) == 51
    assert [i for i, line in enumerate(lines) if "50 of 1,234" in line] == [50], "behind the rows"


def test_a_pipe_and_a_file_get_everything(thousand, as_admin, on_screen, tmp_path: Path):
    result = as_admin("calls", "--no-header")
    assert len(result.stdout.splitlines()) == 1234
    assert result.stderr == ""
    file = tmp_path / "file"
    assert on_screen("--no-header", "--output", str(file)).text == ""
    assert len(file.read_text().splitlines()) == 1234


def test_a_checkpoint_on_a_terminal_tells_the_rest_the_next_time(thousand, on_screen, tmp_path):
    job = ["--checkpoint", str(tmp_path / "checkpoint"), "--no-header", "--fields", "id"]
    shown = [[line.strip() for line in on_screen(*job).lines] for _ in range(2)]
    assert shown == [[str(i) for i in range(n, n - 50, -1)] for n in [1234, 1184]]


@pytest.mark.parametrize("choice", ["auto", "always"])
def test_a_file_is_no_terminal(thousand, on_screen, tmp_path: Path, choice: str):
    file = tmp_path / "file"
    name = "a" * 300
    histories.write(thousand, [histories.record(i, from_name=name) for i in range(1, 101)])
    options = ["--format", "table", "--color", choice, "--output", str(file)]
    assert on_screen(*options, size=(24, 60)).text == ""
    assert file.read_text().count(name) == 100
    assert ("\x1b[" in file.read_text()) == (choice == "always")


# The pager


LONG = ["--no-header", "--fields", "id", "--all"]


@pytest.mark.parametrize(
    ("env", "mark"),
    [
        ({"WILDIX_PAGER": "sed s/^/W/", "PAGER": "sed s/^/P/"}, "W"),
        ({"WILDIX_PAGER": None, "PAGER": "sed s/^/P/"}, "P"),
        ({"WILDIX_PAGER": "cat", "PAGER": "sed s/^/P/"}, ""),
        ({"WILDIX_PAGER": None, "PAGER": "cat"}, ""),
        ({"WILDIX_PAGER": "", "PAGER": "sed s/^/P/"}, ""),
        ({"WILDIX_PAGER": None, "PAGER": ""}, ""),
    ],
)
def test_the_pager_is_chosen_as_git_does(thousand, on_screen, env: dict, mark: str):
    screen = on_screen(*LONG, env=env)
    assert screen.status == 0
    assert [line.strip() for line in screen.lines[:2]] == [f"{mark}1234", f"{mark}1233"]
    assert len(screen.lines) == 1234


def test_the_pager_is_less_with_its_usual_options(thousand, on_screen):
    options = {"WILDIX_PAGER": 'cat >/dev/null; echo "LESS=$LESS"'}
    assert on_screen(*LONG, env=options).lines == ["LESS=FRX"]
    assert on_screen(*LONG, env={**options, "LESS": "-S"}).lines == ["LESS=-S"]


@pytest.mark.parametrize("args", [["--format", "tsv"], ["--format", "jsonl"], ["--count"]])
def test_only_tables_are_paged(thousand, on_screen, args: list[str]):
    text = on_screen(*args, env={"WILDIX_PAGER": "sed s/^/PAGED/"}).text
    assert "PAGED" not in text


def test_an_error_is_not_paged(directory, on_screen):
    screen = on_screen(env={"WILDIX_PAGER": "sed s/^/PAGED/"})
    assert screen.status == 66
    assert "PAGED" not in screen.text


needs_less = pytest.mark.skipif(shutil.which("less") is None, reason="there is no less here")


@needs_less
def test_less_waits_on_a_long_table_and_is_left_quietly(thousand, start):
    child = start("--all", env={"PAGER": None})
    child.expect_exact("\r\n:")
    child.send("q")
    screen = end(child)
    assert (screen.status, screen.signal) == (0, None)
    assert "wildix:" not in screen.text


@needs_less
def test_less_does_not_wait_on_a_short_table(directory, on_screen):
    histories.write(directory, [histories.record(i) for i in range(1, 6)])
    screen = on_screen("--no-header", env={"PAGER": None})
    assert screen.status == 0
    # It tells the terminal about the keypad, before and behind.
    shown = re.sub(r"\x1b(\[[0-9;?]*[a-zA-Z]|[=>])", "", screen.text).split("\r\n")
    assert [line.split()[0] for line in shown if line.strip()] == list("54321")


@needs_less
def test_ctrl_c_belongs_to_the_pager(thousand, start):
    child = start("--all", env={"PAGER": None})
    child.expect_exact("\r\n:")
    child.sendintr()
    child.send("G")
    child.expect_exact("END")
    child.send("q")
    assert end(child).status == 0


@pytest.mark.parametrize("pager", ["head -1", "true", "head -1; sleep 0.2"])
def test_a_pager_that_ends_early_ends_quietly(directory, on_screen, pager: str):
    histories.write(directory, (histories.record(i) for i in range(1, 30_001)))
    screen = on_screen(*LONG, env={"WILDIX_PAGER": pager})
    assert (screen.status, screen.signal) == (0, None)
    assert [line.strip() for line in screen.lines] == (["30000"] if "head" in pager else [])


def test_ctrl_c_ends_a_listing(directory, start, on_screen):
    histories.write(directory, (histories.record(i) for i in range(1, 30_001)))
    child = start("--all")
    child.expect_exact("Caller")
    child.sendintr()
    screen = end(child)
    assert screen.status == 130 or screen.signal == signal.SIGINT
    assert "wildix:" not in screen.text.replace("wildix: interrupted", "")
    assert on_screen("--count").text.strip() == "30000"


# The progress bar


def read_slowly(start, *args: str, **options) -> Screen:
    """A first reading that takes more than a second, for it is held up."""
    child = start(*args, **options)
    time.sleep(0.05)
    os.kill(child.pid, signal.SIGSTOP)
    time.sleep(1.1)
    os.kill(child.pid, signal.SIGCONT)
    return end(child)


@pytest.fixture
def large(directory) -> Path:
    histories.write(directory, (histories.record(i) for i in range(1, 100_001)))
    return directory


def test_a_long_first_reading_shows_how_far_it_is(large, start):
    screen = read_slowly(start, "--limit", "1", "--no-header")
    assert screen.status == 0
    if not (large / ".wildix" / "index.db").exists():
        pytest.skip("the index is elsewhere")
    percents = [int(p) for p in re.findall(r"reading calls .*?(\d+)%", screen.text)]
    assert percents, "no bar"
    assert percents == sorted(percents)
    bars, _, rest = screen.text.rpartition("\r\x1b[K")
    assert "reading calls" not in rest, "it is taken away before the listing"
    assert rest.split()[0] == "100000"
    assert all(wcswidth(b.replace("\x1b[K", "")) < 80 for b in bars.split("\r"))
    # There is none where nothing has to be read.
    assert "reading" not in read_slowly(start, "--limit", "1").text


def test_no_bar_on_a_terminal_that_cannot_show_it(large, start):
    screen = read_slowly(start, "--limit", "1", "--no-header", env={"TERM": "dumb"})
    assert screen.status == 0
    assert "\x1b" not in screen.text


def test_no_bar_for_a_short_reading(directory, on_screen):
    histories.write(directory, [histories.record(1)])
    assert "reading" not in on_screen().text


def test_no_bar_where_nobody_looks(large, environment, sample_data, tmp_path: Path):
    variables = {**environment, "WILDIX_TOKEN": sample_data.tokens["admin"]}
    told = tmp_path / "told"
    script = f'exec "{os.environ["WILDIX_BIN"]}" calls --count 2>{told}'
    child = pexpect.spawn("bash", ["-c", script], env=variables, encoding="utf-8", timeout=60)
    time.sleep(0.05)
    os.kill(child.pid, signal.SIGSTOP)
    time.sleep(1.1)
    os.kill(child.pid, signal.SIGCONT)
    screen = end(child)
    assert (screen.status, screen.text.strip()) == (0, "100000")
    assert told.read_text() == ""


def test_ctrl_c_during_the_first_reading_does_no_harm(large, start, on_screen):
    child = start("--count")
    time.sleep(0.1)
    child.sendintr()
    screen = end(child)
    assert screen.signal == signal.SIGINT or screen.status in {0, 130}
    assert on_screen("--count").text.strip() == "100000"


def test_json_on_a_terminal_is_json(directory, on_screen):
    histories.write(directory, [histories.record(1), histories.record(2)])
    rows = json.loads(on_screen("--format", "json").text)
    assert [row["id"] for row in rows] == ["2", "1"]
