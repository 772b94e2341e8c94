"""Every ``brief_*`` option of conf.py: type, default, validator and help, in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, Literal

PAPERS = ("a4", "us-letter")
PRINT_LISTS = ("notes", "indexes")
CHECK_FORMATS = ("text", "json", "sarif", "github")
DOWNLOADS = ("pdf", "brief")
HANDLING = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")


def choice(*allowed: str) -> Callable[[Any], str | None]:
    """Return a validator that accepts only these values and says which they are."""

    def validate(value: Any) -> str | None:
        return None if value in allowed else f"expected one of {', '.join(filter(None, allowed))}"

    return validate


def texts_by_text(value: Any) -> str | None:
    """Accept a dictionary of texts; say so of anything else."""
    fits = isinstance(value, dict) and all(
        isinstance(t, str) for pair in value.items() for t in pair
    )
    return None if fits else 'expected a dictionary of texts: {"Used in:": "Named in:"}'


def several(*allowed: str) -> Callable[[Any], str | None]:
    """Return a validator that accepts lists of these values and says which they are."""

    def validate(value: Any) -> str | None:
        unknown = [each for each in value if each not in allowed]
        return f"{unknown[0]!r} is not one of {', '.join(allowed)}" if unknown else None

    return validate


def not_negative(value: Any) -> str | None:
    """Accept whole numbers from 0; say so of anything else."""
    fits = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return None if fits else "expected a whole number, 0 or more"


def yes_or_no(value: Any) -> str | None:
    """Accept True, False, and None for what follows from the book; a validator."""
    return None if value in (True, False, None) else "expected True or False"


def date_basis(value: Any) -> str | None:
    """Accept ``stated``, ``inferred: why`` or nothing; say so of anything else."""
    inferred = str(value).startswith("inferred:") and str(value).removeprefix("inferred:").strip()
    return None if value in ("", "stated") or inferred else "expected 'stated' or 'inferred: why'"


def web_address(value: Any) -> str | None:
    """Return what is wrong with a public address; a validator."""
    good = not value or str(value).startswith(("https://", "http://"))
    return None if good else "expected an address that begins with https://"


def handling_mark(value: Any) -> str | None:
    """Accept a mark of TLP 2.0, or another one in one line; say so of anything else."""
    if str(value).startswith("TLP:") and value not in HANDLING:
        return f"expected one of {', '.join(HANDLING)}, or a mark of the book's own"
    return None if str(value) == " ".join(str(value).split()) else "expected words in one line"


def _option(
    default: Any,
    explanation: str,
    validate: Callable[[Any], str | None] | None = None,
    rebuild: Literal["env", "html", ""] = "env",
) -> Any:
    """Return a field; ``rebuild`` is what Sphinx reads or writes anew if it changes."""
    return field(
        default_factory=lambda: default,
        metadata={"help": explanation, "validate": validate, "rebuild": rebuild},
    )


@dataclass(frozen=True, slots=True)
class BriefConfig:
    """The book's settings; each field is the option ``brief_<name>`` in conf.py."""

    book: bool | None = _option(
        None,
        "Whether the project is a briefing book; default: whether conf.py sets a brief_ option or "
        "a page has a `prefix`. In any other project pages are as without briefbook.",
        yes_or_no,
    )
    subtitle: str = _option("", "Subtitle on the cover and the front page.")
    edition: str = _option("", "Name of the edition, as in “First edition”.")
    date: str = _option("", "Date of the edition, ISO 8601, e.g. 2026-11-22.")
    information: str = _option(
        "",
        "Date up to which the book is informed, in words, e.g. “July 2025”; printed on the brief.",
    )
    date_basis: str = _option(
        "",
        "Basis of the dates of bibliography entries without a `datebasis`: "
        "'stated', or 'inferred: why'.",
        date_basis,
    )
    labels: dict[str, str] = _option(
        {},
        "Labels to replace, by their English text in locale/briefbook.pot of the package, "
        'e.g. `{"Used in:": "Named in:"}`.',
        texts_by_text,
    )
    url: str = _option(
        "",
        "Public address of the site, https://…; default html_baseurl, then $BRIEFBOOK_URL, then "
        "what Read the Docs says; for citations, canonical addresses, the sitemap and 404.html.",
        web_address,
    )
    languages: dict[str, str] = _option(
        {},
        "The editions of the book by language, each with the address of its site, or its path from "
        'a folder that all share: `{"en": "html", "ko": "ko/html"}`; pages link to each other.',
        texts_by_text,
    )
    editions: list[str] = _option(
        [],
        "Languages of the editions below this site, each in a folder named by its code; "
        "`briefbook book` builds them from `docs/locales/` and sets this. `brief_languages` "
        "overrides it.",
        rebuild="html",
    )
    handling: str = _option(
        "",
        "Handling label of the book, from TLP 2.0 or from the list in packs.toml; default none.",
        handling_mark,
    )
    pack: str = _option(
        "", "Which pack and which copy this is, in words, on the cover and on every page; "
        "`briefbook pack` sets it.",
    )  # fmt: skip
    style: str = _option(
        "",
        "Style of citations: the name of a CSL style, e.g. `apa`, or the path of a .csl file; "
        "default: the built-in style.",
    )
    sources: str = _option("sources", "Folder of the source records, from the folder of conf.py.")
    data: str = _option("data", "Folder of the readings and events, from the source folder.")
    outside: list[str] = _option(
        [],
        "Folders outside the book from which it may publish files, from the folder of conf.py.",
    )
    licence: str = _option(
        "",
        "Licence of the book's text, an SPDX identifier (`CC-BY-4.0`) or words; on the site, in "
        "print and for programs.",
    )
    publisher: str = _option("", "Who publishes the book, for citations of it.")
    pdf_url: str = _option(
        "",
        "Public address of the PDF, for reference managers and search engines; one that ends with "
        "a slash is the folder that holds it; default $BRIEFBOOK_PDF_URL.",
        web_address,
    )
    downloads: list[str] = _option(
        [],
        "Files beside the front page that every page links to: `pdf`, `brief`; "
        "`briefbook book` puts them there and sets this.",
        several(*DOWNLOADS),
        rebuild="html",
    )
    pdf_name: str = _option(
        "",
        "File name of the PDF, the brief and the EPUB without its ending; default from the title, "
        "in Latin letters (`Война и мир` is `voyna-i-mir`; Chinese characters as in Mandarin).",
        rebuild="",
    )
    pdf_chapters: list[str] = _option(
        [],
        "The chapters of the PDF, by name, folder or prefix; default all.",
        rebuild="",
    )
    pdf_lists: list[str] = _option(
        [],
        "Lists that the PDF prints as the site does, `notes` or `indexes`; default none: each note "
        "is at the foot of its page, and PDF viewers can search.",
        several(*PRINT_LISTS),
        rebuild="",
    )
    paper: str = _option(
        "a4", "Paper size of the PDF: `a4` or `us-letter`.", choice(*PAPERS), rebuild=""
    )
    volumes: int = _option(
        0, "Chapters per volume of the PDF; 0: the book is one file.", not_negative, rebuild=""
    )
    two_sided: bool = _option(
        False,
        "Whether the PDF has inner and outer margins, for printing on both sides.",
        rebuild="",
    )
    check_format: str = _option(
        "text", "How `briefcheck` reports what it finds.", choice(*CHECK_FORMATS), rebuild=""
    )
    check_strict: bool = _option(False, "Whether `briefcheck` also fails on a warning.", rebuild="")
    check_only: list[str] = _option(
        [], "The documents that `briefcheck` reads; default all.", rebuild=""
    )
    check_show: bool = _option(
        False, "Whether `briefcheck` shows each paragraph beside its sources.", rebuild=""
    )
    check_tick: list[str] = _option(
        [], "The paragraphs that `briefcheck` ticks off as read.", rebuild=""
    )
    check_by: str = _option("", "Name of the person who has read them.", rebuild="")
    check_links: str = _option(
        "", "Path of the output.json that `linkcheck` wrote, for `briefcheck`.", rebuild=""
    )
    checks: list[str] = _option(
        [], "The book's own checks, as `module:NAME`; see EXTENDING.md.", rebuild=""
    )
    fonts: list[str] = _option(
        [], "Further font folders for the PDF, from the folder of conf.py.", rebuild=""
    )


def option_fields() -> tuple[Any, ...]:
    """Return the dataclass fields of :class:`BriefConfig`, in order."""
    return fields(BriefConfig)
