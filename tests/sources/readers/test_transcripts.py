"""Transcripts of recordings: cues are blocks, by the time codes at which they begin."""

from __future__ import annotations

import pytest

from articles.adding import Adder
from briefbook.checks.references.coverage import listed_blocks
from briefbook.core.locators.ranges import page_labels, time_span
from briefbook.core.locators.reading import read_locator
from briefbook.sources.records.places import find_places

VTT = """\
WEBVTT - A talk
Kind: captions
Language: en

NOTE made by a machine

STYLE
::cue { color: red }

1
00:00:05.480 --> 00:00:09.000 align:start position:0%
<v Ann Bell>Twelve boats &amp; a barge<00:00:07.100><c> were counted</c>

00:09.000 --> 00:12.400
at the lock in the spring of that year.

00:00:12.700 --> 00:00:12.900
Nobody asked

00:00:12.950 --> 00:00:16.000
for a second count.

01:02:03.000 --> 01:02:08.000
[Applause]
"""
SRT = """\
1
00:00:05,480 --> 00:00:09,000
{\\an8}<i>Twelve boats</i> were counted

2
00:00:09,000 --> 00:00:12,400
at the lock
in the spring of that year.
"""
ROLLING = """\
WEBVTT

00:00:01.000 --> 00:00:03.000
twelve boats

00:00:03.000 --> 00:00:03.010
twelve boats

00:00:03.010 --> 00:00:05.000
twelve boats
were counted

00:00:05.000 --> 00:00:07.000
were counted
at the lock
"""


def test_each_cue_is_a_block_by_its_time_code(adder: Adder) -> None:
    record = adder.add(VTT, "--kind", "video", "--title", "A talk", name="talk.vtt")
    assert [(block.locator, block.until, block.words) for block in record.blocks] == [
        ("00:00:05", "00:00:09", 8),
        ("00:00:09", "00:00:12", 9),
        ("00:00:12.7", "00:00:12", 2),
        ("00:00:12.95", "00:00:16", 4),
        ("01:02:03", "01:02:08", 1),
    ]
    assert {block.kind for block in record.blocks} == {"cue"}
    assert (record.language, record.kind, record.file.media_type) == ("en", "video", "text/vtt")
    assert [each.reason for each in record.left_out] == ["comment", "comment"]
    assert "{cite:p}`k{00:00:12.95}`" in adder.chapter()


def test_the_words_of_a_cue_are_those_that_are_spoken(adder: Adder) -> None:
    adder.add(VTT, "--rights", "own", "--title", "A talk", name="talk.vtt")
    chapter = adder.chapter()
    assert "{#k-1}\nAnn Bell: Twelve boats & a barge were counted\n" in chapter
    assert "{#k-5}\n\\[Applause\\]\n" in chapter


def test_subrip_is_read_alike(adder: Adder) -> None:
    record = adder.add(SRT, "--rights", "own", "--title", "A talk", name="talk.srt")
    assert [block.locator for block in record.blocks] == ["00:00:05", "00:00:09"]
    chapter = adder.chapter()
    assert "Twelve boats were counted\n" in chapter
    assert "at the lock in the spring of that year.\n" in chapter


def test_lines_that_roll_up_stand_once_and_are_told(adder: Adder) -> None:
    record = adder.add(ROLLING, "--title", "A talk", name="talk.vtt")
    assert [(block.locator, block.words) for block in record.blocks] == [
        ("00:00:01", 2), ("00:00:03", 2), ("00:00:05", 3),
    ]  # fmt: skip
    (left_out,) = record.left_out
    assert (left_out.reason, left_out.words) == ("repeated lines of rolling captions", 6)


def test_a_file_without_cues_is_refused(adder: Adder) -> None:
    done = adder.run(adder.file("talk.vtt", "WEBVTT\n\nhello\n"), "--title", "A talk")
    assert done.status == 2
    assert "talk.vtt: has no cue with time codes; save the transcript as .vtt or .srt" in done.err


@pytest.mark.parametrize(
    ("locator", "blocks", "missing"),
    [
        ("00:00:05", ["00:00:05"], ()),
        ("0:08", ["00:00:05"], ()),
        ("at 0:10", ["00:00:09"], ()),
        ("00:00:12", ["00:00:09", "00:00:12.7", "00:00:12.95"], ()),
        ("00:00:05–00:00:10", ["00:00:05", "00:00:09"], ()),
        ("00:30:00", ["00:00:12.95"], ()),
        ("01:02:04", ["01:02:03"], ()),
        ("1h2m3s", ["01:02:03"], ()),
        ("00:00:02", [], ("00:00:02",)),
        ("02:00:00", [], ("02:00:00",)),
        ("¶ 3", [], ("¶ 3",)),
    ],
)
def test_a_time_code_names_the_cue_that_is_spoken_then(
    adder: Adder, locator: str, blocks: list[str], missing: tuple[str, ...]
) -> None:
    record = adder.add(VTT, "--title", "A talk", name="talk.vtt")
    if locator.startswith("0:"):
        locator = f"at {locator}"
    places = find_places(record, locator)
    assert [block.locator for block in places.blocks] == blocks
    assert (places.missing, places.unknown) == (missing, ())


@pytest.mark.parametrize(
    ("locator", "pages"),
    [
        ("p. 7", ["7"]), ("pp. 7–9", ["7", "8", "9"]),
        ("pp. 123-28", ["123", "124", "125", "126", "127", "128"]),
        ("p. 7f.", ["7", "8"]), ("pp. 7ff.", ["7", "8", "9"]), ("p. 1,234", ["1234"]),
        ("pp. iv–vi", ["iv", "v", "vi"]), ("p. XI", ["XI"]), ("p. A12", ["A12"]),
        ("pp. A9–A11", ["A9", "A10", "A11"]), ("S. 5", ["5"]), ("12~14쪽", ["12", "13", "14"]),
    ],
)  # fmt: skip
def test_pages_are_named_as_they_are_printed(locator: str, pages: list[str]) -> None:
    (part,) = read_locator(locator).parts
    assert list(page_labels(part)) == pages


@pytest.mark.parametrize(
    ("locator", "span"),
    [("00:12:31", (751, 751)), ("00:12:31–00:13:05", (751, 785)), ("at 12:31–40", (751, 760)),
     ("12m31s", (751, 751)), ("00:12:31–00:10:00", (751, 751))],
)  # fmt: skip
def test_times_are_seconds(locator: str, span: tuple[int, int]) -> None:
    (part,) = read_locator(locator).parts
    assert time_span(part) == span


def test_uncited_cues_are_named_by_their_first_time_codes(adder: Adder) -> None:
    cues = "".join(f"00:0{n}.000 --> 00:0{n}.900\nWords {n}.\n\n" for n in range(1, 6))
    record = adder.add(f"WEBVTT\n\n{cues}".encode(), name="talk.vtt")
    assert listed_blocks(record.blocks) == "00:00:01, 00:00:02, 00:00:03 and 2 more"
    assert listed_blocks(record.blocks[:1]) == "00:00:01"
