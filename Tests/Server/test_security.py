"""The table of attacks in SECURITY.md names tests that exist."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = [
    line.strip("|").split("|")
    for line in (ROOT / "SECURITY.md").read_text().splitlines()
    if line.startswith("| ") and not line.startswith("| Attack ")
]


def functions_of(file: Path) -> set[str]:
    nodes = ast.walk(ast.parse(file.read_text()))
    return {n.name for n in nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_there_is_a_table():
    assert len(ROWS) > 20


@pytest.mark.parametrize("attack, tests", ROWS, ids=[row[0].strip() for row in ROWS])
def test_the_attack_has_its_tests(attack, tests):
    names = re.findall(r"`([^`]+)`", tests)
    assert names, attack
    for name in names:
        path, _, function = name.partition("::")
        file = ROOT / "Tests" / (path if "/" in path else f"Server/{path}")
        assert file.is_file(), name
        found = {test for test in functions_of(file) if test.startswith("test_")}
        assert function in found if function else found, name
