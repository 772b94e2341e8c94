"""`briefbook lsp` as an editor meets it, over its protocol, in the example book."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest

from books import call_briefbook
from editor import Editor, applied

PAGE = "docs/chapters/office.md"
GAZETTE = "docs/chapters/gazette.md"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    folder = tmp_path_factory.mktemp("lsp")
    assert call_briefbook(folder, "new", "light", "--example").returncode == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("BRIEFBOOK_TEXTS", raising=False)
        with Editor(folder / "light") as editor:
            editor.open(PAGE)
            yield editor
    assert editor.status == 0


def typed(editor: Editor, line: str) -> tuple[int, int]:
    """Put a line at the end of the page that is open; return the place behind it."""
    text = (editor.root / PAGE).read_text(encoding="utf-8") + line
    editor.type(PAGE, text)
    lines = text.split("\n")
    return len(lines) - 1, len(lines[-1])


def completed(editor: Editor, line: str) -> list[str]:
    return editor.labels(PAGE, *typed(editor, line))


def test_keys_locators_terms_and_ids_are_completed(editor: Editor) -> None:
    assert completed(editor, "It says so {cite:p}`ho") == ["holm2025"]
    locators = completed(editor, "It says so {cite:p}`officefigures,holm2025{")
    assert locators[:3] == ["headline", "¶ 1", "¶ 2"]
    assert completed(editor, "The {term}`rav")[0] == "Ravn Point"
    assert completed(editor, "The {term}`cape <rav")[0] == "Ravn Point"
    assert "gazette-3" in completed(editor, "See [](#gazette-")
    assert completed(editor, "Plain words, {not a role") == []


def test_an_id_that_was_just_typed_is_completed(editor: Editor) -> None:
    assert "office-99" in completed(editor, "{#office-99}\nA new one, see [](#office-9")


def test_a_column_behind_letters_of_two_units_is_the_same_place(editor: Editor) -> None:
    line, column = typed(editor, "🜂🜂 {cite:p}`ho")
    # The protocol counts the two signs as two units each.
    assert editor.labels(PAGE, line, column + 2) == ["holm2025"]


def test_a_locator_shows_the_block_of_the_source(editor: Editor) -> None:
    line, column = typed(editor, "So {cite:p}`holm2025{¶ 3}")
    said = editor.at("hover", PAGE, line, column - 2)["contents"]["value"]
    assert said.startswith("**holm2025 ¶ 3**")
    assert "A light is cheaper than a wreck" in said
    line, column = typed(editor, "So {cite:p}`holm2025{¶ 33}")
    said = editor.at("hover", PAGE, line, column - 2)["contents"]["value"]
    assert said == "holm2025 has no ¶ 33"


@pytest.mark.parametrize(
    ("line", "file", "begins"),
    [
        ("The {term}`the point", "docs/glossary.md", "Ravn Point"),
        ("See [](#gazette-3", GAZETTE, "{#gazette-3}"),
        ("So {cite:p}`holm2025", "references.bib", "@online{holm2025"),
        ("So {cite:p}`holm2025{¶ 2", "sources/holm2025.toml", 'locator = "¶ 2"'),
    ],
)
def test_a_definition_is_found(editor: Editor, line: str, file: str, begins: str) -> None:
    found = editor.at("definition", PAGE, *typed(editor, line))
    path = Path(unquote(urlparse(found["uri"]).path))
    assert path == (editor.root / file).resolve()
    at = found["range"]["start"]["line"]
    assert path.read_text(encoding="utf-8").splitlines()[at].startswith(begins)


def test_a_paragraph_without_an_id_is_given_the_one_that_it_would_get(editor: Editor) -> None:
    line, _column = typed(editor, "\nA paragraph that is new {cite:p}`holm2025{¶ 1}`.\n")
    text = (editor.root / PAGE).read_text(encoding="utf-8")
    text += "\nA paragraph that is new {cite:p}`holm2025{¶ 1}`.\n"
    (action,) = [each for each in editor.actions(PAGE, line - 1) if "id" in each["title"]]
    given = action["title"].removeprefix("give it its id: ")
    changed = applied(text, action["edit"]["changes"][editor.uri(PAGE)])
    assert f"\n{given}\nA paragraph that is new" in changed


def test_a_paragraph_is_withdrawn_and_keeps_its_id(editor: Editor) -> None:
    editor.open(GAZETTE)
    text = (editor.root / GAZETTE).read_text(encoding="utf-8")
    line = text.split("\n").index("{#gazette-5}") + 1
    (action,) = [each for each in editor.actions(GAZETTE, line) if "withdraw" in each["title"]]
    changed = applied(text, action["edit"]["changes"][editor.uri(GAZETTE)])
    assert ":::{withdrawn} gazette-5\n<why it was withdrawn>\n:::\n" in changed
    assert "2,100 signatures" not in changed
    assert "{#gazette-4}" in changed


def test_what_the_check_finds_is_shown_on_saving_with_its_fixes(editor: Editor) -> None:
    path = editor.root / PAGE
    before = path.read_text(encoding="utf-8")
    new = '\n{#office-50}\nMr Vik called it "a wreck of a plan" {cite:p}`holm2025{¶ 3}`.\n'
    try:
        path.write_text(before + new, encoding="utf-8")
        editor.type(PAGE, before + new)
        editor.tell("textDocument/didSave", textDocument={"uri": editor.uri(PAGE)})
        shown = {each["code"]: each for each in editor.wait_for(PAGE)}
        found = shown["brief.quote_not_found"]
        line = before.count("\n") + 2
        assert found["range"] == {
            "start": {"line": line, "character": 18},
            "end": {"line": line, "character": 35},
        }
        (action,) = [each for each in editor.actions(PAGE, line) if "own" in each["title"]]
        changed = applied(before + new, action["edit"]["changes"][editor.uri(PAGE)])
        assert 'called it ["a wreck of a plan"]{.own} {cite:p}' in changed
    finally:
        path.write_text(before, encoding="utf-8")
