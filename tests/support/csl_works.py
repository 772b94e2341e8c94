"""Works, citations and their printer in a CSL style, for tests."""

from __future__ import annotations

from pathlib import Path

from briefbook.bibliography import inherit, read_bib, to_csl
from briefbook.bibliography.csl.bibliographer import Bibliographer
from briefbook.bibliography.csl.citations.positions import Cite
from briefbook.bibliography.csl.styles.find_style import find_style
from briefbook.core.locators.reading import read_locator

BIB = r"""
@article{bridges, author={Low, Ada}, title={Three bridges of \emph{Riverton}},
  journaltitle={The Example}, volume={12}, number={3}, pages={101--120}, date={2020-05-03},
  doi={10.1000/xyz123}}
@book{ferries, author={Low, Ada}, title={Ferries and fords: a history}, publisher={Quay Press},
  location={London}, date={2020}, edition={2}}
@article{sailors, author={Low, Bertha}, title={Sailors}, journaltitle={Sea}, date={2020},
  url={https://sea.example/sailors}, urldate={2021-02-03}}
@incollection{counting, author={Rook, Jean-Luc and van den Berg, Ann}, title={Counting},
  booktitle={Works on Water}, editor={Sloop, Ann}, publisher={Dock}, date={1999}, pages={1--30}}
@report{depths, author={Aa, A. and Bb, B. and Cc, C. and Dd, D. and Ee, E. and Ff, F. and Gg, G.},
  title={Depths}, institution={Depth Institute}, type={Working Paper}, number={7}, date={2011-01}}
@online{nobody, title={Nobody knows}, url={https://nobody.example/x}, urldate={2022-01-01}}
"""
ITEMS = {
    entry.key: to_csl(entry).item for entry in inherit(read_bib(BIB.encode(), "x.bib")).entries
}


def bibliographer(style: str, language: str = "en") -> Bibliographer:
    return Bibliographer(find_style(style, Path()), language, ITEMS, list(ITEMS))


def cites(*typed: str) -> list[Cite]:
    """Return works as an author types them: ``bridges ¶ 4``."""
    return [
        Cite(key, read_locator(locator))
        for key, _, locator in (each.partition(" ") for each in typed)
    ]


def only(style: str, source: str, language: str = "en") -> Bibliographer:
    items = {e.key: to_csl(e).item for e in inherit(read_bib(source.encode(), "x.bib")).entries}
    return Bibliographer(find_style(style, Path()), language, items, list(items))
