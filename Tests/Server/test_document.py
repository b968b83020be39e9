"""The OpenAPI document, against the server that it describes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from conftest import PATIENCE, Server

METHODS = ["get", "post", "put", "patch", "delete", "options"]


def document(server: Server) -> dict:
    return requests.get(server.url + "/api/v1/openapi.json", timeout=PATIENCE).json()


def test_every_path_and_method_is_there_and_no_other(server: Server):
    """The router says by 405 and Allow which methods a path has."""
    for path, operations in document(server)["paths"].items():
        concrete = path.replace("{id}", "88").replace("{name}", "alice").replace("{field}", "objet")
        answer = requests.options(server.url + concrete, timeout=PATIENCE)
        assert answer.status_code == 405, path
        allowed = {method.lower() for method in answer.headers["Allow"].split(", ")}
        assert allowed - {"head"} == set(operations), path
        assert ("head" in allowed) == ("get" in allowed)
        for operation in operations.values():
            assert operation["summary"]
            assert operation["responses"]


def test_every_operation_has_its_own_name(server: Server):
    names = [
        o["operationId"]
        for operations in document(server)["paths"].values()
        for o in operations.values()
    ]
    assert len(names) == len(set(names)) >= 17


CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_schema_conformance,unsupported_method"
)


@pytest.mark.parametrize("name", ["admin", "alice"])
def test_schemathesis(server: Server, token, tmp_path: Path, name: str):
    command = Path(sys.executable).with_name("schemathesis")
    # Whoever changes their own password has no valid token any more.
    options = "--max-examples 30 --seed 1 --no-color --exclude-path /api/v1/session/password"
    header = f"Authorization: Bearer {token(name)}"
    document = server.url + "/api/v1/openapi.json"
    done = subprocess.run(
        [command, "run", document, "--checks", CHECKS, "--header", header, *options.split()],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
