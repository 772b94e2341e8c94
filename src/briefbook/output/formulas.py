"""Parts of formulas that no output can draw; the site and the PDF report the same ones."""

from __future__ import annotations

import re

#: Environments of LaTeX and AMS-LaTeX; of others the converter drops the name without a word.
_ENVIRONMENTS = frozenset(
    "equation displaymath math align aligned alignat alignedat flalign gather gathered multline "
    "split eqnarray subequations matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix "
    "array cases dcases rcases substack".split()
)
_BEGIN = re.compile(r"\\begin\s*\{([^{}]*)\}")
_DEFINED = re.compile(r"\\newenvironment\s*\{([^{}]*)\}")
#: A command that the converter does not know becomes an identifier of that name.
_UNKNOWN_COMMAND = re.compile(r"<mi[^>]*>(\\[^<]+)</mi>")


def unknown_part(latex: str, mathml: str) -> str:
    r"""Return the unknown part of a formula, as in ``the command \foo``; empty if all is known.

    ``mathml`` is what latex2mathml has made of ``latex``.
    """
    if match := _UNKNOWN_COMMAND.search(mathml):
        return f"the command {match[1]}"
    known = _ENVIRONMENTS.union(_DEFINED.findall(latex))
    for name in _BEGIN.findall(latex):
        if name.removesuffix("*") not in known:
            return f"the environment {name}"
    return ""
