"""Previews, notes beside the text, and the address of a paragraph, as a reader meets them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from sample_site import OpenPage

RIVER = "chapters/river.html"


@pytest.mark.parametrize(
    ("link", "heading", "words"),
    [
        ("#river-1 a.brief-term >> nth=0", "old bridge", "A bridge over the river"),
        ("#river-1 .brief-cite a", "Lake 2024", "Ninety Years of a Bridge"),
        ("#river-2 a.brief-xref >> nth=0", "Chapter 2, ¶ 1", "The harbour master gives 8,000"),
        ("#river-2 a.brief-xref >> nth=1", "Chapter 2, note 1", "The harbour competes"),
        ("#river-1 a.footnote-reference", "Note 1", "does not say who measured"),
    ],
)
def test_hovering_a_link_shows_what_it_leads_to(
    open_page: OpenPage, link: str, heading: str, words: str
) -> None:
    reader = open_page(RIVER, width=1024)
    reader.page.locator(link).first.hover()
    preview = reader.page.locator("#brief-preview")
    expect(preview).to_be_visible()
    expect(preview).to_contain_text(heading)
    expect(preview).to_contain_text(words)
    reader.page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    assert reader.complaints == []


def test_a_preview_stays_while_the_pointer_is_in_it_and_goes_when_it_leaves(
    open_page: OpenPage,
) -> None:
    reader = open_page(RIVER, width=1024)
    reader.page.locator("#river-1 a.brief-term").first.hover()
    preview = reader.page.locator("#brief-preview")
    expect(preview).to_be_visible()
    preview.hover()
    reader.page.wait_for_timeout(500)
    expect(preview).to_be_visible()
    reader.page.mouse.move(5, 500)
    expect(preview).to_be_hidden()


def test_a_preview_that_has_the_focus_is_announced(open_page: OpenPage) -> None:
    reader = open_page(RIVER, width=1024)
    reader.page.locator("#river-1 a.brief-number").focus()
    reader.page.keyboard.press("Tab")
    expect(reader.page.locator("#brief-preview")).to_be_visible()
    expect(reader.page.locator("[role=status]")).to_contain_text("A bridge over the river")
    assert reader.page.evaluate("document.activeElement.getAttribute('aria-describedby')")
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator("#brief-preview")).to_be_hidden()


def test_a_tap_shows_the_preview_and_a_second_tap_follows_the_link(open_page: OpenPage) -> None:
    reader = open_page(RIVER, width=360, has_touch=True, is_mobile=True)
    link = reader.page.locator("#river-2 a.brief-xref").first
    link.tap()
    expect(reader.page.locator("#brief-preview")).to_contain_text("8,000")
    assert reader.page.url.endswith(RIVER)
    link.tap()
    reader.page.wait_for_url("**/harbour.html#harbour-1")


def test_text_from_a_chapter_never_becomes_markup_in_a_preview(open_page: OpenPage) -> None:
    reader = open_page(RIVER, width=768)
    reader.page.locator("#river-n-count a.brief-xref").hover()
    preview = reader.page.locator("#brief-preview")
    expect(preview).to_contain_text("<script>alert(1)</script>")
    assert preview.locator("script").count() == 0


def test_without_scripts_everything_is_a_link_that_leads_somewhere(open_page: OpenPage) -> None:
    reader = open_page(RIVER, java_script_enabled=False)
    reader.page.locator("#river-2 a.brief-xref").first.click()
    assert reader.page.url.endswith("harbour.html#harbour-1")
    assert reader.page.locator("#harbour-1").is_visible()


def test_notes_stand_beside_their_first_call_on_wide_screens(open_page: OpenPage) -> None:
    reader = open_page(RIVER)
    note = reader.page.locator("#river-n-age")
    call = reader.page.locator("a.footnote-reference[href='#river-n-age']")
    assert call.count() == 2
    beside, text = note.bounding_box(), reader.page.locator("#river-1").bounding_box()
    called = call.first.bounding_box()
    assert beside
    assert text
    assert called
    assert beside["x"] > text["x"] + text["width"]
    assert abs(beside["y"] - called["y"]) < 30
    tops = [box["y"] for note in reader.page.locator("aside.footnote").all()
            if (box := note.bounding_box())]  # fmt: skip
    assert tops == sorted(tops)
    call.nth(1).hover()
    expect(note).to_have_class(re.compile(r"\bbrief-pointed\b"))


def test_notes_are_at_the_foot_on_narrow_screens_and_in_print(open_page: OpenPage) -> None:
    reader = open_page(RIVER, width=768)
    foot = reader.page.locator("#river-n-age").bounding_box()
    last = reader.page.locator("#river-3").bounding_box()
    assert foot
    assert last
    assert foot["y"] > last["y"]
    wide = open_page(RIVER)
    wide.page.emulate_media(media="print")
    expect(wide.page.locator("#river-n-age")).to_have_css("position", "static")


def test_a_click_on_a_number_copies_the_public_address(open_page: OpenPage) -> None:
    reader = open_page(RIVER, permissions=["clipboard-read", "clipboard-write"])
    reader.page.locator("#river-2 a.brief-number").click()
    expect(reader.page.locator(".brief-bubble")).to_contain_text("Link to ¶ 2 copied")
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://book.example/delta/chapters/river.html#river-2"
    assert reader.page.url.endswith("#river-2")


@pytest.mark.parametrize("width", [360, 1440])
def test_the_target_of_a_link_is_marked_and_clear_of_the_bar(
    open_page: OpenPage, width: int
) -> None:
    reader = open_page(f"{RIVER}#river-3", width=width)
    target = reader.page.locator("#river-3")
    box, bar = target.bounding_box(), reader.page.locator(".brief-bar").bounding_box()
    assert box
    assert bar
    assert box["y"] >= bar["y"] + bar["height"]
    other = reader.page.locator("#river-1")
    assert target.evaluate("e => getComputedStyle(e).backgroundColor") != other.evaluate(
        "e => getComputedStyle(e).backgroundColor"
    )
