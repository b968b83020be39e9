"""Listings and the system around them: files, permissions, processes side by side, sudden ends."""

import itertools
import json
import os
import shutil
import signal
import stat
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import histories
import plain_calls

ROOT = Path(__file__).parents[2]
NOBODY = {"user": 65534, "group": 65534, "extra_groups": []}
MANY = 50_000
IDS = ["--fields", "id", "--no-header"]

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs to become somebody else")


def listed(ids: Iterator[int] | range | list) -> str:
    return "".join(f"{i}\n" for i in ids)


@pytest.fixture
def calls(wildix, data_dir: Path, sample_data) -> Callable:
    """`wildix calls`, as the admin, in a directory that has users but no history yet."""
    shutil.copy(sample_data.directory / "users.db", data_dir)

    def run(*args: str, env: dict | None = None, **options):
        env = {"WILDIX_TOKEN": sample_data.tokens["admin"], **(env or {})}
        return wildix("calls", *args, env=env, **options)

    return run


@pytest.fixture(scope="session")
def many_calls(tmp_path_factory) -> Path:
    directory = tmp_path_factory.mktemp("many")
    histories.write(directory, (histories.record(i) for i in range(1, MANY + 1)))
    return directory / "call_history.json"


@pytest.fixture
def many(calls, many_calls: Path, data_dir: Path) -> Callable:
    shutil.copy(many_calls, data_dir)
    return calls


@pytest.fixture
def spawn(environment: dict, sample_data) -> Iterator[Callable[..., subprocess.Popen]]:
    """Starts `wildix calls` as the admin and leaves it running."""
    started: list[subprocess.Popen] = []
    variables = {**environment, "WILDIX_TOKEN": sample_data.tokens["admin"]}

    def start(*args: str) -> subprocess.Popen:
        command = [os.environ["WILDIX_BIN"], "calls", *args]
        out = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        started.append(subprocess.Popen(command, env=variables, text=True, **out))
        return started[-1]

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def shell(environment: dict, sample_data) -> Callable[[str], subprocess.CompletedProcess]:
    variables = {
        **environment,
        "WILDIX_BIN": os.environ["WILDIX_BIN"],
        "WILDIX_TOKEN": sample_data.tokens["admin"],
    }

    def run(script: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            ["bash", "-c", script], env=variables, capture_output=True, check=False, text=True
        )

    return run


@pytest.fixture
def nobody_may_come(tmp_path: Path, data_dir: Path, home: Path):
    """Lets nobody reach the data directory, read it, and have a home of their own."""
    for path in [tmp_path, *tmp_path.parents]:
        if path.is_relative_to(tmp_path.parent.parent):
            path.chmod(0o755)
    data_dir.chmod(0o755)
    os.chown(home, 65534, 65534)
    for file in data_dir.iterdir():
        file.chmod(0o644)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# Pipes


@pytest.mark.parametrize("form", ["tsv", "csv", "json", "jsonl", "table"])
@pytest.mark.parametrize("reader", ["head -1", "true"])
def test_a_closed_pipe_ends_quietly(many, shell, form: str, reader: str):
    listing = f'"$WILDIX_BIN" calls --all --format {form}'
    done = shell(f"{listing} | {reader}; echo ${{PIPESTATUS[0]}} >&2")
    assert done.stderr in {"0\n", "141\n"}


def test_a_closed_standard_error_is_no_obstacle(many, shell):
    done = shell('"$WILDIX_BIN" calls --count 2>&-')
    assert (done.returncode, done.stdout) == (0, f"{MANY}\n")


def test_a_closed_standard_output_is_told(many, shell):
    done = shell('"$WILDIX_BIN" calls --all >&-')
    assert done.returncode == 74
    assert done.stderr.startswith("wildix: cannot write standard output")


# Output files


