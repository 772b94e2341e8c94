"""A page is read out of whatever it was saved in."""

from __future__ import annotations

import gzip
import io
import plistlib
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from articles.adding import Adder
from articles.pages import AFTER, BEFORE, TITLE, page, read

PAGE = page("<h2>Ropes</h2><p>Ropes are made of hemp here, the pilot said.</p>").encode()
ADDRESS = "https://ferry.example/ropes"
BLOCKS = [TITLE, BEFORE, "Ropes", "Ropes are made of hemp here, the pilot said.", AFTER]


def mhtml() -> bytes:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: " + ADDRESS + "\r\nMIME-Version: 1.0"
        '\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html\r\n\r\n"
    )
    return head.encode() + PAGE + b"\r\n--b--\r\n"


def webarchive() -> bytes:
    main = {
        "WebResourceData": PAGE,
        "WebResourceURL": ADDRESS,
        "WebResourceTextEncodingName": "UTF-8",
    }
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)


def response(body: bytes, address: str, more: str = "") -> bytes:
    http = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{more}\r\n".encode() + body
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def wacz() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        records = response(b"<p>Other</p>", "https://other.example/") + response(PAGE, ADDRESS)
        archive.writestr("archive/data.warc.gz", gzip.compress(records))
        archive.writestr("pages/pages.jsonl", f'{{"format": "1"}}\n{{"url": "{ADDRESS}"}}\n')
    return stream.getvalue()


def chunked() -> bytes:
    half = len(PAGE) // 2
    parts = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (PAGE[:half], PAGE[half:]))
    return response(parts + b"0\r\n\r\n", ADDRESS, "Transfer-Encoding: chunked\r\n")


SAVED = {
    "page.mhtml": (mhtml(), ADDRESS),
    "page.webarchive": (webarchive(), ADDRESS),
    "page.warc": (response(PAGE, ADDRESS), ADDRESS),
    "chunked.warc": (chunked(), ADDRESS),
    "page.warc.gz": (gzip.compress(response(PAGE, ADDRESS)), ADDRESS),
    "page.wacz": (wacz(), ADDRESS),
    "page.html.gz": (gzip.compress(PAGE), ""),
    "utf16.html": (PAGE.decode().encode("utf-16"), ""),
    "single.html": (
        b"<!--\n Page saved with SingleFile \n url: " + ADDRESS.encode() + b" \n-->" + PAGE, ADDRESS
    ),
    "open.html": (PAGE.removesuffix(b"</body></html>"), ""),
    "optional.html": (
        PAGE.replace(b"</p>", b"").replace(b"<head>", b"").replace(b"</head><body>", b""), ""
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SAVED)
def test_a_page_is_read_out_of_its_wrapping(adder: Adder, name: str) -> None:
    from briefbook.sources.adding.intake import read_article
    from briefbook.sources.reading.article import Metadata

    data, address = SAVED[name]
    article = read_article(str(adder.file(name, data)), Metadata(), 10**8).article
    assert [block.text for block in article.blocks] == BLOCKS
    assert article.metadata.url == address


def test_a_text_is_found_again_by_its_record(adder: Adder) -> None:
    from briefbook.sources.records.texts import find_texts

    record = adder.add(mhtml(), name="page.mhtml")
    (found,) = find_texts({"k": record}, [Path(adder.root.parent)]).values()
    assert list(found.values()) == BLOCKS


def test_a_mail_says_who_wrote_it_and_when(adder: Adder) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = TITLE, "Li Wei <li@ferry.example>"
    mail["Date"] = "Tue, 05 Nov 2024 10:00:00 +0000"
    mail.set_content("Plain words.")
    mail.add_alternative(PAGE.decode(), subtype="html")
    record = adder.add(bytes(mail), name="letter.eml")
    assert (record.title, record.authors) == (TITLE, ("Li Wei",))
    assert (record.date, record.date_basis) == ("2024-11-05", "stated")


def test_a_page_without_an_end_is_taken_with_a_warning(adder: Adder) -> None:
    done = adder.run(adder.file("open.html", SAVED["open.html"][0].removesuffix(b"</article>")))
    assert done.status == 0
    assert "warning: the page has no end (</body>); compare the last paragraph" in done.out


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.html.gz", b"\x1f\x8bxx", "is a broken gzip file"),
        ("a.webarchive", b"bplist00", "is not a readable web archive"),
        ("a.warc", b"WARC/1.0\r\n\r\n", "holds no web page"),
        ("a.wacz", b"PK\x03\x04xx", "is a broken archive"),
        ("a.mhtml", b"From: <Saved by x>\r\n\r\n", "holds no text"),
    ],
)
def test_a_broken_wrapping_is_one_line(adder: Adder, name: str, data: bytes, says: str) -> None:
    done = adder.run(adder.file(name, data))
    assert done.status == 2
    assert done.err.count("\n") == 1
    assert says in done.err


