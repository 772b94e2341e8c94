"""The real book on the web: every link arrives, every note, term and citation resolves."""

from __future__ import annotations

import re
from collections import Counter

from bs4 import Tag

from reading_back.site_reader import Link, Site, heading


def test_no_link_is_dead(site: Site) -> None:
    dead = []
    for link in site.links():
        if link.is_external:
            continue
        path, fragment = link.target
        if not path.is_file() or (fragment and fragment not in site.ids.get(path, [])):
            dead.append(f"{link.page.relative_to(site.root.resolve())}: {link.address}")
    assert dead == []


def test_no_page_loads_anything_from_elsewhere(site: Site) -> None:
    loads = [
        f"{link.page.name}: {link.address}"
        for link in site.links()
        if link.is_external
        and link.element.name not in ("a", "area")
        # What a search engine is told is not loaded.
        and link.element.get("rel") not in (["canonical"], ["license"])
    ]
    assert loads == []


def test_no_id_stands_twice_on_a_page(site: Site) -> None:
    twice = {
        path.name: [name for name, count in Counter(ids).items() if count > 1]
        for path, ids in site.ids.items()
    }
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_no_promised_id_stands_on_two_pages(site: Site) -> None:
    promised = re.compile(r"(term|ref)-.+|[a-z][a-z0-9]*-(\d+[a-z]*|n-.+)")
    pages = Counter(name for ids in site.ids.values() for name in ids if promised.fullmatch(name))
    assert [name for name, count in pages.items() if count > 1] == []
    assert len(pages) > 150


def test_there_are_two_numbered_chapters(site: Site) -> None:
    titles = [heading(chapter) for chapter in site.chapters()]
    assert [title.split(" ")[0] for title in titles] == ["1.", "2."]


def test_paragraphs_are_numbered_without_gap(site: Site) -> None:
    for chapter in site.chapters():
        numbers = [str(link.get_text()) for link in chapter.select("a.brief-number")]
        assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
        for link in chapter.select("a.brief-number"):
            assert str(link["href"]).endswith(f"-{link.get_text()}")
            assert link["href"] == f"#{link.parent['id'] if link.parent else ''}"


def test_every_note_call_leads_to_its_note_and_back(site: Site) -> None:
    for chapter in site.chapters():
        calls = chapter.select("a[role=doc-noteref]")
        assert len(calls) >= 15
        called = set()
        for call in calls:
            note = chapter.find(id=str(call["href"]).removeprefix("#"))
            assert isinstance(note, Tag), call
            assert note["role"] == "doc-footnote"
            back = [link["href"] for link in note.select("a[role=doc-backlink]")]
            assert f"#{call['id']}" in back, f"no way back from {note['id']}"
            label = note.select_one(".label")
            assert label is not None
            assert label.get_text() == call.get_text()
            called.add(note["id"])
        assert called == {note["id"] for note in chapter.select("[role=doc-footnote]")}


def test_notes_are_numbered_by_first_call(site: Site) -> None:
    for chapter in site.chapters():
        calls = [call.get_text().strip("[]") for call in chapter.select("a[role=doc-noteref]")]
        assert list(dict.fromkeys(calls)) == [str(n) for n in range(1, len(set(calls)) + 1)]


def test_every_term_leads_to_a_glossary_entry(site: Site) -> None:
    terms = [link for link in site.links() if "brief-term" in (link.element.get("class") or [])]
    assert len(terms) > 60
    for link in terms:
        entry = site.element(link)
        assert entry is not None, link.address
        assert entry.name == "dt", link.address


def test_every_citation_leads_to_the_bibliography(site: Site) -> None:
    cited = [
        Link(path, element, str(element["href"]))
        for path, page in site.pages.items()
        for element in page.select(".brief-cite a")
    ]
    assert len(cited) > 100
    for link in cited:
        entry = site.element(link)
        assert entry is not None, link.address
        assert "citation" in (entry.get("class") or []), link.address


def test_glossary_and_bibliography_say_where_they_are_used(site: Site) -> None:
    entries = [
        entry
        for page in site.pages.values()
        for entry in page.select("dt[id^=term-] + dd, .citation[id^=ref-]")
    ]
    assert len(entries) >= 40 + 9
    assert [str(entry)[:80] for entry in entries if not entry.select(".brief-used a")] == []
