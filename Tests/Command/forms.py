"""The form of `wildix enrich`, as the tests see it."""

import time
from collections.abc import Callable

import pexpect
import pyte

LANGUAGES = {"en": "C.UTF-8", "fr": "fr_FR.UTF-8"}
NBSP = "\u00a0"
QUESTIONS = {
    "en": [
        "Date:",
        "Time:",
        "How the caller came:",
        "Subject:",
        "Comment on the subject:",
        "Result:",
        "Sent on to:",
        "Answered by you? (y/n)",
        "Handed to:",
        "Comment on the result:",
        "Save? (y/n)",
    ],
    "fr": [
        f"Date{NBSP}:",
        f"Heure{NBSP}:",
        f"Mode d’accueil{NBSP}:",
        f"Objet{NBSP}:",
        f"Commentaire sur l’objet{NBSP}:",
        f"Résultat{NBSP}:",
        f"Orientation{NBSP}:",
        f"Répondu par vous{NBSP}? (o/n)",
        f"Transmis à{NBSP}:",
        f"Commentaire sur le résultat{NBSP}:",
        f"Enregistrer{NBSP}? (o/n)",
    ],
}
DATE, TIME, MODE, SUBJECT, SUBJECT_COMMENT, RESULT, ORIENTATION, ANSWERED, TARGET, COMMENT, SAVE = (
    range(11)
)
LEFT = {"en": "wildix: nothing was saved", "fr": "wildix: rien n’a été enregistré"}
UP, DOWN, SHIFT_TAB, ALT_UP, F1 = "\x1b[A", "\x1b[B", "\x1b[Z", "\x1b[1;3A", "\x1bOP"
CTRL_C, CTRL_D, CTRL_U, CTRL_W, CTRL_Z, BACKSPACE = "\x03", "\x04", "\x15", "\x17", "\x1a", "\x7f"


class Form:
    """The form on a terminal, drawn on a screen, which is what is looked at."""

    def __init__(self, child: pexpect.spawn, language: str, rows: int, columns: int):
        self.child = child
        self.language = language
        self.questions = QUESTIONS[language]
        self.screen = pyte.HistoryScreen(columns, rows, history=2000, ratio=0.5)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""
        self.has_ended = False

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.screen.display]

    @property
    def line(self) -> str:
        """The line that the cursor is in."""
        return self.lines[self.screen.cursor.y]

    def read(self) -> None:
        try:
            text = self.child.read_nonblocking(1 << 16, timeout=0.05)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            self.has_ended = True
            return
        self.raw += text
        self.stream.feed(text)

    def wait(self, condition: Callable[["Form"], bool], what: object = "") -> None:
        patience = time.monotonic() + 60
        while time.monotonic() < patience:
            if condition(self):
                return
            if self.has_ended:
                break
            self.read()
        raise AssertionError(f"waiting for {what!r}:\n" + "\n".join(self.lines))

    def sees(self, text: str) -> None:
        self.wait(lambda form: text in "\n".join(form.lines), text)

    def asked(self, question: int, text: str = "") -> None:
        """Waits until the question is open, with this text on its line."""
        expected = f"{self.questions[question]} {text}".rstrip()
        self.wait(lambda form: form.line == expected, expected)

    def type(self, keys: str) -> None:
        self.child.send(keys)

    def answer(self, question: int, keys: str, before: str = "") -> None:
        self.asked(question, before)
        self.type(keys + "\r")

    def skip(self, *questions: int) -> None:
        """Leaves the answers to these questions as they are."""
        for question in questions:
            prompt = self.questions[question]
            self.wait(lambda form, prompt=prompt: form.line.startswith(prompt), prompt)
            seen = self.screen.cursor.y, self.line
            self.type("\r")
            self.wait(lambda form, seen=seen: (form.screen.cursor.y, form.line) != seen, "the next")

    def resize(self, rows: int, columns: int) -> None:
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def end(self) -> int | None:
        """The status that it ends with; minus the signal, if one ended it."""
        self.wait(lambda form: form.has_ended, "the end")
        self.child.close()
        return (
            self.child.exitstatus if self.child.signalstatus is None else -self.child.signalstatus
        )


YES = {"en": "yes", "fr": "oui"}
NO = {"en": "no", "fr": "non"}


def to_answered(form: Form) -> None:
    form.skip(DATE, TIME, MODE, SUBJECT, SUBJECT_COMMENT, RESULT, ORIENTATION)
