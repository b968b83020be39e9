"""Users, logins and tokens, as seen from outside."""

import json
import os
import signal
import sqlite3
import stat
import subprocess
import time
from pathlib import Path

import pexpect
import pytest
from werkzeug.security import check_password_hash, generate_password_hash

NO_USERS = "wildix: there are no users yet\nhint: wildix users add NAME --poste P --role admin\n"
NOT_LOGGED_IN = "wildix: you are not logged in\nhint: wildix login\n"


def add(run, name, poste="33", *more, password="some-password"):
    return run(
        "users", "add", name, "--poste", poste, *more, "--password-stdin", stdin=f"{password}\n"
    )


def log_in(run, name, password, **options):
    return run("login", name, "--password-stdin", stdin=f"{password}\n", **options)


# Users


def test_the_first_user_needs_no_login_and_must_be_an_admin(wildix, data_dir):
    for args in [["whoami"], ["users", "list"], ["login", "alice"], ["token", "list"]]:
        result = wildix(*args)
        assert (result.status, result.stderr) == (77, NO_USERS), args
    result = add(wildix, "alice")
    assert result.status == 65
    assert result.stderr.endswith("hint: wildix users add NAME --poste P --role admin\n")
    assert not (data_dir / "users.db").exists()
    assert add(wildix, "alice", "33", "--role", "admin").status == 0
    assert stat.S_IMODE((data_dir / "users.db").stat().st_mode) == 0o600
    result = add(wildix, "bob", "44", "--role", "admin")
    assert (result.status, result.stderr) == (77, NOT_LOGGED_IN)


def test_a_missing_data_directory_is_made_for_its_first_user(wildix, tmp_path):
    data = tmp_path / "a" / "b"
    assert wildix("whoami", "--data", str(data)).status == 77
    assert not data.exists()
    args = ["--role", "admin", "--data", str(data)]
    assert add(wildix, "alice", "33", *args).status == 0
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_users_are_added_listed_changed_and_removed(admin):
    assert add(admin, "alice").status == 0
    assert (
        admin("users", "list").stdout
        == "username\tposte\trole\nadmin\t0000\tadmin\nalice\t33\tuser\n"
    )
    assert admin("users", "set", "alice", "--poste", "34", "--role", "admin").status == 0
    rows = json.loads(admin("users", "list", "--format", "json").stdout)
    assert rows[1] == {"username": "alice", "poste": "34", "role": "admin"}
    lines = admin("users", "list", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["username"] for line in lines] == ["admin", "alice"]
    assert admin("users", "list", "--format", "csv").stdout.splitlines()[2] == "alice,34,admin"
    assert (
        admin("users", "list", "--format", "table").stdout.splitlines()[0]
        == "USERNAME  POSTE  ROLE"
    )
    assert admin("users", "remove", "alice").status == 0
    assert len(admin("users", "list").stdout.splitlines()) == 2


def test_broken_rules_and_missing_users_have_their_statuses(admin):
    assert add(admin, "admin").status == 65
    assert add(admin, " alice").status == 65
    assert add(admin, "al\x1b[2Jice").status == 65
    assert add(admin, "alice", "").status == 65
    assert add(admin, "alice", password="").status == 65
    assert admin("users", "add", "alice", "--poste", "3", "--password-stdin", stdin="").status == 64
    assert (
        admin("users", "add", "alice", "--poste", "3", "--password-stdin", stdin=b"\xff\n").status
        == 65
    )
    assert admin("users", "add", "alice").status == 64
    assert admin("users", "set", "admin").status == 64
    assert admin("users", "set", "nobody", "--poste", "1").status == 67
    assert admin("users", "remove", "nobody").status == 67
    assert admin("users", "passwd", "nobody", "--password-stdin", stdin="x\n").status == 67
    assert len(admin("users", "list").stdout.splitlines()) == 2


def test_the_last_admin_stays(admin):
    for args in [["remove", "admin", "--yes"], ["set", "admin", "--role", "user"]]:
        result = admin("users", *args)
        assert result.status == 65
        assert "admin is the last admin" in result.stderr
    assert admin("whoami").stdout == "admin (admin, extension 0000)\n"


