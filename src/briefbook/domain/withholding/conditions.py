"""Whether a conditional part is for this builder and these tags, and what must be read again.

Sphinx reads what a condition withholds, and removes it from the page as it writes it; but labels,
index, inventory, search and this book's own records would still have it.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.domain import BriefDomain

#: Builders that publish nothing: translators and checks see every part.
_READ_ALL = frozenset({"briefcheck", "gettext"})
ONLY, IFCONFIG = "only", "ifconfig"


def is_kept(app: Sphinx, kind: str, expression: str) -> bool:
    """Return whether the part under a condition is read.

    ``kind`` is the directive's name. One that cannot be evaluated keeps its part: Sphinx reports
    what is wrong with it.
    """
    if app.builder.name in _READ_ALL:
        return True
    try:
        if kind == ONLY:
            return bool(app.tags.eval_condition(expression))
        names = {value.name: value.value for value in app.config}
        # As sphinx.ext.ifconfig evaluates it; conf.py, which is Python, is the author's too.
        return bool(eval(expression, {**names, **vars(app.config), "builder": app.builder.name}))  # noqa: S307
    except Exception:  # noqa: BLE001  # whatever the author's expression raises
        return True


def note_condition(env: BuildEnvironment, kind: str, expression: str, *, kept: bool) -> None:
    """Note what became of a condition of the document that is being read."""
    conditions = _conditions(env).setdefault(env.docname, {})
    conditions[kind, expression] = kept


def outdated_conditions(
    app: Sphinx,
    env: BuildEnvironment,
    _added: AbstractSet[str],
    _changed: AbstractSet[str],
    _removed: AbstractSet[str],
) -> list[str]:
    """Return the documents of which this build shows other parts than when they were read."""
    return [
        docname
        for docname, conditions in _conditions(env).items()
        if any(is_kept(app, *condition) != kept for condition, kept in conditions.items())
    ]


def _conditions(env: BuildEnvironment) -> dict[str, dict[tuple[str, str], bool]]:
    return cast("BriefDomain", env.get_domain("brief")).conditions
