"""Runs a command and says how long it took and how much memory it had."""

import os
import statistics
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_BUFFER = bytearray(1 << 20)
_KEPT = 1 << 16  # Enough for a count or 50 rows; a whole listing is read and discarded.


class CommandFailed(Exception):
    """A command that is missing, or ended with another status than 0."""


@dataclass(frozen=True)
class Sample:
    wall: float  # seconds
    peak: float  # MB of resident memory
    output: bytes  # the first of it
    size: int  # all of it


def run(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> Sample:
    """Runs to its end with its output going to a pipe, which is emptied as it fills.

    The peak of a child cannot be read as less than our own, because the kernel counts the moment
    before exec. So this process stays small: whatever needs memory is done by other processes.
    """
    arguments = [str(argument) for argument in command]
    reading, writing = os.pipe()
    errors = os.memfd_create("stderr")
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, writing, 1),
        (os.POSIX_SPAWN_DUP2, errors, 2),
    ]
    try:
        began = time.perf_counter()
        try:
            child = os.posix_spawnp(
                arguments[0], arguments, environment or os.environ, file_actions=actions
            )
        except OSError as error:
            raise CommandFailed(f"{arguments[0]}: {error.strerror}") from error
        finally:
            os.close(writing)
        output, size = _drain(reading)
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - began
        if status:
            message = os.pread(errors, 2_000, 0).decode(errors="replace").strip()
            raise CommandFailed(
                f"{_shown(arguments)}: status {os.waitstatus_to_exitcode(status)}: {message}"
            )
    finally:
        os.close(reading)
        os.close(errors)
    return Sample(wall, usage.ru_maxrss * 1_024 / 1e6, output, size)


def _drain(pipe: int) -> tuple[bytes, int]:
    output, size = b"", 0
    while got := os.readv(pipe, [_BUFFER]):
        size += got
        if len(output) < _KEPT:
            output += bytes(memoryview(_BUFFER)[: min(got, _KEPT - len(output))])
    return output, size


def _shown(arguments: Sequence[str]) -> str:
    return " ".join([Path(arguments[0]).name, *arguments[1:]])


def wall(samples: Iterable[Sample]) -> float:
    return statistics.median(sample.wall for sample in samples)


def peak(samples: Iterable[Sample]) -> float:
    return statistics.median(sample.peak for sample in samples)


def warm(path: Path) -> None:
    """Brings a file into the page cache, so that no run pays for the disk."""
    with path.open("rb", buffering=0) as file:
        while file.readinto(_BUFFER):
            pass