def test_only_admins_manage_users(admin):
    add(admin, "alice")
    assert log_in(admin, "alice", "some-password").status == 0
    for args in [
        ["list"],
        ["add", "eve", "--poste", "1", "--password-stdin"],
        ["set", "alice", "--role", "admin"],
        ["passwd", "admin", "--password-stdin"],
        ["passwd", "nobody", "--password-stdin"],
        ["remove", "admin", "--yes"],
    ]:
        result = admin("users", *args, stdin="x\n")
        assert (result.status, result.stdout) == (77, ""), args
        assert result.stderr.startswith("wildix: only an admin may do this\n")


# An older program beside us


def test_werkzeug_verifies_our_hashes(admin, users_db):
    add(admin, "élise", password="pässwörd ✓")
    (row,) = users_db("SELECT password_hash, poste, role FROM users WHERE username = 'élise'")
    assert row[0].startswith("scrypt:32768:8:1$")
    assert check_password_hash(row[0], "pässwörd ✓")
    assert not check_password_hash(row[0], "password")
    assert row[1:] == ("33", "user")


@pytest.mark.parametrize(
    "method", ["scrypt", "pbkdf2", "pbkdf2:sha256:260000", "pbkdf2:sha512:1000", "pbkdf2:sha1:1000"]
)
def test_we_verify_werkzeugs_hashes(wildix, users_db, method):
    users_db(
        """CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, username TEXT UNIQUE NOT NULL,
             password_hash TEXT NOT NULL, poste TEXT NOT NULL,
             role TEXT CHECK(role IN ('admin','user')) NOT NULL DEFAULT 'user')"""
    )
    insert = "INSERT INTO users (username, password_hash, poste) VALUES (?, ?, ?)"
    users_db(insert, "kernel", generate_password_hash("pässwörd", method), "11")
    assert log_in(wildix, "kernel", "passwörd").status == 77
    assert log_in(wildix, "kernel", "pässwörd").status == 0
    assert wildix("whoami").stdout == "kernel (user, extension 11)\n"


def test_what_an_older_program_changes_counts_at_once(admin, users_db):
    users_db("UPDATE users SET poste = '12', role = 'user' WHERE username = 'admin'")
    assert admin("whoami").stdout == "admin (user, extension 12)\n"
    assert admin("users", "list").status == 77
    users_db(
        "UPDATE users SET password_hash = ?", generate_password_hash("other", "pbkdf2:sha256:1000")
    )
    result = admin("whoami")
    assert (result.status, result.stderr) == (
        77,
        "wildix: your session has ended\nhint: wildix login\n",
    )
    assert log_in(admin, "admin", "other").status == 0
    users_db("DELETE FROM users")
    assert admin("whoami").stderr == NO_USERS


def test_a_file_that_is_no_database_is_named(wildix, data_dir):
    file = data_dir / "users.db"
    file.write_text("Dear Sir or Madam,\n" * 100)
    for args in [["whoami"], ["login", "alice"], ["users", "list"]]:
        result = wildix(*args, env={"WILDIX_TOKEN": "x"})
        assert result.status == 65, args
        assert str(file) in result.stderr
    assert file.read_text().startswith("Dear Sir")


def test_a_file_that_another_program_holds_is_waited_for(admin, data_dir):
    other = sqlite3.connect(data_dir / "users.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    began = time.monotonic()
    result = admin("whoami")
    assert result.status == 75
    assert 4 < time.monotonic() - began < 10
    other.execute("COMMIT")
    assert admin("whoami").status == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="needs to become somebody else")
def test_a_file_that_may_only_be_read_is_enough_to_know_who_asks(
    admin, data_dir, tmp_path, users_db
):
    token = admin("token", "create").stdout.strip()
    # Long unused, so that a use would have to be written down.
    users_db("UPDATE wildix_access SET used = 1")
    for path in [tmp_path, *tmp_path.parents]:
        if path.is_relative_to(tmp_path.parent.parent):
            path.chmod(0o755)
    data_dir.chmod(0o755)
    (data_dir / "users.db").chmod(0o444)
    result = admin("whoami", env={"WILDIX_TOKEN": token}, user=65534, group=65534, extra_groups=[])
    assert (result.status, result.stdout) == (0, "admin (admin, extension 0000)\n")
    result = add(
        lambda *a, **k: admin(
            *a, env={"WILDIX_TOKEN": token}, user=65534, group=65534, extra_groups=[], **k
        ),
        "eve",
    )
    assert result.status == 74
    assert str(data_dir / "users.db") in result.stderr


