"""The document-level objects of a PDF, as Typst writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from briefbook.pdf.merge.fast.objects import Objects, format_references, parse_references, shorten

_CATALOG = re.compile(
    rb"<</Type/Catalog/Pages (?P<pages>\d+) 0 R/Metadata (?P<metadata>\d+) 0 R"
    rb"/PageLabels (?P<labels>\d+) 0 R/OutputIntents (?P<intents>\d+) 0 R/Lang\([^()]*\)"
    rb"/StructTreeRoot (?P<tree>\d+) 0 R/MarkInfo<<[^<>]*>>/ViewerPreferences<<[^<>]*>>"
    rb"/Outlines (?P<outlines>\d+) 0 R(?P<names>/Names<</Dests<</Names\[(?P<places>.*)\]>>>>)?>>"
)
_PAGES = re.compile(rb"<</Type/Pages/Count \d+/Kids\[(?P<kids>[\d R]*)\]>>")
_LABELS = re.compile(rb"<</Nums\[(?P<labels>[\d R]*)\]>>")
_LABEL = re.compile(rb"<</Type/PageLabel/S/D/St \d+>>")
_INTENTS = re.compile(rb"\[(?P<intent>\d+) 0 R\]")
_TREE = re.compile(
    rb"<</Type/StructTreeRoot(?:/RoleMap<<(?P<roles>[^<>]*)>>)?/K\[(?P<document>\d+) 0 R\]"
    rb"(?:/ParentTree<</Nums\[(?P<parents>[\d R]*)\]>>)?(?:/IDTree<</Names\[(?P<ids>.*)\]>>)?"
    rb"(?:/ParentTreeNextKey (?P<keys>\d+))?>>"
)
_DOCUMENT = re.compile(rb"<</Type/StructElem/S/Document/P \d+ 0 R/K\[(?P<kids>[\d R]*)\]>>")
_OUTLINES = re.compile(
    rb"<</Type/Outlines(?:/First (?P<first>\d+) 0 R/Last (?P<last>\d+) 0 R/Count (?P<count>\d+))?>>"
)
_NAMED = re.compile(rb"\(([^()\\]*)\)(\d+) 0 R")


@dataclass(slots=True)
class PdfStructure:
    """The number of each object of which there is one, and what these objects list."""

    single: dict[str, int]
    pages: list[int]
    labels: list[int]
    """Of the pages; how they are numbered."""
    roles: dict[bytes, bytes]
    elements: list[int]
    """The document's own children in the tree of its structure."""
    parents: dict[int, int]
    """Key → object that says to which elements the parts of a page belong."""
    keys: int
    """The first key that is free."""
    ids: dict[bytes, int]
    bookmarks: tuple[int, int] | None
    """The first and the last one."""
    opened: int
    """How many bookmarks are to be seen at first."""
    places: dict[bytes, int]

    @classmethod
    def of(cls, objects: Objects) -> Self:
        """Find them in a PDF. Raises :class:`ValueError` if one is not spelled as expected."""
        catalog = objects.match(objects.root, _CATALOG)
        held = ("pages", "metadata", "labels", "intents", "tree", "outlines")
        single = {key: int(catalog[key]) for key in held}
        tree = objects.match(single["tree"], _TREE)
        single |= {
            "info": objects.info,
            "document": int(tree["document"]),
            "intent": int(objects.match(single["intents"], _INTENTS)["intent"]),
        }
        labels = _numbered(objects.match(single["labels"], _LABELS)["labels"])
        for label in labels.values():
            objects.match(label, _LABEL)
        outlines = objects.match(single["outlines"], _OUTLINES)
        parents, keys = _numbered(tree["parents"] or b""), int(tree["keys"] or 0)
        if parents and max(parents) >= keys:
            raise ValueError(f"the PDF has a part {max(parents)}, though the next one is {keys}")
        return cls(
            single=single,
            pages=parse_references(objects.match(single["pages"], _PAGES)["kids"]),
            labels=list(labels.values()),
            roles=_roles(tree["roles"] or b""),
            elements=parse_references(objects.match(single["document"], _DOCUMENT)["kids"]),
            parents=parents,
            keys=keys,
            ids=_named(tree["ids"] or b""),
            bookmarks=(int(outlines["first"]), int(outlines["last"])) if outlines["last"] else None,
            opened=int(outlines["count"] or 0),
            places=_named(catalog["places"] or b""),
        )

    def write(self, objects: Objects) -> None:
        """Rewrite the objects, all but named destinations; pages are numbered from 1."""
        single, texts = self.single, objects.texts
        catalog = objects.match(objects.root, _CATALOG)
        if catalog["names"]:
            texts[objects.root] = texts[objects.root].replace(catalog["names"], b"")
        texts[single["pages"]] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (
            len(self.pages),
            format_references(self.pages),
        )
        texts[single["labels"]] = b"<</Nums[0<</Type/PageLabel/S/D/St 1>>]>>"
        texts[single["tree"]] = self._tree()
        texts[single["document"]] = b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (
            single["tree"],
            format_references(self.elements),
        )
        if self.bookmarks:
            texts[single["outlines"]] = b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (
                *self.bookmarks,
                self.opened,
            )

    def _tree(self) -> bytes:
        """Return the root of the tree of the document's structure."""
        roles = b"".join([b"/%s/%s" % role for role in self.roles.items()])
        parents = b" ".join([b"%d %d 0 R" % entry for entry in self.parents.items()])
        # Sorted by bytes, as every name tree.
        ids = b"".join([b"(%s)%d 0 R" % entry for entry in sorted(self.ids.items())])
        return (
            b"<</Type/StructTreeRoot/RoleMap<<%s>>/K[%d 0 R]/ParentTree<</Nums[%s]>>"
            b"/IDTree<</Names[%s]>>/ParentTreeNextKey %d>>"
            % (roles, self.single["document"], parents, ids, self.keys)
        )


def _roles(text: bytes) -> dict[bytes, bytes]:
    """Return the standard role of each kind of element."""
    names = text.split(b"/")[1:]
    return dict(zip(names[::2], names[1::2], strict=True))


def _numbered(text: bytes) -> dict[int, int]:
    """Return what a number tree without branches holds: numbers of objects."""
    words = text.split()
    numbers = parse_references(b" ".join([word for i, word in enumerate(words) if i % 4]))
    return dict(zip(map(int, words[::4]), numbers, strict=True))


def _named(text: bytes) -> dict[bytes, int]:
    """Return what a name tree without branches holds: numbers of objects."""
    found = {name: int(number) for name, number in _NAMED.findall(text)}
    if _NAMED.sub(b"", text):
        raise ValueError(f"not a list of names: {shorten(text)}")
    return found
