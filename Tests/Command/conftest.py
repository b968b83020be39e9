"""What the tests of the built command share. WILDIX_BIN says which binary."""

import atexit
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pexpect
import pytest

from forms import LANGUAGES, Form

# Whoever runs the tests in the background or by nohup ignores some, and so would what they start.
for ignored in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
    if signal.getsignal(ignored) == signal.SIG_IGN:
        signal.signal(ignored, signal.SIG_DFL)


def reachable(binary: str) -> str:
    """A copy for every user: some tests run it as nobody, who may not come to a checkout."""
    directory = tempfile.mkdtemp(prefix="wildix-binary-")
    atexit.register(shutil.rmtree, directory)
    Path(directory).chmod(0o755)
    copy = shutil.copy2(binary, directory)
    os.environ["WILDIX_BIN"] = copy
    return copy


BINARY = reachable(os.environ["WILDIX_BIN"]) if "WILDIX_BIN" in os.environ else ""


@dataclass
class Result:
    status: int
    stdout: str
    stderr: str


@pytest.fixture
def home(tmp_path: Path) -> Path:
    path = tmp_path / "home"
    path.mkdir()
    return path


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    path = tmp_path / "data"
    path.mkdir()
    return path


@pytest.fixture
def environment(home: Path, data_dir: Path) -> dict[str, str]:
    """As little as a program may expect, and nothing of whoever runs the tests."""
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "TERM": "xterm",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "WILDIX_DATA": str(data_dir),
    }


@pytest.fixture
def wildix(environment: dict[str, str]) -> Callable[..., Result]:
    """Runs the command without a terminal: `wildix("users", "list", stdin="", env={...})`."""
    assert BINARY, "set WILDIX_BIN to the binary under test"

    def run(
        *args: str, stdin: str | bytes = "", env: dict[str, str | None] | None = None, **options
    ) -> Result:
        variables = {k: v for k, v in {**environment, **(env or {})}.items() if v is not None}
        done = subprocess.run(
            [BINARY, *args],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            env=variables,
            timeout=60,
            # A session of its own has no controlling terminal, whatever the tests are run from.
            start_new_session=True,
            check=False,
            **options,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def terminal(environment: dict[str, str]) -> Iterator[Callable[..., pexpect.spawn]]:
    """Runs the command on a terminal of its own."""
    children: list[pexpect.spawn] = []

    def spawn(*args: str, command: str = BINARY) -> pexpect.spawn:
        child = pexpect.spawn(
            command, list(args), env=environment, encoding="utf-8", timeout=60, dimensions=(24, 100)
        )
        children.append(child)
        return child

    yield spawn
    for child in children:
        child.close(force=True)


@pytest.fixture
def users_db(data_dir: Path) -> Callable[[str], list[tuple]]:
    """What another program does to users.db, in one statement."""

    def execute(statement: str, *values: object) -> list[tuple]:
        connection = sqlite3.connect(data_dir / "users.db")
        try:
            with connection:
                return connection.execute(statement, values).fetchall()
        finally:
            connection.close()

    return execute


@pytest.fixture
def admin(wildix: Callable[..., Result]) -> Callable[..., Result]:
    """A directory with its first admin, who is logged in."""
    assert (
        wildix(
            *"users add admin --poste 0000 --role admin --password-stdin".split(),
            stdin="admin-pw\n",
        ).status
        == 0
    )
    assert wildix("login", "admin", "--password-stdin", stdin="admin-pw\n").status == 0
    return wildix


SAMPLES = Path(__file__).parents[2] / "samples"


@dataclass
class SampleData:
    """A copy of the samples in which each user has a token, which a copy of it knows too."""

    directory: Path
    tokens: dict[str, str]


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> SampleData:
    assert BINARY, "set WILDIX_BIN to the binary under test"
    directory = tmp_path_factory.mktemp("samples") / "data"
    shutil.copytree(SAMPLES, directory)
    environment = {
        "HOME": str(directory.parent),
        "PATH": os.environ["PATH"],
        "WILDIX_DATA": str(directory),
    }

    def token(name: str) -> str:
        def run(*args: str, stdin: str = "") -> str:
            return subprocess.run(
                [BINARY, *args],
                input=stdin,
                env=environment,
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            ).stdout

        run("login", name, "--password-stdin", stdin=f"demo-{name}\n")
        return run("token", "create", "--name", "tests", "--expires", "never").strip()

    names = ["admin", "alice", "bob", "kernel"]
    return SampleData(directory, {name: token(name) for name in names})


@pytest.fixture
def samples(
    wildix: Callable[..., Result], data_dir: Path, sample_data: SampleData
) -> Callable[..., Result]:
    """The samples in the data directory: `samples("bob", "calls", "--count")` runs it as bob."""
    shutil.copytree(sample_data.directory, data_dir, dirs_exist_ok=True)

    def run(who: str, /, *args: str, env: dict | None = None, **options) -> Result:
        env = {"WILDIX_TOKEN": sample_data.tokens[who], **(env or {})}
        return wildix(*args, env=env, **options)

    return run


@pytest.fixture
def form_data(data_dir: Path, sample_data) -> Path:
    shutil.copytree(sample_data.directory, data_dir, dirs_exist_ok=True)
    return data_dir


@pytest.fixture
def enrichments(form_data: Path) -> Path:
    return form_data / "enrichissements.json"


@pytest.fixture
def entry(enrichments: Path) -> Callable[[str], dict]:
    return lambda call: json.loads(enrichments.read_text()).get(call)


@pytest.fixture
def spawn_form(environment: dict, sample_data) -> Iterator[Callable[..., Form]]:
    forms: list[Form] = []

    def spawn_form(
        *args: str,
        language: str = "en",
        who: str = "alice",
        command: str = BINARY,
        rows: int = 40,
        columns: int = 100,
        env: dict[str, str | None] | None = None,
    ) -> Form:
        variables = {
            **environment,
            "LC_ALL": LANGUAGES[language],
            "WILDIX_TOKEN": sample_data.tokens[who],
            **(env or {}),
        }
        child = pexpect.spawn(
            command,
            list(args),
            env={k: v for k, v in variables.items() if v is not None},
            encoding="utf-8",
            codec_errors="replace",
            dimensions=(rows, columns),
        )
        child.delaybeforesend = None
        forms.append(Form(child, language, rows, columns))
        return forms[-1]

    yield spawn_form
    for form in forms:
        form.child.close(force=True)


@pytest.fixture
def open_form(spawn_form, form_data: Path) -> Callable[..., Form]:
    return lambda call="69", *args, **options: spawn_form("enrich", call, *args, **options)


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return request.param
