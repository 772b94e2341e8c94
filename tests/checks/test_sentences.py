"""Sentences, and the citations that belong to each."""

from __future__ import annotations

import pytest

from briefbook.checks.evidence.prose import read_prose
from briefbook.core.passages import PLACEHOLDER, Citation, Passage, Role


def sentences(text: str, *citations: Citation) -> list[tuple[str, list[str]]]:
    prose = read_prose(Passage("doc", 1, "", Role.TEXT, text, citations))
    return [(text[s.start : s.end].strip(), [c.key for c in s.citations]) for s in prose.sentences]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("In the U.S. Army of J. Smith, e.g. in Nov. 2024, he said no. Yes.", 2),
        ("He asked “Why? No. Never.” and left. Then he came.", 2),
        ("“Is it?” He went.", 2),
        ("A sum of 2.5 or 1,000.5 m. It is large.", 2),
        ("Die Risse wurden am 3. Mai an der Brücke entdeckt. Das war alles.", 2),
        ("Das Haus des 19. Jahrhunderts kostet 4,8 Mio. Euro und ist z. B. Nr. 3. Es ist groß.", 2),
        ("Это было в 2024 г. Президент сказал, что ул. Ленина закрыта. Так и есть.", 2),
        ("У 2024 р. Президент закрив вул. Садову за 3 млн. Так і є.", 2),
        ("El Sr. Ruiz vive en EE. UU. desde 2020. Viene de la ciudad.", 2),
        ("One.\nTwo\nwith a break.", 2),
        ("", 1),
    ],
)
def test_text_is_split_into_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_a_citation_belongs_to_the_sentence_before_it() -> None:
    text = "First one . Second one.  Third."
    found = sentences(text, Citation(9, "a", ""), Citation(24, "b", ""))
    assert [keys for _text, keys in found] == [["a"], ["b"], []]


def test_a_textual_citation_belongs_to_the_sentence_that_it_begins() -> None:
    text = f"First. {PLACEHOLDER} says so."
    found = sentences(text, Citation(7, "a", "", textual=True))
    assert [keys for _text, keys in found] == [[], ["a"]]