# Sessions


def test_a_session_is_for_nobody_elses_eyes_and_one_data_directory(admin, home, tmp_path, data_dir):
    state = home / ".local" / "state" / "wildix"
    (session,) = state.iterdir()
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert stat.S_IMODE(session.stat().st_mode) == 0o600
    # The same directory by another path is the same.
    link = tmp_path / "link"
    link.symlink_to(data_dir)
    assert admin("whoami", "--data", str(link)).status == 0
    other = tmp_path / "other"
    add(admin, "bob", "44", "--role", "admin", "--data", str(other))
    assert admin("whoami", "--data", str(other)).stderr == NOT_LOGGED_IN
    assert admin("whoami").status == 0


def test_lax_permissions_left_by_others_are_mended(admin, home):
    state = home / ".local" / "state" / "wildix"
    (session,) = state.iterdir()
    state.chmod(0o755)
    session.chmod(0o644)
    log_in(admin, "admin", "admin-pw")
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert [stat.S_IMODE(file.stat().st_mode) for file in state.iterdir()] == [0o600]


def test_logout_ends_the_session_for_good(admin, home):
    (session,) = (home / ".local" / "state" / "wildix").iterdir()
    kept = session.read_text()
    assert admin("logout").status == 0
    assert admin("whoami").stderr == NOT_LOGGED_IN
    session.write_text(kept)
    assert admin("whoami").status == 77
    assert admin("logout").status == 0
    assert admin("logout").status == 0


def test_whoami_speaks_json(admin):
    assert json.loads(admin("whoami", "--json").stdout) == {
        "username": "admin",
        "role": "admin",
        "poste": "0000",
    }


def test_wrong_and_unknown_look_the_same_and_take_as_long(admin):
    seen, times = [], {"admin": [], "nobody": []}
    # Twice: something else may have held one of them up.
    for name in 2 * list(times):
        began = time.monotonic()
        seen.append(log_in(admin, name, "wrong"))
        times[name].append(time.monotonic() - began)
    assert seen == 4 * [seen[0]]
    assert seen[0].status == 77
    first, second = (min(times[name]) for name in times)
    assert first >= 1
    assert second >= 1
    # What a busy machine adds may be this much.
    assert abs(first - second) < 0.25


@pytest.mark.parametrize("name", ["admin", "nobody"])
def test_repeated_failures_are_slowed_down(admin, name):
    for _ in range(3):
        assert log_in(admin, name, "wrong").status == 77
    result = log_in(admin, name, "admin-pw")
    assert result.status == 75
    assert "try again in 1 second" in result.stderr
    time.sleep(1.1)
    assert log_in(admin, name, "admin-pw").status == (0 if name == "admin" else 77)


# Passwords


def test_ones_own_password_needs_the_present_one(admin):
    add(admin, "alice")
    log_in(admin, "alice", "some-password")
    passwd = ["users", "passwd", "--password-stdin"]
    assert admin(*passwd, stdin="wrong\nnew-password\n").status == 77
    assert admin(*passwd, stdin="some-password\n").status == 64
    assert admin("whoami").status == 0
    assert admin(*passwd, stdin="some-password\nnew-password\n").status == 0
    assert admin("whoami").status == 0, "whoever changed it stays logged in"
    assert (
        admin(
            "users", "passwd", "alice", "--password-stdin", stdin="new-password\nnewer-password\n"
        ).status
        == 0
    )
    assert log_in(admin, "alice", "new-password").status == 77
    assert log_in(admin, "alice", "newer-password").status == 0


def test_an_admin_sets_anothers_password_which_ends_sessions_and_tokens(admin, tmp_path):
    add(admin, "alice")
    elsewhere = {"XDG_STATE_HOME": str(tmp_path / "state")}
    log_in(admin, "alice", "some-password", env=elsewhere)
    token = admin("token", "create", env=elsewhere).stdout.strip()
    assert admin("whoami", env={"WILDIX_TOKEN": token}).stdout == "alice (user, extension 33)\n"
    assert admin("users", "passwd", "alice", "--password-stdin", stdin="new-password\n").status == 0
    assert admin("whoami", env=elsewhere).status == 77
    assert admin("whoami", env={"WILDIX_TOKEN": token}).status == 77
    assert admin("whoami").status == 0


