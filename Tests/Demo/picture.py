"""Draws what commands show on a terminal, as SVG: WILDIX COLUMNS ROWS OUTPUT LINE…

The lines are typed into a real shell on a pseudo-terminal, over a copy of samples/.
"""

import os
import shutil
import sys
import tempfile
from html import escape
from pathlib import Path

import pexpect
import pyte

_CELL, _LINE = 8.4, 19
_COLOURS = {
    "default": "#d8dee9", "black": "#4c566a", "red": "#e06c75", "green": "#98c379",
    "brown": "#e5c07b", "blue": "#61afef", "magenta": "#c678dd", "cyan": "#56b6c2", "white": "#fff",
}  # fmt: skip


def screen(binary: Path, columns: int, rows: int, lines: list[str]) -> pyte.Screen:
    shown = pyte.Screen(columns, rows)
    stream = pyte.ByteStream(shown)
    with tempfile.TemporaryDirectory() as directory:
        for path in Path("samples").iterdir():
            if path.is_file():
                shutil.copy(path, directory)
        environment = {
            "PATH": f"{binary.parent}:{os.environ['PATH']}", "WILDIX_DATA": directory, "HOME": directory,
            "XDG_STATE_HOME": f"{directory}/state", "PAGER": "cat", "PS1": "$ ", "TERM": "xterm-256color",
            "LANG": "C.UTF-8", "TZ": "Europe/Paris",
        }  # fmt: skip
        shell = pexpect.spawn("/bin/sh", env=environment, dimensions=(rows, columns), timeout=20)
        shell.expect_exact("$ ")
        shell.sendline("echo demo-admin | wildix login admin --password-stdin >/dev/null 2>&1; clear")
        shell.expect_exact("\x1b[H")
        shell.expect_exact("$ ")
        stream.feed(b"$ ")
        for line in lines:
            shell.sendline(line)
            shell.expect_exact("\n$ ")
            stream.feed(shell.before + b"\n$ ")
        shell.close()
    return shown


def svg(shown: pyte.Screen) -> str:
    last = max(row for row in range(shown.lines) if shown.display[row].strip())
    width, height = shown.columns * _CELL + 24, (last + 1) * _LINE + 24
    parts = [
        (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" '
        'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14">'),
        '<rect width="100%" height="100%" rx="6" fill="#20242c"/>',
    ]
    for row in range(last + 1):
        for column, text, cell in runs(shown, row):
            x, y = 12 + column * _CELL, 12 + (row + 0.78) * _LINE
            bold = ' font-weight="bold"' if cell.bold else ""
            colour = _COLOURS.get(cell.fg, _COLOURS["default"])
            parts.append(
                f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}"{bold} xml:space="preserve">{escape(text)}</text>'
            )
    return "\n".join([*parts, "</svg>"]) + "\n"


def runs(shown: pyte.Screen, row: int):
    """Stretches of a row that look alike, each with the column where it begins."""
    start, text, look = 0, "", None
    for column in range(shown.columns):
        cell = shown.buffer[row][column]
        if look is not None and (cell.fg, cell.bold) == (look.fg, look.bold):
            text += cell.data
            continue
        if text.strip():
            yield start, text.rstrip(), look
        start, text, look = column, cell.data, cell
    if text.strip():
        yield start, text.rstrip(), look


if __name__ == "__main__":
    shown = screen(Path(sys.argv[1]).resolve(), int(sys.argv[2]), int(sys.argv[3]), sys.argv[5:])
    Path(sys.argv[4]).write_text(svg(shown))
