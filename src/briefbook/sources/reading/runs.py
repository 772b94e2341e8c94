"""The parts of a text that are set in one way, put together to the text that they spell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefbook.core.words.text import tidy
from briefbook.sources.reading.article import TextRun


def spell_out(runs: Iterable[TextRun]) -> tuple[str, tuple[TextRun, ...]]:
    """Return the text that runs spell, as :func:`tidy` leaves it, and the runs that spell it.

    There are none where nothing is set apart, or where everything is in the same way.
    """
    joined: list[TextRun] = []
    spaced = True
    for run in runs:
        text = _one_space(run.text, spaced=spaced)
        spaced = text.endswith(" ") or (spaced and not text)
        last = joined[-1] if joined else None
        if last and text and (last.style, last.target) == (run.style, run.target):
            joined[-1] = replace(last, text=last.text + text)
        elif text or run.style == "note":
            joined.append(replace(run, text=text))
    joined = _without_last_space(joined)
    text = "".join(run.text for run in joined)
    styles = {(run.style, run.target) for run in joined if run.text.strip()}
    alike = len(styles) < 2 and not any(run.style in ("note", "link") for run in joined)
    # A letter composed over two runs, or a sign that tidying takes away: the text goes first.
    if alike or text != tidy(text):
        return tidy(text), ()
    return text, tuple(joined)


def _one_space(text: str, *, spaced: bool) -> str:
    plain = tidy(text)
    start = " " if text[:1].isspace() and not spaced else ""
    end = " " if text[-1:].isspace() and (plain or not (spaced or start)) else ""
    return f"{start}{plain}{end}"


def _without_last_space(runs: list[TextRun]) -> list[TextRun]:
    for place in range(len(runs) - 1, -1, -1):
        runs[place] = replace(runs[place], text=runs[place].text.rstrip())
        if runs[place].text:
            break
    return [run for run in runs if run.text or run.style == "note"]
