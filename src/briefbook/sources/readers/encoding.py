"""From bytes to text: UTF-8, UTF-16 and the older encodings that articles still come in."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from briefbook.sources.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
#: Japanese in seven bits, which reads as ASCII.
_SHIFTED = re.compile(rb"\x1b\$[@B][!-~]{2}")
_SEVEN_BIT = frozenset(("iso-2022-jp", "hz-gb-2312", "utf-7"))
#: Labels that the WHATWG Encoding Standard maps to larger encodings.
_LARGER = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift-jis": "cp932", "x-sjis": "cp932",
    "euc-kr": "cp949", "ks-c-5601-1987": "cp949",
}  # fmt: skip
#: The share of non-ASCII letters that may be broken: in another encoding more would be.
_MOST_BROKEN = 0.2
#: A file with a larger share of control bytes is not text.
_BINARY_SHARE = 0.01
_REMEDY = "save it as UTF-8 and try again"


def decode(name: str, data: bytes, declared: str = "") -> str:
    """Return the text of a file.

    ``declared`` is the encoding that the file itself names, if any. Raises
    :class:`InputError` for what is binary and for an encoding that cannot be told.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _decode_as(name, data, codec)
    if codec := _unmarked_utf16(data):
        return _decode_as(name, data, codec)
    if b"\0" in data or len(_CONTROLS.findall(data)) > _BINARY_SHARE * len(data):
        raise InputError(name, "is binary, not text", "give the article as text, HTML, PDF or Word")
    if _SHIFTED.search(data):
        declared = "iso-2022-jp"
    for codec in (declared if declared.lower() in _SEVEN_BIT else "", "utf-8", _meant(declared)):
        try:
            if codec:
                return data.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
    return _damaged(data) or _guess(name, data)


def _meant(label: str) -> str:
    """Return what a label means on the web: browsers read the superset of its encoding."""
    plain = label.lower().replace("_", "-")
    return _LARGER.get(plain, label)


def _damaged(data: bytes) -> str:
    """Return UTF-8 of which a few bytes are broken, with a mark in their places."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(char > "\x7f" for char in text) - broken
    return text if broken <= max(_MOST_BROKEN * sound, sound > 2) else ""


def _decode_as(name: str, data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        wrong = f"begins as {codec.upper()} but is not (byte {error.start})"
        raise InputError(name, wrong, _REMEDY) from None


def _unmarked_utf16(data: bytes) -> str:
    """Tell UTF-16 without a mark by the zero bytes of its spaces and line ends."""
    sample = data[:4000]
    if len(data) % 2 or b"\0" not in sample:
        return ""
    little = sum(
        sample[place : place + 2] in (b" \0", b"\n\0") for place in range(0, len(sample), 2)
    )
    big = sum(sample[place : place + 2] in (b"\0 ", b"\0\n") for place in range(0, len(sample), 2))
    if max(little, big) * 40 < len(sample) / 2:
        return ""
    return "utf-16-le" if little > big else "utf-16-be"


def _guess(name: str, data: bytes) -> str:
    """Take Windows-1252 where it reads as Western text, else what statistics say."""
    western = _western(data)
    if western:
        return western
    best = from_bytes(data, threshold=0.15).best()
    if best is None or best.encoding.startswith("utf_") or best.chaos > 0.1:
        raise InputError(name, "is in an unknown encoding", _REMEDY)
    return str(best)


def _western(data: bytes) -> str:
    """Return the text as Windows-1252 where its non-ASCII bytes are few and in words."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    foreign = [char for char in text if char > "\x7f"]
    usual = sum(char in "‘’“”–—…•€£©®°½¼¾§«»¿¡ \u00a0" or char.isalpha() for char in foreign)
    odd = re.search(r"[À-ÿ]{4}|[a-z][À-ÖØ-Þ]", text)
    sparse = len(foreign) <= 0.12 * len(text)
    return text if sparse and usual == len(foreign) and not odd else ""
