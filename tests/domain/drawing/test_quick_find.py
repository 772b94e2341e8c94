"""The quicker way through a tree finds what docutils' own finds, also while the tree changes."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from briefbook.domain.drawing.quick_find import find_all

_TEXT = """\
Title
=====

Words, *some* **strong *no* ones** and `ref`_.

.. _ref: https://example.org

* one
* two

  1. three *times*
"""


def _tree() -> nodes.document:
    return publish_doctree(_TEXT)


def _quick() -> nodes.document:
    tree = _tree()
    find_all(tree)
    return tree


def _is_short(node: nodes.Node) -> bool:
    return len(node.astext()) < 5


@pytest.mark.parametrize("wanted", [None, nodes.Node, nodes.Text, nodes.list_item, _is_short])
def test_it_finds_the_same_in_the_same_order(wanted: type | Callable[[nodes.Node], bool]) -> None:
    theirs = [repr(node) for node in _tree().findall(wanted)]
    assert theirs
    assert [repr(node) for node in _quick().findall(wanted)] == theirs


def test_other_ways_to_look_are_docutils_own() -> None:
    theirs = [repr(node) for node in _tree().findall(nodes.Element, include_self=False)]
    ours = [repr(node) for node in _quick().findall(nodes.Element, include_self=False)]
    assert ours == theirs


@pytest.mark.parametrize("copies", [0, 1, 2])
def test_what_is_found_may_be_replaced_at_once(copies: int) -> None:
    trees = _tree(), _quick()
    seen: list[list[str]] = [[], []]
    for tree, found in zip(trees, seen, strict=True):
        for node in tree.findall(nodes.TextElement):
            found.append(repr(node))
            if isinstance(node, nodes.emphasis | nodes.reference):
                node.replace_self([nodes.strong("", str(at)) for at in range(copies)])
    assert seen[0] == seen[1]
    assert trees[0].pformat() == trees[1].pformat()


def test_a_copy_is_looked_through_itself() -> None:
    tree = _quick()
    tree.reporter = tree.transformer = None  # type: ignore[assignment]  # as Sphinx keeps trees
    copy = deepcopy(tree)
    tree.clear()
    assert next(node.astext() for node in copy.findall(nodes.emphasis)) == "some"
    assert not list(tree.findall(nodes.emphasis))
