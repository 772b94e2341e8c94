"""Word documents written by hand, part by part, as a test needs them."""

from __future__ import annotations

import io
import zipfile

_SCHEMAS = "http://schemas.openxmlformats.org"
_SPACES = {
    "w": f"{_SCHEMAS}/wordprocessingml/2006/main",
    "m": f"{_SCHEMAS}/officeDocument/2006/math",
    "r": f"{_SCHEMAS}/officeDocument/2006/relationships",
    "wp": f"{_SCHEMAS}/drawingml/2006/wordprocessingDrawing",
    "mc": f"{_SCHEMAS}/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
}
_RELATIONS = f"{_SCHEMAS}/package/2006/relationships"
_TYPES = f"{_SCHEMAS}/officeDocument/2006/relationships"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/></w:style>'
    for identifier, name in (
        ("Title", "Title"),
        ("H1", "heading 1"),
        ("H2", "heading 2"),
        ("TOC1", "toc 1"),
    )
)


def run(text: str, properties: str = "") -> str:
    """Return a run with its text; ``properties`` are elements such as ``<w:b/>``."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph; what is no element is a run of its own."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = "".join(each if each.startswith("<") else run(each) for each in inside)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row of a table; what is no element is a paragraph of its own."""
    filled = (each if each.startswith("<") else paragraph(each) for each in cells)
    made = "".join(each if each.startswith("<w:tc>") else f"<w:tc>{each}</w:tc>" for each in filled)
    return f"<w:tr>{properties}{made}</w:tr>"


def word_file(*body: str, strict: bool = False, **parts: str) -> bytes:
    """Return a .docx file of these elements; ``parts`` are others, such as ``footnotes``."""
    parts = {"styles": STYLES, **parts}
    spaces = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _SPACES.items())
    main = f"<w:document {spaces}><w:body>{''.join(body)}</w:body></w:document>"
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_TYPES}/{name}" Target="{name}.xml"/>' for name in parts
    )
    files = {
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="a" '
        f'Type="{_TYPES}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}'
        f'<Relationship Id="web" Type="{_TYPES}/hyperlink" Target="https://harbour.example/" '
        'TargetMode="External"/></Relationships>',
        "word/document.xml": main,
    }
    for name, inside in parts.items():
        files[f"word/{name}.xml"] = f"<w:{name} {spaces}>{inside}</w:{name}>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, _strict(content) if strict else content)
    return stream.getvalue()


def _strict(content: str) -> str:
    pure = "http://purl.oclc.org/ooxml"
    return (
        content.replace(_SPACES["w"], f"{pure}/wordprocessingml/main")
        .replace(_SPACES["m"], f"{pure}/officeDocument/math")
        .replace(_TYPES, f"{pure}/officeDocument/relationships")
    )
