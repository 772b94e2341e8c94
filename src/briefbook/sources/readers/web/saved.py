"""Pages in the wrapping that a browser, a mail program or a web archive saved them in."""

from __future__ import annotations

import email
import email.policy
import gzip
import io
import json
import plistlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from briefbook.core.words.text import tidy
from briefbook.sources.errors import InputError
from briefbook.sources.reading.article import Metadata

_BOMB = "it may be a decompression bomb: do not open it, or paste its text"
#: What a page may unpack to, in bytes.
_LARGEST = 200_000_000
_PAGES = "text/html", "application/xhtml+xml"


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page out of its wrapping; ``charset`` and ``address`` where the wrapping has them."""

    data: bytes
    charset: str = ""
    address: str = ""
    metadata: Metadata = field(default_factory=Metadata)
    warnings: tuple[str, ...] = ()
    #: The wrapping holds plain text and no page.
    plain: bool = False
    #: It is a mail that someone wrote, not a page that a browser saved as one.
    mail: bool = False


def unzip(name: str, data: bytes) -> bytes:
    """Return what a gzip file holds. Raises :class:`InputError`."""
    try:
        with gzip.open(io.BytesIO(data)) as file:
            found = file.read(_LARGEST + 1)
    except (OSError, EOFError, zlib.error):
        raise InputError(name, "is a broken gzip file", "save the page again") from None
    if len(found) > _LARGEST:
        wrong = f"would unpack to more than {_LARGEST:,} bytes"
        raise InputError(name, wrong, _BOMB)
    return found


def open_mail(name: str, data: bytes) -> SavedPage:
    """Open an MHTML page or a mail: its page, else its plain text.

    A mail's subject, sender and day are what it says of itself. Raises :class:`InputError`.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage):  # as the policy makes them
        raise InputError(name, "is not a mail or a saved page", "save it again")
    _decode_headers(message)
    parts = [part for part in message.walk() if not part.is_multipart()]
    page = _main_page([part for part in parts if part.get_content_type() in _PAGES], message)
    text = next((part for part in parts if part.get_content_type() == "text/plain"), None)
    found = page or text
    if found is None:
        raise InputError(name, "holds no page and no text", "save the page itself")
    payload = found.get_payload(decode=True)
    saved = str(message.get("Snapshot-Content-Location", ""))
    address = saved or str(found.get("Content-Location", ""))
    is_page = bool(saved) or message.get_content_type() == "multipart/related"
    mail = not (is_page and page)
    return SavedPage(
        payload if isinstance(payload, bytes) else b"",
        found.get_content_charset("") or "",
        address,
        _mail_facts(message) if mail else Metadata(),
        plain=page is None,
        mail=mail,
    )


def _main_page(pages: list[EmailMessage], message: EmailMessage) -> EmailMessage | None:
    """Return the page that was saved, not one that stands in a frame of it."""
    address = str(message.get("Snapshot-Content-Location", ""))
    start = str(message.get_param("start", ""))
    for page in pages:
        if address and str(page.get("Content-Location", "")) == address:
            return page
        if start and str(page.get("Content-ID", "")) == start:
            return page
    return next(iter(pages), None)


def _decode_headers(message: EmailMessage) -> None:
    """Read what stands in UTF-8 in a header as it is (RFC 6532); ``email`` drops such signs."""
    for name, raw in list(message.raw_items()):
        if name.lower() in {"from", "subject"} and not str(raw).isascii():
            octets = str(raw).encode("ascii", "surrogateescape")
            try:
                told = octets.decode("utf-8")
            except UnicodeDecodeError:
                told = octets.decode("cp1252", "replace")
            message.replace_header(name, told)


def _mail_facts(message: EmailMessage) -> Metadata:
    sender = message.get("From")
    people = tuple(each.display_name for each in getattr(sender, "addresses", ()))
    try:
        day = parsedate_to_datetime(str(message.get("Date", ""))).date().isoformat()
    except (ValueError, TypeError):
        day = ""
    return Metadata(
        title=tidy(str(message.get("Subject", ""))),
        authors=tuple(filter(None, map(tidy, people))),
        date=day,
        date_basis="stated" if day else "",
    )


