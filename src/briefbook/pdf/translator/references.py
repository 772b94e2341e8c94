"""Links: within the book to a label, with the page where the text was generated; outside."""

from __future__ import annotations

from posixpath import dirname, join, normpath

from docutils import nodes
from sphinx import addnodes

from briefbook.pdf.translator.core import DocumentTranslator, renders
from briefbook.pdf.typst.book_links import SCHEME
from briefbook.pdf.typst.literal import literal

_OF_THE_SITE = frozenset({"genindex", "modindex", "search"})


@renders(nodes.reference, addnodes.number_reference)
def _reference(t: DocumentTranslator, node: nodes.reference) -> str:
    uri = node.get("refuri", "")
    if _is_outside(uri):
        return _outside(t, node, uri)
    body = t.children(node)
    label = _label(t, node)
    if label is None and t.book.site is not None:
        return _to_the_site(t, uri, body)
    if label is None:
        wanted = node.get("anchor") or node.get("refid") or uri.removeprefix(SCHEME)
        page = uri.removeprefix(SCHEME).partition("#")[0]
        t.problem(node, f"the link to “{wanted}” {_why_not(t, page, uri)}")
        return body
    if "brief-xref" in node["classes"] and "brief-joined" not in node["classes"]:
        return f"#cross-reference({literal(label)}, ({_pages(t, node, label)},))[{body}]"
    function = "term-link" if "brief-term" in node["classes"] else "inside"
    return f"#{function}({t.link_to(label, node)})[{body}]"


def _why_not(t: DocumentTranslator, page: str, uri: str) -> str:
    """Say why a link to a page, or within one (``page`` is empty), leads nowhere in print."""
    if page in _OF_THE_SITE or page.endswith("-modindex"):
        return (
            "leads to a page that Sphinx makes for the site alone: its words are printed alone; "
            "keep the link to the site with {only} html"
        )
    other = bool(page) and not uri.startswith(SCHEME)
    if other and t.book.labels.of_document(_page_at(t.docname, page)) is None:
        return (
            "leads to an address on the site that is not a page of the book: its words are printed "
            "alone; write the whole address, with https://"
        )
    if page and not other and t.book.labels.of_document(page) is None:
        return (
            f"leads to the page “{page}”, which is in no toctree and so not in the PDF: its words "
            "are printed alone; put the page in a toctree"
        )
    return "has no target in the PDF, which prints its words alone; correct the link"


def _pages(t: DocumentTranslator, node: nodes.reference, label: str) -> str:
    """Return where the reference leads; the last of several in a row says the pages of all."""
    ids: list[str] = node.get("joined", [])
    row = list(filter(None, map(t.book.labels.of_anchor, ids))) or [label]
    return ", ".join(t.page_of(each, node) for each in row)


def _to_the_site(t: DocumentTranslator, uri: str, body: str) -> str:
    """Return a link to a chapter that this PDF leaves out: on the site, if there is one."""
    docname, _, name = uri.removeprefix(SCHEME).partition("#")
    if not t.book.site or not docname:
        return body
    page = f"{t.book.site.rstrip('/')}/{docname}.html"
    return f"#address({literal(f'{page}#{name}' if name else page)}, [{body}])"


def _is_outside(uri: str) -> bool:
    return ":" in uri and not uri.startswith((SCHEME, "#"))


def _outside(t: DocumentTranslator, node: nodes.reference, uri: str) -> str:
    """Return a link to another place; print its address unless the text is the address."""
    body = t.children(node)
    text = node.astext()
    shown = uri.removeprefix("mailto:")
    is_address = text.rstrip("/") in {shown.rstrip("/"), shown.split("://")[-1].rstrip("/")}
    has_text = bool(text.strip())
    function = "address" if is_address or not has_text else "outside"
    return f"#{function}({literal(uri)}, [{body}])"


def _label(t: DocumentTranslator, node: nodes.reference) -> str | None:
    labels = t.book.labels
    if anchor := node.get("anchor"):
        return labels.of_anchor(anchor)
    if refid := node.get("refid"):
        return labels.of_id(t.docname, refid)
    uri = node.get("refuri", "").removeprefix(SCHEME)
    docname, _, name = uri.partition("#")
    if docname and labels.of_document(docname) is None:
        docname = _page_at(t.docname, docname)
    docname = docname or t.docname
    if not name:
        return labels.of_document(docname)
    return labels.of_id(docname, name)


def _page_at(docname: str, address: str) -> str:
    """Return the page at an address as authors of reST write it, from the page: ``../b.html``."""
    return normpath(join(dirname(docname), address)).removesuffix(".html")


@renders(addnodes.pending_xref, addnodes.download_reference)
def _plain_words(t: DocumentTranslator, node: nodes.Element) -> str:
    """Print the words: Sphinx has already warned of a target that it did not find."""
    return t.children(node)
