"""What other extensions may build on; documented in EXTENDING.md, and kept as it is there."""

from __future__ import annotations

from briefbook.checks.evidence.check import Check
from briefbook.checks.evidence.material import Material
from briefbook.checks.evidence.prose import Prose
from briefbook.core.codes import CheckCode
from briefbook.core.diagnostics import Diagnostic, Severity
from briefbook.domain.drawing.drawn import DrawnBook, DrawnNode, add_drawn
from briefbook.pdf.translator.writer import TypstWriter
from briefbook.pdf.visitors import add_typst

API_VERSION = 1
"""Grows when something is added; what is here is not taken away or narrowed."""

__all__ = [
    "API_VERSION",
    "Check",
    "CheckCode",
    "Diagnostic",
    "DrawnBook",
    "DrawnNode",
    "Material",
    "Prose",
    "Severity",
    "TypstWriter",
    "add_drawn",
    "add_typst",
]
