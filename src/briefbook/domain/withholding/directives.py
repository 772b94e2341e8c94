"""``{only}`` and ``{ifconfig}``, whose content is read where their condition holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, cast

from sphinx.directives.other import Only
from sphinx.ext.ifconfig import IfConfig
from sphinx.util.docutils import SphinxDirective

from briefbook.domain.withholding.conditions import IFCONFIG, ONLY, is_kept, note_condition

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

_WITHHELD = "brief_withheld"


class BookOnly(Only):
    """Sphinx's ``only``; what it withholds leaves no trace."""

    def run(self) -> list[nodes.Node]:
        """Return the part, or nothing."""
        return _part(self, ONLY, super().run)


class BookIfConfig(IfConfig):
    """Sphinx's ``ifconfig``; what it withholds leaves no trace."""

    def run(self) -> list[nodes.Node]:
        """Return the part, or nothing."""
        return _part(self, IFCONFIG, super().run)


class InPack(SphinxDirective):
    """Replace, in the packs that are named, a part that they cut: ``{in-pack} public embassy``.

    The whole book leaves it out; ``briefbook pack`` puts its content in its place.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return nothing: a build never shows it, and its ids do not count as repeated."""
        _withhold(self.env, self.content)
        return []


def _part(
    directive: SphinxDirective, kind: str, read: Callable[[], list[nodes.Node]]
) -> list[nodes.Node]:
    env, expression = directive.env, directive.arguments[0]
    kept = is_kept(env._app, kind, expression)  # noqa: SLF001  # as BookTransform.builder
    note_condition(env, kind, expression, kept=kept)
    if kept:
        return read()
    _withhold(env, directive.content)
    return []


def _withhold(env: BuildEnvironment, content: Iterable[str]) -> None:
    env.temp_data[_WITHHELD] = [*_parts(env), "\n".join(content)]


def withheld_text(env: BuildEnvironment) -> str:
    """Return what the document that is being read withholds: its ids and calls are not errors."""
    return "\n".join(_parts(env))


def _parts(env: BuildEnvironment) -> Iterator[str]:
    yield from cast("list[str]", env.temp_data.get(_WITHHELD, []))
