"""Every finding has a code, every code an explanation, and the page of codes is up to date."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from books import ROOT
from briefbook.checks.engine.codes_page import PAGE, make_codes_page
from briefbook.core.codes import Code, explained_codes
from briefbook.core.diagnostics import Severity

SHAPE = re.compile(r"[a-z]+(?:_[a-z]+)+|config|pdf")
REPORTS = re.compile(r"(diagnostic|warn|refuse|finding|report|problem)$", re.IGNORECASE)


def used_codes() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "src" / "briefbook").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from ((code, path.name) for code in _codes_in(node))


def _codes_in(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    values = [each.value for each in call.keywords if each.arg in ("subtype", "code")]
    values += call.args[:4] if REPORTS.search(name) else []
    for value in values:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield from [value.value] if SHAPE.fullmatch(value.value) else []


def stated_severities() -> Iterator[tuple[str, Code, str]]:
    """Yield where each finding is made whose code stands there, the code, and its severity."""
    for path in sorted((ROOT / "src" / "briefbook").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {ast.unparse(each.targets[0]): each.value for each in tree.body
                 if isinstance(each, ast.Assign)}  # fmt: skip
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "Diagnostic":
                code = ast.unparse(names.get(ast.unparse(call.args[2]), call.args[2]))
                severity = ast.unparse(call.args[4]) if call.args[4:] else "Severity.ERROR"
                plain = code.removeprefix("Code.").removesuffix(".value").strip("'").upper()
                if plain in Code.__members__:
                    yield f"{path.name}:{call.lineno}", Code[plain], severity


def test_a_finding_has_the_severity_that_the_page_of_codes_says() -> None:
    found = list(stated_severities())
    assert len(found) > 30
    assert [
        each for each in found
        if each[2] not in (f"Code.{each[1].name}.severity", str(each[1].severity))
    ] == []  # fmt: skip


def test_every_code_that_is_used_is_in_the_enum() -> None:
    known = {code.value for code in Code}
    assert [used for used in used_codes() if used[0] not in known] == []


def test_every_code_is_explained_and_no_other() -> None:
    assert explained_codes() == {code.value for code in Code}


@pytest.mark.parametrize("code", list(Code))
def test_an_explanation_says_what_why_and_what_to_do(code: Code) -> None:
    assert isinstance(code.severity, Severity)
    for text in (code.what, code.why, code.remedy):
        assert len(text) > 10


def test_the_page_of_codes_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == make_codes_page(), (
        "run python -m briefbook.checks.engine.codes_page"
    )