def test_short_passwords_are_accepted_with_a_word(admin):
    result = add(admin, "alice", password="1234567")
    assert result.status == 0
    assert "fewer than 8 characters" in result.stderr
    assert "fewer" not in add(admin, "bob", password="12345678").stderr


def test_without_a_terminal_nothing_is_asked(admin):
    for args in [["login", "admin"], ["users", "add", "bob", "--poste", "4"], ["users", "passwd"]]:
        result = admin(*args, stdin="admin-pw\n")
        assert result.status == 64, args
        assert "--password-stdin" in result.stderr
    assert admin("login").status == 64


# Tokens


def test_a_token_alone_is_on_stdout_and_goes_before_the_session(admin):
    add(admin, "alice")
    log_in(admin, "alice", "some-password")
    result = admin("token", "create", "--name", "cron", "--expires", "never")
    token = result.stdout.removesuffix("\n")
    assert len(token) == 43
    assert token not in result.stderr
    log_in(admin, "admin", "admin-pw")
    assert admin("whoami").stdout.startswith("admin ")
    assert admin("whoami", env={"WILDIX_TOKEN": token}).stdout.startswith("alice ")
    assert admin("whoami", env={"WILDIX_TOKEN": ""}).stdout.startswith("admin ")
    result = admin("whoami", env={"WILDIX_TOKEN": token + "x"})
    assert (result.status, result.stdout) == (77, "")
    assert "WILDIX_TOKEN" in result.stderr


def test_tokens_are_listed_and_revoked(admin):
    token = admin("token", "create", "--name", "cron", "--expires", "90d").stdout.strip()
    assert admin("token", "create", "--name", "cron").status == 65
    for lifetime in ["soon", "0d", "-1d", "", "d", "99999999999999999999d"]:
        assert admin("token", "create", f"--expires={lifetime}").status == 64, lifetime
    (row,) = json.loads(admin("token", "list", "--format", "json").stdout)
    assert (row["name"], row["username"], row["used"]) == ("cron", "admin", None)
    admin("whoami", env={"WILDIX_TOKEN": token})
    (row,) = json.loads(admin("token", "list", "--format", "json").stdout)
    assert row["used"] >= row["created"]
    assert token not in admin("token", "list").stdout
    assert admin("token", "revoke", "nothing").status == 66
    assert admin("token", "revoke", "cron").status == 0
    assert admin("whoami", env={"WILDIX_TOKEN": token}).status == 77


# On a terminal


def test_a_password_is_asked_without_echo(admin, terminal, home):
    admin("logout")
    child = terminal("login")
    child.expect_exact("User: ")
    child.sendline("admin")
    child.expect_exact("Password: ")
    child.waitnoecho()
    child.sendline("admin-pw")
    child.expect_exact("Logged in as admin.")
    assert "admin-pw" not in child.before
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert admin("whoami").status == 0


def test_a_new_password_is_asked_twice(admin, terminal):
    for again, status in [("another-one", 65), ("new-password", 0)]:
        child = terminal("users", "add", "alice", "--poste", "33")
        child.expect_exact("Password for alice: ")
        child.waitnoecho()
        child.sendline("new-password")
        child.expect_exact("The same again: ")
        child.waitnoecho()
        child.sendline(again)
        child.expect(pexpect.EOF)
        assert "new-password" not in child.before
        child.close()
        assert child.exitstatus == status
    assert log_in(admin, "alice", "new-password").status == 0


@pytest.fixture
def asking(admin, terminal, environment):
    """A login that waits for the password, under a shell that shows status and settings after it.

    The shell has job control, for a process that nobody could wake up again is not stopped, but no
    line editing, with which it would put the terminal in order by itself.
    """
    environment["WILDIX_BIN"] = os.environ["WILDIX_BIN"]
    # Swift's runtime takes SIGQUIT for a crash, and asks what to do about it.
    environment["SWIFT_BACKTRACE"] = "enable=no"
    report = 'echo "status $?"; stty -a'
    script = f'set -m; "$WILDIX_BIN" login admin; {report}; fg 2>&1 && {report}; read -r _'
    shell = terminal("-c", script, command="bash")
    shell.expect_exact("Password: ")
    shell.waitnoecho()
    return shell


