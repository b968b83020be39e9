"""Completion, in real shells: `offers(line)` answers what a shell offers behind that line."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = {
    shell: ROOT / "completions" / name
    for shell, name in [("bash", "wildix.bash"), ("zsh", "_wildix"), ("fish", "wildix.fish")]
}

# Calls the function that the script registers as bash does when Tab is pressed.
BASH = r"""
source "$1"
read -r -a COMP_WORDS <<<"$2"
[[ $2 != *' ' ]] || COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$2 COMP_POINT=${#2}
function=$(complete -p wildix | sed -E 's/.* -F ([^ ]+) .*/\1/')
"$function" wildix "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
((${#COMPREPLY[@]} == 0)) || printf '%s\n' "${COMPREPLY[@]}"
"""

# The other two know what to complete only at a prompt: Tab writes what is offered into a file.
ZSH = r"""
PS1='ready> '
fpath=({directory} $fpath)
autoload -Uz compinit && compinit -u -D
compadd() {{
  if (( ${{@[(I)-O]}} || ${{@[(I)-A]}} || ${{@[(I)-D]}} )); then builtin compadd "$@"; return; fi
  local -a matching
  builtin compadd -O matching "$@"
  offered+=("${{matching[@]}}")
  builtin compadd "$@"
}}
offer() {{
  typeset -ga offered=()
  zle complete-word
  print -rl -- "${{(@)offered}}" >{answer}.part && mv {answer}.part {answer}
}}
zle -C complete-word complete-word _main_complete
zle -N offer
bindkey '^I' offer
"""
FISH = r"""
source {script}
function fish_prompt; echo -n 'ready> '; end
function offer; complete -C (commandline -c) >{answer}.part; mv {answer}.part {answer}; end
bind \t offer
"""

Offers = Callable[[str], set[str]]


@pytest.fixture
def people(wildix, environment: dict[str, str], data_dir: Path, tmp_path: Path) -> Callable:
    """Logs somebody in to a copy of the samples, where `wildix` is the binary under test."""
    shutil.copytree(ROOT / "samples", data_dir, dirs_exist_ok=True)
    directory = tmp_path / "bin"
    directory.mkdir()
    (directory / "wildix").symlink_to(Path(os.environ["WILDIX_BIN"]).resolve())
    environment["PATH"] = f"{directory}:{environment['PATH']}"

    def log_in(name: str) -> None:
        done = wildix("login", name, "--password-stdin", stdin=f"demo-{name}\n")
        assert done.status == 0, done.stderr

    return log_in


@pytest.fixture(params=SCRIPTS)
def offers(request, people, environment: dict[str, str], tmp_path: Path) -> Offers:
    def in_bash(line: str) -> set[str]:
        command = ["bash", "--norc", "-c", BASH, "bash", SCRIPTS["bash"], line]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, "")
        return set(done.stdout.splitlines())

    def at_prompt(line: str) -> set[str]:
        answer, setup = tmp_path / "answer", tmp_path / "setup"
        script = SCRIPTS[request.param]
        template = {"zsh": ZSH, "fish": FISH}[request.param]
        setup.write_text(template.format(script=script, directory=script.parent, answer=answer))
        arguments = {"zsh": ["-f", "-i"], "fish": ["--no-config"]}[request.param]
        shell = pexpect.spawn(
            request.param, arguments, env=environment, encoding="utf-8", timeout=60
        )
        try:
            shell.sendline(f"source {setup}")
            shell.expect("ready> ")
            shell.send(f"{line}\t")
            deadline = time.monotonic() + 60
            while not answer.exists():
                assert time.monotonic() < deadline, f"{request.param} offers nothing"
                assert shell.isalive()
                # The shell stops where nobody reads what it shows.
                shell.expect([pexpect.TIMEOUT, pexpect.EOF], timeout=0.05)
            offered = answer.read_text().splitlines()
            answer.unlink()
        finally:
            shell.close(force=True)
        # fish says behind a tab what each is.
        return {value.split("\t")[0] for value in offered if value}

    return in_bash if request.param == "bash" else at_prompt


@pytest.mark.parametrize("shell", SCRIPTS)
def test_script_is_the_generated_one(shell: str, wildix):
    generated = wildix("--generate-completion-script", shell)
    assert generated.status == 0
    assert SCRIPTS[shell].read_text() == generated.stdout, "run: make completions"


def test_commands(offers: Offers):
    assert {"calls", "login", "logout", "whoami", "token", "users"} <= offers("wildix ")
    assert offers("wildix to") == {"token"}
    assert {"create", "list", "revoke"} <= offers("wildix token ")


def test_flags(offers: Offers):
    assert offers("wildix calls --s") == {"--since", "--status", "--search", "--sort"}
    assert {"--poste", "--role", "--password-stdin", "--data"} <= offers("wildix users add --")


def test_values(offers: Offers):
    dispositions = {"answered", "no-answer", "busy", "failed", "congestion"}
    assert offers("wildix calls --disposition ") == dispositions
    assert offers("wildix calls --status t") == {"transferred", "todo"}
    assert offers("wildix calls --fields from") == {"from_number", "from_name"}
    assert offers("wildix users add x --role ") == {"admin", "user"}


def test_an_admin_is_offered_everybody(people, offers: Offers):
    people("admin")
    assert offers("wildix calls --transferred-to ") == {"admin", "alice", "bob", "kernel"}
    assert offers("wildix calls --transferred-by b") == {"bob"}
    assert offers("wildix calls --poste ") == {"0000", "11", "33", "44"}


def test_a_user_is_offered_nobody_else(people, offers: Offers):
    people("bob")
    assert offers("wildix calls --transferred-to ") == {"bob"}
    assert offers("wildix calls --poste ") == {"44"}


def test_the_data_directory_of_the_line_counts(people, offers: Offers, environment, data_dir: Path):
    people("admin")
    environment["WILDIX_DATA"] = "/nowhere"
    assert offers(f"wildix calls --data {data_dir} --transferred-by k") == {"kernel"}


def test_without_login_nothing_of_the_data_is_offered(offers: Offers):
    names = {"admin", "alice", "bob", "kernel", "0000", "11", "33", "44"}
    assert not offers("wildix calls --transferred-to ") & names
    assert not offers("wildix calls --poste ") & names


def test_bash_completes_at_a_prompt(people, environment: dict[str, str]):
    shell = pexpect.spawn("bash", ["--norc", "-i"], env=environment, encoding="utf-8", timeout=60)
    try:
        shell.sendline(f"PS1='ready''> '; source {SCRIPTS['bash']}")
        shell.expect("ready> ")
        shell.send("wildix calls --disposition no\t")
        shell.expect("no-answer ")
    finally:
        shell.close(force=True)