@pytest.mark.parametrize("form", ["tsv", "json"])
def test_a_full_device_is_told(many, shell, form: str):
    for script in [
        f'"$WILDIX_BIN" calls --format {form} --output /dev/full',
        f'"$WILDIX_BIN" calls --format {form} >/dev/full',
    ]:
        done = shell(script)
        assert done.returncode == 74, script
        assert done.stderr.startswith("wildix: cannot write "), script
        assert "No space left on device" in done.stderr


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 KiB."""
    path = tmp_path / "disk"
    path.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("cannot mount a file system here")
    yield path
    subprocess.run(["umount", "--lazy", str(path)], check=True)


def test_a_full_disk_leaves_the_old_file_and_nothing_else(many, small_disk: Path):
    file = small_disk / "report.csv"
    result = many("--format", "csv", "--output", str(file))
    assert result.status == 74
    assert str(file) in result.stderr
    assert list(small_disk.iterdir()) == []
    file.write_text("the old report\n")
    assert many("--format", "csv", "--output", str(file)).status == 74
    assert list(small_disk.iterdir()) == [file]
    assert file.read_text() == "the old report\n"
    # There is room for a short one.
    assert many("--limit", "1", *IDS, "--output", str(file)).status == 0
    assert file.read_text() == listed([MANY])


def test_a_slash_is_one_whatever_follows_it(samples, small_disk: Path):
    """With a mark behind it, it is one letter, and ends the name of the directory all the same."""
    file = small_disk / "\u0301.csv"
    assert samples("admin", "calls", *IDS, "--output", str(file)).status == 0
    assert file.read_text() == samples("admin", "calls", *IDS).stdout


def test_no_room_for_the_index_is_told(calls, many_calls: Path, small_disk: Path, data_dir: Path):
    (data_dir / "call_history.json").symlink_to(many_calls)
    (data_dir / ".wildix").symlink_to(small_disk)
    result = calls("--count")
    assert (result.status, result.stdout) == (74, "")
    assert "wildix: " in result.stderr
    (data_dir / ".wildix").unlink()
    assert calls("--count").stdout == f"{MANY}\n"


def test_output_onto_a_directory(samples, tmp_path: Path):
    result = samples("admin", "calls", "--output", str(tmp_path))
    assert result.status == 74
    assert str(tmp_path) in result.stderr


def test_output_keeps_permissions_and_obeys_the_umask(samples, tmp_path: Path):
    file = tmp_path / "out"
    assert samples("admin", "calls", "--output", str(file), umask=0o027).status == 0
    assert mode(file) == 0o640
    file.chmod(0o604)
    assert samples("admin", "calls", "--output", str(file), *IDS).status == 0
    assert mode(file) == 0o604
    assert file.read_text() == samples("admin", "calls", *IDS).stdout


def test_output_through_a_link(samples, tmp_path: Path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old\n")
    link.symlink_to("target")
    assert samples("admin", "calls", "--limit", "1", *IDS, "--output", str(link)).status == 0
    assert link.is_symlink()
    assert target.read_text() == "91\n"


def test_output_through_a_link_to_what_is_not_there_yet(samples, tmp_path: Path):
    target, link = tmp_path / "target", tmp_path / "link"
    link.symlink_to("target")
    assert samples("admin", "calls", "--limit", "1", *IDS, "--output", str(link)).status == 0
    assert link.is_symlink()
    assert target.read_text() == "91\n"


def test_output_onto_standard_output_goes_on_where_it_stands(samples, shell, tmp_path: Path):
    script = '"$WILDIX_BIN" calls --limit 1 --fields id --no-header --output /dev/stdout'
    assert shell(f"{script} | cat").stdout == "91\n"
    file = tmp_path / "file"
    shell(f"(echo before; {script}; echo behind) > {file}")
    assert file.read_text() == "before\n91\nbehind\n"


def test_output_into_a_pipe_by_name(samples, shell, tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    done = shell(f'cat {pipe} & "$WILDIX_BIN" calls --count --output {pipe}; wait')
    assert (done.returncode, done.stdout) == (0, "26\n")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@needs_root
def test_output_where_we_may_not_write(samples, nobody_may_come, tmp_path: Path):
    closed = tmp_path / "closed"
    closed.mkdir(0o755)
    old = closed / "old"
    old.write_text("old\n")
    old.chmod(0o666)
    for file in [closed / "new", old]:
        result = samples("admin", "calls", "--output", str(file), **NOBODY)
        assert result.status == 74
        assert str(file) in result.stderr
    assert list(closed.iterdir()) == [old]
    assert old.read_text() == "old\n"
    # A file that may not be written stays, although its directory would let it be replaced.
    open_ = tmp_path / "open"
    open_.mkdir()
    open_.chmod(0o777)
    kept = open_ / "kept"
    kept.write_text("kept\n")
    kept.chmod(0o644)
    assert samples("admin", "calls", "--output", str(kept), **NOBODY).status == 74
    assert kept.read_text() == "kept\n"
    assert list(open_.iterdir()) == [kept]


@pytest.mark.parametrize("fault", ["usage", "login", "history"])
def test_a_failed_listing_leaves_the_old_file(samples, data_dir: Path, tmp_path: Path, fault: str):
    file = tmp_path / "out"
    file.write_text("old\n")
    more, env = [], {}
    if fault == "usage":
        more = ["--fields", "nothing"]
    elif fault == "login":
        env = {"WILDIX_TOKEN": "nonsense"}
    else:
        (data_dir / "call_history.json").write_text("{")
    result = samples("admin", "calls", "--output", str(file), *more, env=env)
    assert result.status == {"usage": 64, "login": 77, "history": 65}[fault]
    assert file.read_text() == "old\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data", "home", "out"]


# Sources and index


@needs_root
def test_a_history_that_may_not_be_read(samples, nobody_may_come, data_dir: Path):
    history = data_dir / "call_history.json"
    assert samples("admin", "calls", "--count", **NOBODY).stdout == "26\n"
    history.chmod(0o600)
    result = samples("admin", "calls", "--count", **NOBODY)
    assert (result.status, result.stdout) == (74, "")
    assert str(history) in result.stderr
    assert "Permission denied" in result.stderr


@needs_root
def test_a_history_that_may_not_be_read_from_the_first(samples, nobody_may_come, data_dir: Path):
    (data_dir / "call_history.json").chmod(0o600)
    result = samples("admin", "calls", **NOBODY)
    assert result.status == 74
    assert str(data_dir / "call_history.json") in result.stderr


@needs_root
def test_enrichments_that_may_not_be_read_are_told(samples, nobody_may_come, data_dir: Path):
    enrichments = data_dir / "enrichissements.json"
    enrichments.chmod(0o600)
    result = samples("admin", "calls", "--count", **NOBODY)
    assert str(enrichments) in result.stderr


@needs_root
def test_a_directory_that_may_only_be_read_has_its_index_in_the_cache(
    samples, nobody_may_come, data_dir: Path, tmp_path: Path
):
    cache = tmp_path / "cache"
    cache.mkdir()
    os.chown(cache, 65534, 65534)
    before = sorted(p.name for p in data_dir.iterdir())
    env = {"XDG_CACHE_HOME": str(cache)}
    result = samples("bob", "calls", "--format", "jsonl", env=env, **NOBODY)
    assert (result.status, result.stderr) == (0, "")
    seen = [c for c in plain_calls.read(data_dir) if c.seen_by("bob")]
    assert [str(json.loads(line)["id"]) for line in result.stdout.splitlines()] == [
        c.id for c in seen
    ]
    assert sorted(p.name for p in data_dir.iterdir()) == before
    files = [p for p in (cache / "wildix").rglob("*") if p.is_file()]
    assert any(p.name == "index.db" for p in files)
    assert mode(cache / "wildix") == 0o700
    # The same again, out of the index that is there.
    assert samples("bob", "calls", "--format", "jsonl", env=env, **NOBODY) == result


@pytest.mark.parametrize("history_mode", [0o600, 0o640, 0o644])
@pytest.mark.parametrize("enrichment_mode", [0o600, 0o640, 0o644])
def test_the_index_is_no_more_open_than_its_sources(
    samples, data_dir: Path, history_mode: int, enrichment_mode: int
):
    data_dir.chmod(0o755)
    allowed = history_mode & enrichment_mode
    is_narrowed = False
    (data_dir / "call_history.json").chmod(history_mode)
    (data_dir / "enrichissements.json").chmod(enrichment_mode)

    def check(*args: str):
        assert samples("admin", "calls", *args, umask=0).status == 0
        index = data_dir / ".wildix"
        assert mode(index) & ~0o755 == 0
        for file in index.iterdir():
            if file.name == "lock" and is_narrowed:
                assert file.stat().st_size == 0
                continue
            assert mode(file) & ~allowed == 0, f"{file.name} is {mode(file):o} after {args}"

    check("--count")
    check("--search", "hotel")
    text = (data_dir / "call_history.json").read_text()
    (data_dir / "call_history.json").write_text(text.replace("Mairie", "Mairie annexe"))
    check("--search", "annexe", "--checkpoint", str(data_dir / "checkpoint"))
    assert mode(data_dir / "checkpoint") & ~0o600 == 0
    allowed, is_narrowed = 0o600, True
    (data_dir / "enrichissements.json").chmod(0o600)
    check("--count")


@pytest.mark.parametrize("damage", ["index", "pack", "no pack", "cut", "nothing", "other"])
def test_a_damaged_index_is_made_anew(samples, data_dir: Path, damage: str):
    right = samples("admin", "calls", "--format", "json")
    index = data_dir / ".wildix" / "index.db"
    (pack,) = (data_dir / ".wildix").glob("*.pack")
    if damage == "index":
        index.write_bytes(b"\0\1\2" * (index.stat().st_size // 3))
    elif damage == "pack":
        pack.write_bytes(b"x" * pack.stat().st_size)
    elif damage == "no pack":
        pack.unlink()
    elif damage == "cut":
        os.truncate(index, index.stat().st_size // 2)
    elif damage == "nothing":
        index.write_bytes(b"")
    else:
        index.write_text("Dear Sir or Madam,\n" * 100)
    assert samples("admin", "calls", "--format", "json") == right


# Processes side by side


@pytest.mark.parametrize("search", [[], ["--search", "caller"]])
def test_eight_at_once_on_a_fresh_directory(many, spawn, search: list[str]):
    processes = [spawn(*IDS, *search) for _ in range(8)]
    expected = listed(range(MANY, 0, -1))
    for process in processes:
        stdout, stderr = process.communicate()
        assert (process.returncode, stderr) == (0, "")
        assert stdout == expected


def write_torn(file: Path, content: bytes):
    """As programs do that open a file and write it piece by piece."""
    with file.open("wb", buffering=0) as out:
        for start in range(0, len(content), 4096):
            out.write(content[start : start + 4096])


def write_renamed(file: Path, content: bytes):
    part = file.with_suffix(".part")
    part.write_bytes(content)
    part.replace(file)


@pytest.mark.parametrize(
    "how",
    [[write_torn], [write_renamed], [write_torn, write_renamed]],
    ids=["in place", "renamed", "both"],
)
def test_readers_see_whole_states_while_a_writer_writes(calls, data_dir: Path, how: list):
    history = data_dir / "call_history.json"

    def state(version: int) -> bytes:
        # Neither the number of calls nor their length stays the same.
        ids = range(1, 401 + version % 3)
        return histories.history(histories.record(i, from_name=f"v{version}") for i in ids).encode()

    history.write_bytes(state(0))
    assert calls("--count").stdout == "400\n"
    is_over = threading.Event()
    written = 0

    def write():
        nonlocal written
        for version, writer in zip(itertools.count(1), itertools.cycle(how), strict=False):
            if is_over.is_set():
                break
            writer(history, state(version))
            written = version
            time.sleep(0.002)

    def read(_: int) -> list[str]:
        complaints, last = [], 0
        for _ in range(17):
            result = calls("--fields", "from_name", "--no-header")
            seen = result.stdout.split()
            strange = [w for w in result.stderr.splitlines() if "its last good state" not in w]
            if result.status != 0 or strange:
                complaints.append(f"{result.status}: {result.stderr}")
            elif len(set(seen)) != 1 or len(seen) != 400 + int(seen[0][1:]) % 3:
                complaints.append(f"mixed: {len(seen)} of {sorted(set(seen))}")
            elif int(seen[0][1:]) < last:
                complaints.append(f"{seen[0]} after v{last}")
            else:
                last = int(seen[0][1:])
        return complaints

    thread = threading.Thread(target=write)
    thread.start()
    try:
        with ThreadPoolExecutor(4) as pool:
            complaints = list(itertools.chain(*pool.map(read, range(4))))
    finally:
        is_over.set()
        thread.join()
    assert complaints == []
    assert written > 10
    result = calls("--fields", "from_name", "--no-header")
    assert (set(result.stdout.split()), result.stderr) == ({f"v{written}"}, "")


def test_a_torn_file_leaves_the_last_good_state_with_a_warning(calls, data_dir: Path):
    history = data_dir / "call_history.json"
    histories.write(data_dir, [histories.record(1), histories.record(2)])
    whole = history.read_text()
    assert calls(*IDS).stdout == "2\n1\n"
    for torn, place in [(whole[:-20], "line 3"), ("", "line 1"), ("[{]", "line 1, column 3")]:
        history.write_text(torn)
        for _ in range(2):
            result = calls(*IDS)
            assert (result.status, result.stdout) == (0, "2\n1\n"), torn
            assert result.stderr.startswith(f"wildix: warning: {history}: {place}")
    history.write_text(whole)
    assert calls(*IDS).stderr == ""
    # Torn enrichments do the same.
    (data_dir / "enrichissements.json").write_text('{"1":{"objet":"good"}}')
    assert calls("--search", "good", *IDS).stdout == "1\n"
    (data_dir / "enrichissements.json").write_text('{"1":{"objet":')
    result = calls("--search", "good", *IDS)
    assert (result.status, result.stdout) == (0, "1\n")
    assert "enrichissements.json: line 1, column 15" in result.stderr
    (data_dir / "enrichissements.json").unlink()
    result = calls("--search", "good", *IDS)
    assert (result.status, result.stdout, result.stderr) == (0, "", "")


def test_a_history_that_goes_missing_is_66(calls, data_dir: Path):
    histories.write(data_dir, [histories.record(1)])
    assert calls("--count").stdout == "1\n"
    (data_dir / "call_history.json").unlink()
    assert calls("--count").status == 66


def test_the_same_size_and_second_is_still_a_change(calls, data_dir: Path):
    for name in "abcdefgh":
        histories.write(data_dir, [histories.record(1, from_name=name)])
        os.utime(data_dir / "call_history.json", (1_700_000_000, 1_700_000_000))
        assert calls("--fields", "from_name", "--no-header").stdout == f"{name}\n"


@pytest.mark.parametrize("part", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98])
def test_a_kill_during_the_first_indexing_does_no_harm(many, spawn, data_dir, part: float):
    began = time.monotonic()
    assert many("--count").stdout == f"{MANY}\n"
    whole = time.monotonic() - began
    shutil.rmtree(data_dir / ".wildix")
    process = spawn(*IDS)
    time.sleep(whole * part)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    result = many(*IDS)
    assert (result.status, result.stderr) == (0, "")
    assert result.stdout == listed(range(MANY, 0, -1))
    leftovers = {p.name for p in (data_dir / ".wildix").iterdir() if p.suffix == ".pack"}
    assert len(leftovers) == 1, "what was left behind is cleared away"
    assert not (data_dir / ".wildix" / "new.db").exists()


@pytest.mark.parametrize("part", [0.1, 0.4, 0.7])
def test_a_kill_during_an_update_does_no_harm(many, spawn, data_dir, part: float):
    assert many("--search", "caller", "--count").stdout == f"{MANY}\n"
    file = data_dir / "call_history.json"
    text = file.read_text()
    for round_ in range(2):
        text = text.replace('"Caller 7', '"Rappel 7').replace(f'"id": "{round_ + 1}"', '"id": "x"')
        file.write_text(text)
        process = spawn("--search", "rappel", *IDS)
        time.sleep(0.3 * part)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        expected = [c.id for c in plain_calls.read(data_dir) if c.found("rappel")]
        result = many("--search", "rappel", *IDS)
        assert (result.status, result.stderr) == (0, "")
        assert result.stdout == listed(expected)


@pytest.mark.parametrize("is_fresh", [True, False], ids=["being made", "there"])
@pytest.mark.parametrize("search", [[], ["--search", "caller"]], ids=["listing", "searching"])
def test_the_index_may_be_deleted_at_any_time(
    calls, spawn, data_dir: Path, is_fresh: bool, search: list[str]
):
    histories.write(data_dir, (histories.record(i) for i in range(1, 5001)))
    index = data_dir / ".wildix"

    def prepare():
        if is_fresh:
            shutil.rmtree(index, ignore_errors=True)
        else:
            calls("--count", *search)

    prepare()
    began = time.monotonic()
    calls(*IDS, *search)
    whole = time.monotonic() - began
    complaints = []
    for step in range(40):
        prepare()
        process = spawn(*IDS, *search)
        time.sleep(whole * step / 40)
        shutil.rmtree(index, ignore_errors=True)
        stdout, stderr = process.communicate()
        if (process.returncode, stderr) != (0, ""):
            complaints.append(f"{process.returncode}: {stderr}")
        elif stdout != listed(range(5000, 0, -1)):
            complaints.append(f"{len(stdout.split())} calls")
    assert complaints == []
    assert calls("--count").stdout == "5000\n"


def test_the_index_may_be_deleted_under_a_listing(many, spawn, data_dir: Path):
    assert many("--count").status == 0
    process = spawn("--format", "jsonl")
    first = process.stdout.readline()
    shutil.rmtree(data_dir / ".wildix")
    rest, stderr = process.stdout.read(), process.stderr.read()
    assert (process.wait(), stderr) == (0, "")
    ids = [int(json.loads(line)["id"]) for line in (first + rest).splitlines()]
    assert ids == list(range(MANY, 0, -1))


# Checkpoints


@pytest.fixture
def news(calls, data_dir: Path, tmp_path: Path) -> Callable:
    """What a job is told with each run."""
    histories.write(data_dir, [histories.record(i) for i in range(1, 6)])

    def run(*args: str, **options) -> list[str]:
        result = calls(*IDS, "--checkpoint", str(tmp_path / "checkpoint"), *args, **options)
        assert (result.status, result.stderr) == (0, "")
        return result.stdout.split()

    return run


def test_a_checkpoint_tells_what_is_new_or_changed(news, data_dir: Path):
    records = {i: histories.record(i) for i in range(1, 6)}
    assert news() == ["5", "4", "3", "2", "1"]
    assert news() == []

    def write(enrichments: dict | None = None):
        histories.write(data_dir, records.values(), enrichments)

    records[6] = histories.record(6)
    records[2] = histories.record(2, duration="7")
    write()
    assert news() == ["6", "2"]
    assert news() == []
    write({"3": {"objet": "Essai"}})
    assert news() == ["3"]
    write({"3": {"objet": "Autre"}, "1": {}})
    assert news() == ["3", "1"]
    write({"1": {}})
    assert news() == ["3"]
    # Written anew with the same content, there is nothing new; nor in another order.
    write({"1": {}})
    assert news() == []
    histories.write(data_dir, reversed(records.values()))
    assert news() == []
    # One that went is not reported; when it is back it is new.
    gone = records.pop(4)
    write({"1": {}})
    assert news() == []
    records[4] = gone
    write({"1": {}})
    assert news() == ["4"]
    assert news() == []


def test_a_checkpoint_does_not_depend_on_the_index(news, data_dir: Path):
    assert news() == ["5", "4", "3", "2", "1"]
    shutil.rmtree(data_dir / ".wildix")
    assert news() == []
    assert news("--search", "caller") == []
    histories.write(data_dir, [histories.record(i) for i in range(1, 7)])
    shutil.rmtree(data_dir / ".wildix")
    assert news() == ["6"]


def test_with_a_limit_the_rest_comes_the_next_time(news):
    assert news("--limit", "2") == ["5", "4"]
    assert news("--limit", "2") == ["3", "2"]
    assert news("--limit", "0") == []
    assert news("--limit", "2") == ["1"]
    assert news("--limit", "2") == []
    assert news() == []


def test_a_checkpoint_with_filters_and_order(news, data_dir: Path):
    assert news("--min-duration", "4", "--reverse") == ["4", "5"]
    assert news("--min-duration", "4", "--reverse") == []
    records = [histories.record(i, duration="9") for i in range(1, 6)]
    histories.write(data_dir, records)
    assert news("--min-duration", "4", "--sort", "id", "--reverse") == ["1", "2", "3", "4", "5"]


def test_a_foreign_file_is_no_checkpoint(calls, data_dir: Path, tmp_path: Path):
    histories.write(data_dir, [histories.record(1)])
    file = tmp_path / "precious"
    for content in ["precious\n", "wildix checkpoint 1\nhalf", "wildix checkpoint 2\n"]:
        file.write_text(content)
        result = calls("--checkpoint", str(file))
        assert (result.status, result.stdout) == (65, ""), content
        assert str(file) in result.stderr
        assert file.read_text() == content
    # An empty one, as mktemp makes it, is as good as none.
    file.write_text("")
    assert calls("--checkpoint", str(file), *IDS).stdout == "1\n"
    assert calls("--checkpoint", str(file), *IDS).stdout == ""


@pytest.mark.parametrize("ending", ["| true", "> /dev/full", "--output /dev/full", "| head -1"])
def test_a_run_that_fails_does_not_advance_it(many, shell, tmp_path: Path, ending: str):
    checkpoint = tmp_path / "checkpoint"
    listing = f'"$WILDIX_BIN" calls --checkpoint {checkpoint}'
    shell(f"{listing} {ending}")
    assert not checkpoint.exists()
    assert len(shell(f"{listing} --no-header").stdout.splitlines()) == MANY
    assert shell(f"{listing} --no-header").stdout == ""


def test_a_run_that_fails_leaves_an_older_checkpoint(many, news, shell, data_dir, tmp_path):
    assert len(news()) == 5
    old = (tmp_path / "checkpoint").read_bytes()
    histories.write(data_dir, [histories.record(i) for i in range(1, MANY)])
    shell(f'"$WILDIX_BIN" calls --checkpoint {tmp_path}/checkpoint | true')
    assert (tmp_path / "checkpoint").read_bytes() == old
    assert news() == [str(i) for i in range(MANY - 1, 5, -1)]


def test_a_checkpoint_that_cannot_be_written_is_told(news, calls, tmp_path: Path):
    place = tmp_path / "nowhere" / "checkpoint"
    result = calls("--checkpoint", str(place))
    assert result.status == 74
    assert str(place) in result.stderr


# Many filters


@pytest.mark.parametrize(
    "flag", ["from", "to", "number", "poste", "transferred-to", "id", "search"]
)
def test_a_filter_may_be_given_very_often(samples, flag: str):
    """As scripts do that have a list of numbers to look for."""
    value = {"transferred-to": "bob", "id": "77", "search": "hotel"}.get(flag, "44")
    once = samples("admin", "calls", f"--{flag}", value)
    assert len(once.stdout.splitlines()) > 1
    others = [f"--{flag}=999{i}" for i in range(1200)]
    assert samples("admin", "calls", *others, f"--{flag}", value) == once


# Who sees what


QUERIES = [
    [],
    *([f"--poste={p}"] for p in [*plain_calls.EXTENSIONS.values(), "60000", "61022"]),
    *([f"--search={w}"] for w in ["hotel", "zoe", "kernel", "bob", "rendez", "0612345678", "44"]),
    *([f"--transferred-to={u}"] for u in plain_calls.EXTENSIONS),
    *([f"--sort={f}"] for f in ["duration", "from_name", "disposition", "billsec", "channel"]),
    *([f"--sort={f}", "--reverse"] for f in ["duration", "from_name"]),
    *([f"--id={i}"] for i in ["67", "77", "81", "92", "pbx2-1764", "1"]),
]


def wanted(call: plain_calls.Call, query: list[str]) -> bool:
    name, _, value = query[0].partition("=") if query else ("", "", "")
    match name:
        case "--poste":
            return call.touches(value)
        case "--search":
            return call.found(value)
        case "--transferred-to":
            return value in call.handed_to
        case "--id":
            return call.id == value
    return True


@pytest.mark.parametrize("user", plain_calls.EXTENSIONS)
def test_a_user_sees_what_the_rule_says(samples, user: str):
    everything = plain_calls.read(ROOT / "samples")
    for query in QUERIES:
        expected = [c for c in everything if c.seen_by(user) and wanted(c, query)]
        if query and query[0].startswith("--sort"):
            field = query[0].partition("=")[2]
            expected = plain_calls.ordered(expected, field, is_reversed=len(query) > 1)
        result = samples(user, "calls", *query, "--format", "jsonl")
        rows = [json.loads(line) for line in result.stdout.splitlines()]
        assert (result.status, result.stderr) == (0, "")
        assert rows == [
            {**c.record, "enrichissement": c.enrichment, "statut": c.status(user)} for c in expected
        ], query
        count = samples(user, "calls", *query, "--count").stdout
        assert count == f"{len(expected)}\n", query


def test_invisible_and_missing_look_the_same(samples):
    hidden = [c.id for c in plain_calls.read(ROOT / "samples") if not c.seen_by("alice")]
    assert hidden
    missing = samples("alice", "calls", "--id", "0", "--format", "json")
    for id_ in hidden:
        assert samples("alice", "calls", "--id", id_, "--format", "json") == missing
