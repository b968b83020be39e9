"""Errors in French: those of ArgumentParser, by its own words, and ours."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import BINARY
from french import ENGLISH, FRENCH, typeset

ROOT = Path(__file__).parents[2]


# What ArgumentParser says, and what becomes of it. Every pattern of Phrase+Parser.swift comes up.
PARSER = [
    (
        ["calls", "--limt", "3"],
        "Unknown option '--limt'. Did you mean '--limit'?",
        "option « --limt » inconnue. Vouliez-vous dire « --limit » ?",
    ),
    (["calls", "-x"], "Unknown option '-x'", "option « -x » inconnue"),
    (
        ["calls", "--limit"],
        "Missing value for '--limit <limit>'",
        "il manque une valeur à « --limit <limit> »",
    ),
    (
        ["calls", "--count=3"],
        "The option '--count' does not take any value, but '3' was specified.",
        "l'option « --count » ne prend pas de valeur, mais « 3 » a été donné.",
    ),
    (["calls", "é\nb"], "Unexpected argument 'é\nb'", "argument « é\nb » inattendu"),
    (["calls", "a", "b"], "2 unexpected arguments: 'a', 'b'", "2 arguments inattendus : 'a', 'b'"),
    (["log"], "Missing expected argument '<id>'", "il manque l'argument « <id> »"),
    (
        ["calls", "--limit", "z"],
        "The value 'z' is invalid for '--limit <limit>'",
        "la valeur « z » ne convient pas à « --limit <limit> »",
    ),
    (
        ["log", "1", "--format", "z"],
        "The value 'z' is invalid for '--format <format>'. "
        "Please provide one of 'table', 'json' or 'jsonl'.",
        "la valeur « z » ne convient pas à « --format <format> ». "
        "Choisissez entre 'table', 'json' ou 'jsonl'.",
    ),
    (
        ["users", "set", "x", "--role", "z"],
        "The value 'z' is invalid for '--role <role>'. Please provide one of 'admin' and 'user'.",
        "la valeur « z » ne convient pas à « --role <role> ». Choisissez entre 'admin' et 'user'.",
    ),
    (
        ["--generate-completion-script=z"],
        "Can't generate completion scripts for 'z'.\n"
        "Please use --generate-completion-script=<shell> with one of:\n    zsh bash fish",
        "pas de complétion pour « z ».\n"
        "Utilisez --generate-completion-script=<shell> avec un de :\n    zsh bash fish",
    ),
    (
        ["--generate-completion-script="],
        "Can't autodetect a supported shell.\n"
        "Please use --generate-completion-script=<shell> with one of:\n    zsh bash fish",
        "shell non reconnu.\n"
        "Utilisez --generate-completion-script=<shell> avec un de :\n    zsh bash fish",
    ),
]


@pytest.mark.parametrize(("args", "english", "french"), PARSER, ids=lambda v: str(v)[:30])
def test_what_argumentparser_says(wildix, args: list[str], english: str, french: str):
    done = wildix(*args, env={**ENGLISH, "SHELL": "/bin/ash"})
    assert (done.status, done.stdout) == (64, "")
    assert done.stderr.startswith(f"wildix: {english}\n")
    assert re.search(r"^Usage: wildix", done.stderr, re.M)
    done = wildix(*args, env={**FRENCH, "SHELL": "/bin/ash"})
    assert (done.status, done.stdout) == (64, "")
    assert done.stderr.startswith(f"wildix: {typeset(french)}\n")
    below = done.stderr.removeprefix(f"wildix: {typeset(french)}\n").splitlines()
    known = r"Aide\u00a0:  [<-]|Usage\u00a0: wildix|  Voir «\u00a0wildix .*» pour en savoir plus\.$"
    assert below and all(re.match(known, line) for line in below), below


def test_values_are_not_typeset(wildix):
    told = wildix("calls", "l'été : « 5 ? »", env=FRENCH).stderr
    assert told.startswith("wildix: argument «\u00a0l'été : « 5 ? »\u00a0» inattendu\n")


def test_every_pattern_of_argumentparser_comes_up():
    source = (ROOT / "Sources/wildix/Phrases/Phrase+Parser.swift").read_text()
    patterns = re.findall(r'en:\s*"(.*?)"[,\n]', source.split("parserLines")[0])
    assert len(patterns) >= 11
    dump = subprocess.run([BINARY, "--experimental-dump-help"], capture_output=True, check=True)
    lists = re.findall(r'"allValues" : (\[.*?\])', dump.stdout.decode(), re.S)
    assert lists
    if max(len(json.loads(values)) for values in lists) < 6:
        # Said of six values and more, which no option has yet.
        patterns = [pattern for pattern in patterns if "one of the following" not in pattern]
    for pattern in patterns:
        said = re.escape(pattern.replace("\\n", "\n")).replace("%", ".*").replace(r"\#", ".*")
        assert any(re.fullmatch(said, english, re.S) for _, english, _ in PARSER), pattern


# Errors of ours: the status, who gives which arguments, behind <<< standard input; below it how
# what is told begins.
ERRORS = r"""
64 alice: calls --limit=-1
    --limit -1 : écrivez un nombre à partir de 0.
64 alice: calls --limit 1 --all
    --limit et --all s'excluent.
64 alice: calls --watch --count
    --watch et --count s'excluent.
