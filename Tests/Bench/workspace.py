"""A data directory with a generated history and two users, and how wildix is called on it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from measure import CommandFailed, Sample, run, warm

EXTENSION = "33"
USER = "kernel33"
ADMIN = "admin"
PASSWORD = "bench-Passw0rd"
_HERE = Path(__file__).parent


class Workspace:
    def __init__(self, wildix: Path, work: Path, records: int) -> None:
        self.wildix = wildix
        self.records = records
        self.added = 0
        self._root = work / str(records)
        self.data = self._root / "data"
        self.history = self.data / "call_history.json"

    def prepare(self) -> None:
        """Everything fresh: generating costs little beside the rest of the bench."""
        for directory in (self.data, *(self._state(user) for user in (ADMIN, USER))):
            shutil.rmtree(directory, ignore_errors=True)
            directory.mkdir(parents=True)
        _script("generate.py", self.records, self.history)
        self._as(ADMIN, "users", "add", ADMIN, "--poste", "0000", "--role", "admin")
        self._as(ADMIN, "login", ADMIN)
        self._as(ADMIN, "users", "add", USER, "--poste", EXTENSION)
        self._as(USER, "login", USER)

    def forget_index(self) -> None:
        shutil.rmtree(self.data / ".wildix", ignore_errors=True)
        warm(self.history)

    def add_record(self, end: str) -> str:
        """Puts one more call of the extension at "front" or "back"; answers its id."""
        self.added += 1
        identity = self.records + self.added
        _script("add_record.py", self.history, end, self.records, self.added)
        return str(identity)

    def calls(self, user: str, *arguments: str) -> Sample:
        return run([self.wildix, "calls", *arguments], self.environment(user))

    def environment(self, user: str) -> dict[str, str]:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("WILDIX_")}
        ours = {"WILDIX_DATA": str(self.data), "XDG_STATE_HOME": str(self._state(user))}
        return inherited | ours

    def _state(self, user: str) -> Path:
        return self._root / f"state-{user}"

    def _as(self, user: str, *arguments: str) -> None:
        command = [self.wildix, *arguments, "--password-stdin"]
        _quietly(command, self.environment(user), PASSWORD + "\n")


def _script(name: str, *arguments: object) -> None:
    """Runs one of our own scripts; by itself, because it would make this process grow."""
    _quietly([sys.executable, _HERE / name, *map(str, arguments)])


def _quietly(
    command: list[str | Path], environment: dict[str, str] | None = None, typed: str = ""
) -> None:
    shown = " ".join([Path(command[0]).name, *map(str, command[1:])])
    try:
        subprocess.run(
            command, env=environment, input=typed, capture_output=True, text=True, check=True
        )
    except OSError as error:
        raise CommandFailed(f"{shown}: {error.strerror}") from error
    except subprocess.CalledProcessError as error:
        raise CommandFailed(f"{shown}: {error.stderr.strip()}") from error
