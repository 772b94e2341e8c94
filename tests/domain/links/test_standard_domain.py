"""An extension's own ``std`` domain, which stands in for Sphinx's, keeps what it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from books import run_sphinx, write_files

HARBOUR = """
from docutils import nodes
from sphinx.domains.std import StandardDomain


class HarbourDomain(StandardDomain):
    # `{berth}` leads to a label, as `{ref}` does.

    def resolve_xref(self, env, fromdocname, builder, typ, target, node, contnode):
        typ = "ref" if typ == "berth" else typ
        return StandardDomain.resolve_xref(
            self, env, fromdocname, builder, typ, target, node, contnode
        )


def setup(app):
    HarbourDomain.roles = {**StandardDomain.roles, "berth": StandardDomain.roles["ref"]}
    app.add_domain(HarbourDomain, override=True)
    return {"parallel_read_safe": True}
"""
CONF = """
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parent))
project = "Harbour"
extensions = {extensions!r}
"""
PAGE = """\
---
prefix: a
---

(north)=
# Berths

{#a-1}
See {berth}`north`, {berth}`here <north>` and {ref}`a-1`.
"""


@pytest.mark.parametrize(
    "extensions", [["harbour_domain", "briefbook"], ["briefbook", "harbour_domain"]]
)
def test_its_roles_lead_where_they_did_and_ours_to_paragraphs(
    extensions: list[str], tmp_path: Path
) -> None:
    files = {"harbour_domain.py": HARBOUR, "conf.py": CONF.format(extensions=extensions),
             "docs/index.md": PAGE}  # fmt: skip
    write_files(tmp_path, files)
    book = run_sphinx(tmp_path, "html")
    links = book.page("index").select("#a-1 a.reference")
    assert [str(link["href"]).rpartition("#")[2] for link in links] == ["north", "north", "a-1"]
    assert [link.get_text() for link in links[:2]] == ["Berths", "here"]
    assert book.messages == ""