def expect_end(shell, status):
    shell.expect(r"status (\d+)\r\n")
    assert int(shell.match.group(1)) == status
    shell.expect(r"\s(-?echo)\s")
    assert shell.match.group(1) == "echo"


def test_ctrl_c_restores_the_terminal(asking):
    asking.send("half a passw\x03")
    expect_end(asking, 130)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_that_ends_the_process_restores_the_terminal(asking, ending):
    os.killpg(os.tcgetpgrp(asking.child_fd), ending)
    expect_end(asking, 128 + ending)


def test_a_stopped_prompt_restores_the_terminal_and_asks_again(asking):
    asking.send("\x1a")
    expect_end(asking, 128 + signal.SIGTSTP)
    asking.expect_exact("Password: ")
    asking.waitnoecho()
    asking.sendline("admin-pw")
    asking.expect_exact("Logged in as admin.")
    expect_end(asking, 0)


def test_the_end_of_input_is_no_password(asking):
    asking.send("\x04")
    expect_end(asking, 130)


def test_removal_is_confirmed_on_a_terminal(admin, terminal):
    add(admin, "alice")
    for answer, left in [("", 3), ("n", 3), ("y", 2)]:
        child = terminal("users", "remove", "alice")
        child.expect_exact("[y/N] ")
        child.sendline(answer)
        child.expect(pexpect.EOF)
        assert len(admin("users", "list").stdout.splitlines()) == left
    add(admin, "alice")
    terminal("users", "remove", "alice", "--yes").expect(pexpect.EOF)
    assert len(admin("users", "list").stdout.splitlines()) == 2


def test_what_others_stored_does_not_steer_the_terminal(admin, terminal, users_db):
    users_db(
        "INSERT INTO users (username, password_hash, poste) VALUES (?, 'x', '1')",
        "ev\x1b[31mil\x9b2J\u202e",
    )
    child = terminal("users", "list", "--color", "never")
    child.expect(pexpect.EOF)
    assert "ev\ufffd[31mil\ufffd2J\ufffd" in child.before
    assert "\x1b" not in child.before


# Endings


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["users", "add", "--help"]])
def test_help_and_version_are_no_failure(wildix, args):
    result = wildix(*args)
    assert (result.status, result.stderr) == (0, "")
    assert result.stdout


@pytest.mark.parametrize(
    "args",
    [
        ["nothing"],
        ["whoami", "--nothing"],
        ["users", "add", "x"],
        ["users", "list", "--format", "xml"],
    ],
)
def test_usage_errors_are_64_and_ours(wildix, args):
    result = wildix(*args)
    assert (result.status, result.stdout) == (64, "")
    assert result.stderr.startswith("wildix: ")


def run_in_shell(environment, script):
    variables = {**environment, "WILDIX_BIN": os.environ["WILDIX_BIN"]}
    return subprocess.run(
        ["bash", "-c", script], env=variables, capture_output=True, check=False, text=True
    )


@pytest.mark.parametrize("command", ["whoami", "users list", "--help"])
def test_a_closed_pipe_ends_quietly(admin, environment, command):
    done = run_in_shell(environment, f'(sleep 0.2; "$WILDIX_BIN" {command}; echo "$?" >&2) | true')
    assert done.stderr == "0\n"


def test_a_full_disk_is_told(admin, environment):
    done = run_in_shell(environment, '"$WILDIX_BIN" whoami > /dev/full')
    assert done.returncode == 74
    assert done.stderr.startswith("wildix: cannot write standard output: ")


def test_a_closed_standard_output_harms_no_file(admin, environment, data_dir: Path):
    before = (data_dir / "users.db").read_bytes()
    done = run_in_shell(environment, '"$WILDIX_BIN" whoami >&-')
    assert done.returncode == 74
    assert (data_dir / "users.db").read_bytes()[:100] == before[:100]