64 alice: calls --since hier
    --since hier : moment inconnu. Écrivez 2026-11-22,
64 alice: calls --from x*x
    --from x*x : pas un numéro. Écrivez 0612345678, ou 0612*
64 alice: calls --min-duration x
    --min-duration x : pas une durée. Écrivez 90, 90s
64 alice: calls --search -
    --search '-' : il n'y a aucun mot dedans.
64 alice: calls --sort x
    --sort x : champ inconnu. Il y a : id, start,
64 alice: calls --fields x
    --fields : aucun champ ne s'appelle « x ». Il y a : id,
64 alice: calls --watch --format table
    --watch ne montre de tableau que sur un
74 alice: calls --output /
    impossible d'écrire dans / : c'est un répertoire
74 alice: calls --output /a/b
    impossible d'écrire dans /a/b : fichier ou répertoire
66 alice: calls --data /nowhere
    impossible de lire /nowhere/call_history.json : fic
65 alice: calls --checkpoint /etc/passwd
    /etc/passwd n'est pas un fichier de --che
64 alice: enrich - --objet x
    Avec -, ce qui est à noter vient des lignes, pas des
64 alice: enrich 68 --no-input
    il n'y a rien à noter
    conseil : donnez --objet,
64 alice: enrich 68 --if-revision x --objet x
    --if-revision x : pas une révision.
66 alice: enrich 0 --objet x
    il n'y a pas d'appel 0, ou vous ne pouvez pas le voir
65 admin: enrich 68 --date x
    « x » n'est pas une date
    conseil : écrivez jj/mm/aaaa :
65 admin: enrich 68 --heure x
    « x » n'est pas une heure
    conseil : écrivez HH:MM:SS
67 admin: enrich 68 --transfer-to x
    il n'y a pas d'utilisateur x
    conseil : nommez
65 admin: enrich 68 --transfer-to 44
    44 est le poste d
65 admin: enrich 68 --answered --transfer-to bob
    l'appel 68 ne peut pas être à la
75 admin: enrich 68 --if-revision 1 --objet x
    l'appel 68 a changé entre-temps
    conse
65 admin: enrich - <<< \n{
    ligne 2, colonne 2 : la ligne s'arrête trop tôt, attendu : une clé
65 admin: enrich - <<< {"objet":"x"}
    ligne 1 : il manque l'« id » de l'appel
65 admin: enrich - <<< {"id":1}
    ligne 1 : il n'y a rien à noter
    conseil : il y a : id,
65 admin: enrich - <<< {"id":1,"x":1}
    ligne 1 : aucun champ ne s'appelle « x »
    conseil
65 admin: enrich - <<< {"id":1,"saisiPar":1}
    ligne 1 : « saisiPar » ne peut pas être donné
65 admin: enrich - <<< {"id":1,"objet":1}
    ligne 1 : « objet » doit être une chaîne de carac
77 alice: users list
    seul un administrateur peut faire cela
    conseil : connectez-vous
67 admin: users set x --poste 1
    il n'y a pas d'utilisateur x
    conseil : wildix users
64 admin: users set alice
    il n'y a rien à changer
    conseil : donnez --poste ou --role
65 admin: users set admin --role user
    admin est le dernier administrateur
    conseil :
65 admin: users add alice --poste 1
    il y a déjà un utilisateur alice
    conseil : pour le
65 admin: users add x --poste 1 --password-stdin <<< \n
    un mot de passe ne peut pas être vide
64 admin: users add x --poste 1 --password-stdin
    l'entrée standard s'arrête avant le mot
64 admin: users add x --poste 1
    il n'y a pas de terminal pour demander le mot de passe
65 admin: users add x --poste -
    un numéro de poste doit contenir autre chose qu'espace
64 alice: login
    il n'y a pas de terminal pour demander l'utilisateur
    conseil : nommez
77 alice: login alice --password-stdin <<< x\n
    nom d'utilisateur ou mot de passe incorrect
66 alice: token revoke x
    il n'y a pas de jeton x
    conseil : wildix token list
65 alice: token create --name 7
    un nom de jeton ne peut pas être fait de chiffres seuls :
65 alice: token create --name tests
    il y a déjà un jeton tests
    conseil : wildix token
"""


def errors() -> Iterator[tuple]:
    for head, told in re.findall(r"^(\d.*)\n((?: {4}.*\n)+)", ERRORS, re.M):
        status, who, args, typed = re.fullmatch(r"(\d+) (\w+): (.*?)(?: <<< (.*))?", head).groups()
        typed = (typed or "").replace("\\n", "\n")
        yield pytest.param(who, args.split(), typed, int(status), told.splitlines(), id=head)


@pytest.mark.parametrize(("who", "args", "typed", "status", "told"), list(errors()))
def test_errors_in_french(samples, who: str, args: list, typed: str, status: int, told: list):
    done = samples(who, *args, stdin=typed, env=FRENCH)
    assert (done.status, done.stdout) == (status, "")
    shown = done.stderr.splitlines()
    assert shown[0].startswith("wildix: " + typeset(told[0].strip()))
    for line, start in zip(shown[1:], told[1:], strict=False):
        assert line.startswith(typeset(start.strip()))
    assert len(shown) >= len(told)
    assert not re.search(r" [:;?!»]|« |[a-z]'[a-z]", done.stderr), "is not typeset"
