"""Every word of the page stands in one catalogue, in both languages."""

import re
from pathlib import Path

from browser import Page

PAGE = Path(__file__).parents[2] / "Sources" / "CPageAssets" / "page"
MODULES = [path for path in PAGE.rglob("*.js") if path.parent.name != "words"]
CATALOGUE = """
const done = arguments[arguments.length - 1];
const base = document.querySelector("script[type=module]").src;
import(new URL("words.js", base)).then((module) => done(Object.entries(module.catalogue)));
"""


def catalogue(page: Page) -> dict[str, list[str]]:
    page.login("alice")
    return dict(page.driver.execute_async_script(CATALOGUE))


def test_nothing_lacks_a_language(page: Page) -> None:
    words = catalogue(page)
    assert len(words) > 150
    for key, texts in words.items():
        assert len(texts) == 2 and all(text.strip() for text in texts), key
        french, english = texts
        assert set(re.findall(r"\{\w+\}", french)) == set(re.findall(r"\{\w+\}", english)), key
        assert french.count("|") == english.count("|"), key


def test_every_word_is_used_and_every_use_has_a_word(page: Page) -> None:
    words = catalogue(page)
    source = "\n".join(path.read_text() for path in MODULES)
    literals = set(re.findall(r'"([a-z][\w.-]*)"', source, re.IGNORECASE))
    patterns = [re.sub(r"\\\$\\\{.*?\\\}", ".+", re.escape(one)) for one in re.findall(r"`([\w.-]*\$\{[^`]*)`", source)]
    # One that begins with anything would fit all.
    patterns = [one for one in patterns if not one.startswith(".+")]
    for key in words:
        assert key in literals or any(re.fullmatch(one, key) for one in patterns), f"nothing says {key}"
    for key in re.findall(r'\bsay\(\s*"([^"]+)"', source):
        assert key in words, f"say({key}) says nothing"


def test_no_word_stands_in_the_code() -> None:
    for path in MODULES:
        code = re.sub(r"//[^\n]*|/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
        texts = re.findall(r'"([^"\n]*)"', code)
        assert [text for text in texts if re.search(r"[à-ÿœ]", text)] == [], path.name


def test_english_has_no_french_in_it(open_browser) -> None:
    page = open_browser("en")
    words = catalogue(page)
    page.go("/?view=all&call=70")
    page.settle()
    page.wait_for(".pane")
    page.find(".bar > button").click()
    shown = page.text("body")
    whole = [(fr, en) for fr, en in words.values() if "{" not in fr and "|" not in fr]
    french = [fr for fr, en in whole if len(fr) > 5 and fr not in en]
    # The sample's own words.
    names = ("Facturation", "Transmis", "Résultat")
    assert [text for text in french if text in shown and text not in names] == []
