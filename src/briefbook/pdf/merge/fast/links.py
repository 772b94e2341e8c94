"""Links within the book: addresses in Typst's PDF become destinations.

If Typst itself resolved each link, it would lay out every page twice. So a link leads to
``briefbook:LABEL``, and its annotation is rewritten here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefbook.pdf.merge.fast.objects import Objects
from briefbook.pdf.typst.book_links import SCHEME, LinkTarget

_LINK = re.compile(
    rb"/A<</Type/Action/S/URI/URI\(briefbook:(?P<label>[^()]*)\)>>"
    rb"(?P<between>/F 4(?:/StructParent \d+)?)/Contents\(briefbook:(?P=label)\)>>$",
    re.MULTILINE,
)
_ANNOTATION = b"<</Type/Annot"
_LEFT = b"/URI(" + SCHEME.encode()


def resolve_links(objects: Objects, targets: Mapping[str, LinkTarget]) -> None:
    """Point each link at its place; ``targets`` has every label that is linked.

    Raises :class:`ValueError` for a link that is not spelled as expected.
    """
    texts = objects.texts
    numbers = [n for n, text in enumerate(texts) if text.startswith(_ANNOTATION)]

    def written(link: re.Match[bytes]) -> bytes:
        target = targets[link["label"].decode()]
        words = link["between"] + b"/Contents" + _string(target.words)
        return b"/A<</Type/Action%s>>%s>>" % (_action(target), words)

    text = _LINK.sub(written, b"\n".join([texts[n] for n in numbers]))
    if _LEFT in text:
        raise ValueError("a link of the PDF is not spelled as expected")
    for number, new in zip(numbers, text.split(b"\n") if numbers else (), strict=True):
        texts[number] = new


def _action(target: LinkTarget) -> bytes:
    """Return the entries of a go-to action (ISO 32000-1, 12.6.4.2 and 12.6.4.3)."""
    place = b"/D" + _string(target.name)
    if not target.file:
        return b"/S/GoTo" + place
    file = _string(target.file)
    return b"/S/GoToR/F<</Type/Filespec/F" + file + b"/UF" + file + b">>" + place


def _string(text: str) -> bytes:
    r"""Return a PDF string: its bytes in UTF-8, with ``(``, ``)`` and ``\`` escaped."""
    code = text.encode().replace(b"\\", rb"\\")
    return b"(" + code.replace(b"(", rb"\(").replace(b")", rb"\)") + b")"