@pytest.mark.parametrize(
    ("label", "codec", "words"),
    [
        ("iso-8859-1", "cp1252", "“Ropes” – said the café"),
        ("iso-2022-jp", "iso-2022-jp", "春になれば船が出る"),
        ("x-sjis", "cp932", "春になれば船が出る"),
        ("ks_c_5601-1987", "cp949", "봄이 오면 배가 다닌다"),
    ],
)
def test_a_label_means_what_browsers_read_by_it(label: str, codec: str, words: str) -> None:
    html = page(f"<p>{words}</p>", head=f"<meta charset={label}>")
    assert read(html.encode(codec)).between == [("paragraph", words)]


def test_a_broken_byte_costs_a_letter_and_not_the_alphabet() -> None:
    html = page("<p>Ropes “of hemp” for the café, said Zoë and José.</p>").encode()
    found = read(html.replace("ë".encode(), b"\xeb"))
    assert found.between == [("paragraph", "Ropes “of hemp” for the café, said Zo\ufffd and José.")]
    assert "could not be read" in found.article.warnings[0]


def test_the_page_is_read_and_not_what_stands_in_a_frame_of_it(adder: Adder) -> None:
    from briefbook.sources.adding.intake import read_article
    from briefbook.sources.reading.article import Metadata

    frame = b"--b\r\nContent-Type: text/html\r\nContent-Location: cid:ad\r\n\r\n<p>Buy.</p>\r\n--b"
    data = mhtml().replace(b"--b", frame, 1)
    data = data.replace(frame + b"\r\n", frame + b"\r\nContent-Location: %s\r\n" % ADDRESS.encode())
    article = read_article(str(adder.file("page.mhtml", data)), Metadata(), 10**8).article
    assert [block.text for block in article.blocks] == BLOCKS


def test_a_page_that_is_nested_too_deeply_is_one_line(adder: Adder) -> None:
    deep = page("<div>" * 3000 + "Words." + "</div>" * 3000).encode()
    done = adder.run(adder.file("deep.html", deep))
    assert done.status == 2
    assert done.err.count("\n") == 1
    assert "nests its elements too deeply" in done.err


PLAIN_MAIL = """\
From: "Marisol Peña" <m.pena@counties.example>
Date: Thu, 21 Nov 2019 09:14:00 -0800
Subject: How many masts were down – our count
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Dear Jo,

You asked for our count. On 28 October 874 masts were out of service.

Best,
Marisol
""".encode()


def test_a_mail_in_plain_text_has_its_subject_as_the_headline(adder: Adder) -> None:
    done = adder.run(adder.file("count.eml", PLAIN_MAIL), "--yes")
    assert done.status == 0, done.err
    record = adder.record("pena2019")
    assert (record.title, record.authors) == (
        "How many masts were down – our count", ("Marisol Peña",),
    )  # fmt: skip
    assert [each.locator for each in record.blocks] == [
        "headline", "¶ 1", "¶ 2", "¶ 3", "¶ 4",
    ]  # fmt: skip
    entry = (adder.root / "references.bib").read_text("utf-8")
    assert record.kind == "letter"
    assert "@letter{pena2019" in entry
    assert "no publisher" not in done.out


def test_a_file_that_names_nobody_gives_its_own_name_as_the_key(adder: Adder) -> None:
    cue = "WEBVTT\n\n00:04.000 --> 00:09.500\nWe have called you here.\n"
    done = adder.run(adder.file("Hearing day 2.vtt", cue.encode()), "--yes")
    assert done.status == 0, done.err
    assert adder.record("hearingday2").blocks


def test_an_attribute_in_braces_that_a_template_left_costs_nothing() -> None:
    html = page("<p>The <a {count} href='https://lake.example/f'>fleet</a> is old.</p>")
    assert read(html).between == [("paragraph", "The fleet is old.")]


def test_a_noscript_that_is_never_closed_holds_the_page() -> None:
    html = page("", around="<noscript><div>This page works better with scripts.</div>")
    texts = [block.text for block in read(html).article.blocks]
    assert tuple(texts[-2:]) == (BEFORE, AFTER)


def test_a_line_that_asks_for_scripts_is_no_part_of_the_article() -> None:
    html = page("<noscript><p>Please switch scripts on to see the map of the ferry.</p></noscript>")
    assert not read(html).between


@pytest.mark.parametrize("sign", ["\x10", "&#16;", "&#x1f;", "\ufffe"])
def test_signs_that_no_page_shows_are_passed_over(sign: str) -> None:
    html = page(f"<p>The pilot{sign} slept on the quay.\n\n{' ' * 40}Nobody woke him.</p>")
    assert read(html).between == [("paragraph", "The pilot slept on the quay. Nobody woke him.")]
