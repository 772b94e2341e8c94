"""Text, names and addresses as values of .bib fields, which read back as they were."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefbook.bibliography.rich_text import RichText, Run

#: BibTeX has no way to write a single brace that its readers agree on.
_BRACES = str.maketrans("{}", "()")
_WRITTEN = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "\N{NO-BREAK SPACE}": "~",
}
#: Pairs that TeX makes one sign of; an empty group keeps them apart.
_PAIRS = re.compile(r"-(?=-)|`(?=`)|'(?=')|[?!](?=`)|,(?=,)|<(?=<)|>(?=>)")
_LOOKS = (("italic", "emph"), ("bold", "textbf"), ("sup", "textsuperscript"),
          ("sub", "textsubscript"), ("smallcaps", "textsc"))  # fmt: skip
#: What no web address holds, and what would end the field.
_UNSAFE = '{}\\" <>\n'
_AND = re.compile(r"\b(and)\b", re.IGNORECASE)


def to_tex(text: str) -> str:
    """Return the value between braces that reads as ``text``; braces become parentheses."""
    parted = _PAIRS.sub(lambda match: f"{match[0]}\0", " ".join(text.translate(_BRACES).split(" ")))
    lines = " ".join(re.split(r"[\t\n\r\f\v ]+", parted.strip(" \t\n\r\f\v")))
    return "".join(_WRITTEN.get(char, char) for char in lines).replace("\0", "{}")


def rich_to_tex(text: RichText) -> str:
    """Return a formatted text with the commands that read as its looks."""
    return "".join(_run_to_tex(run) for run in text).strip()


def _run_to_tex(run: Run) -> str:
    # A run may begin or end with a blank, which to_tex() would take away.
    begin, end = (bool(sign) and sign in " \t\n\r\f\v" for sign in (run.text[:1], run.text[-1:]))
    written = to_tex(run.text)
    for look, command in _LOOKS:
        if getattr(run, look):
            written = rf"\{command}{{{written}}}"
    if run.nocase and written:
        written = f"{{{written}}}"
    return f"{' ' * begin}{written}{' ' * (end and bool(written))}"


def name_to_tex(name: Mapping[str, str]) -> str:
    """Return a CSL-JSON name for a list of names: ``von Last, Jr., First``; a body in braces."""
    family, given = name.get("family", ""), name.get("given", "")
    if name.get("literal") or not (family and given):
        whole = name.get("literal") or " ".join(filter(None, (given, family)))
        particle = name.get("non-dropping-particle", "") if not name.get("literal") else ""
        return f"{{{to_tex(f'{particle} {whole}'.strip())}}}"
    particle, dropped = name.get("non-dropping-particle", ""), name.get("dropping-particle", "")
    if dropped and not particle:
        # biblatex's only way to say of one name that it is sorted without its particle.
        parts = {"family": family, "given": given, "prefix": dropped,
                 "suffix": name.get("suffix", "")}  # fmt: skip
        said = [f"{key}={_part(part)}" for key, part in parts.items() if part]
        return ", ".join([*said, "useprefix=false"])
    last = " ".join(filter(None, (_part(particle), _family(family))))
    first = _part(given)
    return ", ".join(part for part in (last, _part(name.get("suffix", "")), first) if part)


def _family(family: str) -> str:
    """Return a family name; a small first word in braces is not read as a particle."""
    return f"{{{to_tex(family)}}}" if family[:1].islower() else _part(family)


def _part(part: str) -> str:
    """Return a part of a name; a comma in it, and the word that parts names, are in braces."""
    written = to_tex(part)
    return f"{{{written}}}" if "," in part else _AND.sub(r"{\1}", written)


def address_to_tex(url: str) -> str:
    """Return a web address for a ``url`` field, whose readers take no TeX there."""
    return "".join(f"%{ord(char):02X}" if char in _UNSAFE else char for char in url)
