"""All checks: built-in ones, those of installed packages, those that conf.py names."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import entry_points
from pathlib import Path

from briefbook.checks.evidence.check import Check
from briefbook.checks.evidence.items import Item, ItemKind, Outcome
from briefbook.checks.evidence.material import Material
from briefbook.checks.evidence.prose import Prose
from briefbook.checks.figures.check import figure_findings, figure_items
from briefbook.checks.figures.loose import loose_findings
from briefbook.checks.judgements.likelihood import judgement_findings
from briefbook.checks.names.check import name_findings, name_items
from briefbook.checks.quotations.check import (
    quotation_findings,
    quotation_items,
    unbalanced_findings,
)
from briefbook.checks.quotations.literal import literal_findings
from briefbook.checks.references.bibliography import bibliography_findings
from briefbook.checks.references.coverage import coverage_findings, uncited_findings
from briefbook.checks.references.links import link_findings
from briefbook.checks.references.locators import citation_findings, locator_findings, locator_items
from briefbook.checks.references.source_texts import text_findings
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic

GROUP = "briefbook.checks"
"""The entry points by which a package offers its checks."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TAKEN = frozenset({"brief", "sphinx", "myst", "docutils", "bibtex", "toc", "ref", "app", "config"})
"""Names that begin the codes of findings already."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Finds what must be verified in a passage, and makes the findings on each outcome by kind."""

    items: Callable[[Prose, Material], Iterable[Item]]
    findings: Callable[[Outcome, Material], Iterable[Diagnostic]]
    kinds: tuple[ItemKind, ...]


CLAIMS = (
    Claims(quotation_items, quotation_findings, (ItemKind.QUOTATION,)),
    Claims(figure_items, figure_findings, (ItemKind.FIGURE, ItemKind.DATE)),
    Claims(name_items, name_findings, (ItemKind.NAME,)),
    Claims(locator_items, locator_findings, (ItemKind.LOCATOR,)),
)
BUILT_IN = (
    Check("citations", passage=citation_findings),
    Check("likelihood", passage=judgement_findings, own_words=True),
    Check("literal", passage=literal_findings, own_words=True),
    Check("loose_numbers", passage=loose_findings, own_words=True),
    Check("quotation_marks", book=unbalanced_findings),
    Check("uncited", book=uncited_findings),
    Check("links", book=link_findings),
    Check("coverage", book=coverage_findings, whole_book_only=True),
    Check("bibliography", book=bibliography_findings, whole_book_only=True),
    Check("source_texts", book=text_findings, whole_book_only=True),
)


@dataclass(frozen=True, slots=True)
class FoundChecks:
    """The checks to run, and findings on those that cannot be used."""

    checks: tuple[Check, ...]
    faults: tuple[Diagnostic, ...]


def find_checks(named: Sequence[str], root: Path, lines: Mapping[str, int]) -> FoundChecks:
    """Return built-in checks, those of packages, then those ``named`` in the conf.py of ``root``.

    A name is ``module:attribute``, of an installed module or one beside conf.py; ``lines`` are the
    line numbers of its settings.
    """
    checks = {check.name: check for check in BUILT_IN}
    faults = []
    for where, offered in _offered(named, root):
        try:
            for check in _checks_in(offered()):
                if checks.setdefault(check.name, check) != check:
                    raise ValueError(f"there is another check {check.name!r}; rename this one")  # noqa: TRY301
        except Exception as error:  # noqa: BLE001  # whatever a module does when it is imported
            kind = "" if type(error) is ValueError else f"{type(error).__name__}: "
            line = lines.get("brief_checks", 0)
            faults.append(
                Diagnostic(
                    "conf.py", line, Code.CONFIG.value,
                    f"{where} cannot be used: {kind}{error}; the other checks were run",
                )
            )  # fmt: skip
    return FoundChecks(tuple(checks.values()), tuple(faults))


def _offered(named: Sequence[str], root: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    for entry in sorted(entry_points(group=GROUP), key=lambda e: (e.name, e.value)):
        package = entry.dist.name if entry.dist else "a package"
        yield f"the check {entry.value!r} of {package}", entry.load
    for name in named:
        yield f"brief_checks: the check {name!r}", partial(_load, name, root)


def _load(name: object, root: Path) -> object:
    module, _, attribute = name.partition(":") if isinstance(name, str) else ("", "", "")
    if not module or not attribute.isidentifier():
        raise ValueError("write 'module:NAME', as in 'house_style:CHECK'")
    with _beside(root):
        found = importlib.import_module(module)
    if not hasattr(found, attribute):
        raise ValueError(f"the module {module} has no {attribute}")
    return getattr(found, attribute)


@contextmanager
def _beside(root: Path) -> Iterator[None]:
    """Make modules beside conf.py importable."""
    sys.path.insert(0, str(root))
    try:
        yield
    finally:
        sys.path.remove(str(root))


def _checks_in(offered: object) -> Sequence[Check]:
    found = [offered] if isinstance(offered, Check) else offered
    if not isinstance(found, list | tuple) or not all(isinstance(each, Check) for each in found):
        raise ValueError(f"it is neither a Check nor a list of them, but {type(offered).__name__}")
    for check in found:
        if not _NAME.fullmatch(check.name) or check.name in _TAKEN:
            raise ValueError(f"the name {check.name!r} is taken, or is not made of a-z, 0-9 and _")
        for code in check.codes:
            if not code.value.startswith(f"{check.name}."):
                raise ValueError(f"its code {code.value!r} does not begin with '{check.name}.'")
    return found