def open_webarchive(name: str, data: bytes) -> SavedPage:
    """Open a page that Safari saved. Raises :class:`InputError`."""
    try:
        main = plistlib.loads(data)["WebMainResource"]
        page, charset = main["WebResourceData"], main.get("WebResourceTextEncodingName", "")
        address = main.get("WebResourceURL", "")
    except (plistlib.InvalidFileException, KeyError, TypeError, ValueError, AttributeError):
        raise InputError(name, "is not a readable web archive", "save the page again") from None
    return SavedPage(bytes(page), str(charset), str(address))


def open_wacz(name: str, data: bytes) -> SavedPage:
    """Open the first page that a WACZ archive lists. Raises :class:`InputError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST:
                wrong = f"would unpack to more than {_LARGEST:,} bytes"
                raise InputError(name, wrong, "save the page itself")
            wanted = list(_listed(archive))
            records = [
                unzip(name, archive.read(part)) if part.endswith(".gz") else archive.read(part)
                for part in sorted(archive.namelist())
                if re.search(r"\.warc(?:\.gz)?$", part)
            ]
    except (zipfile.BadZipFile, ValueError, OSError):
        raise InputError(name, "is a broken archive", "save the page again") from None
    return open_warc(name, b"".join(records), wanted)


def _listed(archive: zipfile.ZipFile) -> Iterator[str]:
    if "pages/pages.jsonl" in archive.namelist():
        for line in archive.read("pages/pages.jsonl").decode("utf-8", "replace").splitlines():
            try:
                found = json.loads(line)
            except ValueError:
                continue
            if isinstance(found, dict) and found.get("url"):
                yield str(found["url"])


def open_warc(name: str, data: bytes, wanted: list[str] | None = None) -> SavedPage:
    """Open one page of a WARC archive: the first of ``wanted``, else the first that it has.

    Raises :class:`InputError`.
    """
    pages = dict(reversed(list(_responses(data))))
    if not pages:
        raise InputError(name, "holds no web page", "save the page itself")
    order = [address for address in wanted or () if address in pages]
    address = order[0] if order else next(reversed(pages))
    warnings: tuple[str, ...] = ()
    if len(pages) > 1:
        warnings = (f"the archive holds {len(pages)} pages; this is {address}",)
    page = pages[address]
    return SavedPage(page.data, page.charset, address, warnings=warnings)


def _responses(data: bytes) -> Iterator[tuple[str, SavedPage]]:
    place = data.find(b"WARC/")
    while place >= 0:
        end = data.find(b"\r\n\r\n", place)
        if end < 0:
            return
        head = data[place:end].decode("utf-8", "replace")
        fields = {
            k.lower(): v.strip() for k, _, v in (x.partition(":") for x in head.split("\r\n"))
        }
        size = fields.get("content-length", "0")
        body = data[end + 4 : end + 4 + (int(size) if size.isdecimal() else 0)]
        if fields.get("warc-type") == "response" and (page := _response(body)):
            yield fields.get("warc-target-uri", "").strip("<>"), page
        place = data.find(b"WARC/", end + 4 + len(body))


def _response(body: bytes) -> SavedPage | None:
    """Return the page of an HTTP response; nothing where it is none or was not found."""
    head, _, content = body.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    fields = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines)}
    kind = fields.get("content-type", "")
    if not re.match(r"HTTP/\S+ 2\d\d", first) or not kind.lower().startswith(_PAGES):
        return None
    if "chunked" in fields.get("transfer-encoding", ""):
        content = b"".join(_chunks(content))
    encoding = fields.get("content-encoding", "")
    if encoding in {"gzip", "deflate"}:
        try:
            content = zlib.decompressobj(wbits=47).decompress(content, _LARGEST)
        except zlib.error:
            return None
    charset = re.search(r"charset=[\"']?([\w.:-]+)", kind)
    return SavedPage(content, charset[1] if charset else "")


def _chunks(content: bytes) -> Iterator[bytes]:
    while match := re.match(rb"([0-9A-Fa-f]{1,8})[^\r\n]*\r\n", content):
        size = int(match[1], 16)
        if not size:
            return
        yield content[match.end() : match.end() + size]
        content = content[match.end() + size + 2 :]
