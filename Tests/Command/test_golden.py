"""Golden cases: each folder in golden/ is a command line and what it must answer.

    args     the arguments, one a line
    user     who runs it: admin where there is none, nobody where it is empty
    stdin    standard input
    env      more environment, NAME=value a line
    data/    the data directory; a copy of samples/ where there is none. Where it has no users.db
             it gets that of the samples
    stdout   what must be on standard output
    stderr   lines that must each be found in standard error; nothing may be there if it is missing
    status   the exit status
    files/   what must be in the working directory afterwards, and nothing else

In args, env, stdout and stderr {data} stands for the path of the data directory. The clock is the
machine's, so the answer must not depend on today's date; the zone is Europe/Paris.

With WILDIX_RECORD=1 each case that differs is written anew, and fails: read what was written.
"""

import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from plain_calls import machine_zone

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())
IS_RECORDING = os.environ.get("WILDIX_RECORD") == "1"

# Two calls of the samples have no timezone, so that their place among the others is the machine's.
OFFSET = datetime(2026, 11, 19, 8, tzinfo=machine_zone()).utcoffset().total_seconds() / 3600
pytestmark = pytest.mark.skipif(
    not 0 <= OFFSET <= 6,
    reason=f"made for machines that are 0 to 6 hours east of Greenwich, not {OFFSET:g}",
)


def text(file: Path, default: str = "") -> str:
    # By bytes, since line ends count.
    return file.read_bytes().decode() if file.exists() else default


def lines(file: Path) -> list[str]:
    return text(file).splitlines()


def tree(directory: Path) -> dict[str, str]:
    files = directory.rglob("*") if directory.exists() else []
    return {str(f.relative_to(directory)): text(f) for f in files if f.is_file()}


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str, wildix, data_dir: Path, sample_data, tmp_path: Path):
    case = GOLDEN / name
    own = case / "data"
    shutil.copytree(own if own.exists() else sample_data.directory, data_dir, dirs_exist_ok=True)
    if not (data_dir / "users.db").exists():
        shutil.copy(sample_data.directory / "users.db", data_dir)
    work = tmp_path / "work"
    work.mkdir()

    def placed(line: str) -> str:
        return line.replace("{data}", str(data_dir))

    environment = {"TZ": "Europe/Paris"}
    if user := text(case / "user", "admin").strip():
        environment["WILDIX_TOKEN"] = sample_data.tokens[user]
    environment |= dict(placed(line).split("=", 1) for line in lines(case / "env"))
    arguments = [placed(line) for line in lines(case / "args")]
    result = wildix(*arguments, stdin=text(case / "stdin"), env=environment, cwd=work)
    seen = {
        "stdout": result.stdout.replace(str(data_dir), "{data}"),
        "status": f"{result.status}\n",
        "files": tree(work),
    }
    stderr = result.stderr.replace(str(data_dir), "{data}")
    expected = {
        "stdout": text(case / "stdout"),
        "status": text(case / "status"),
        "files": tree(case / "files"),
    }
    told = lines(case / "stderr")
    is_told = all(line in stderr for line in told) if told else stderr == ""
    if IS_RECORDING and not (seen == expected and is_told):
        record(case, seen, stderr)
        pytest.fail("recorded anew: read it, and commit it if it is right")
    assert seen == expected
    assert is_told, f"expected:\n{text(case / 'stderr')}\nstandard error was:\n{stderr}"


def record(case: Path, seen: dict, stderr: str):
    for name, content in {**seen, "stderr": stderr}.items():
        if name == "files":
            continue
        if name == "stderr" and not content:
            (case / name).unlink(missing_ok=True)
        else:
            (case / name).write_bytes(content.encode())
    shutil.rmtree(case / "files", ignore_errors=True)
    for name, content in seen["files"].items():
        file = case / "files" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode())


def test_every_case_says_what_it_expects():
    for name in CASES:
        for file in ["args", "stdout", "status"]:
            assert (GOLDEN / name / file).is_file(), f"{name} has no {file}"
