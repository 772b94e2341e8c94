"""How the pieces of a citation or a reference meet: no ``..``, no ``?.``, marks in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefbook.bibliography.csl.styles.locale import Locale
from briefbook.bibliography.rich_text import RichText, Run, joined, nested

#: Of two marks that meet, whether the first or the second stays; all other pairs stay both.
_FIRST = frozenset(
    {"!.", "!:", "?.", "?:", ":.", ";:", ";.", "!!", "??", "..", "::", ";;", ",,", "…."}
)
_SECOND = frozenset({":!", ":?", ";!", ";?", "  ", " ,", " .", " ;", " :"})


def assemble(runs: Iterable[Run], locale: Locale) -> RichText:
    """Join pieces to what is printed."""
    closing = {locale.mark("close-quote"), locale.mark("close-inner-quote"), "”", "’"}
    done: list[Run] = []
    for run in runs:
        text = run.text
        while text and done:
            before = done[-1].text
            pair = before[-1] + text[0]
            if pair in _FIRST or (text[0] == " " and before[-1] in " \u00a0"):
                text = text[1:]
            elif pair in _SECOND or (before[-1] == " " and text[0] in ",.;:"):
                _shorten(done)
            elif text[0] in ".," and before[-1] in closing and _at_quotation(done, closing):
                if not _into_quotation(done, text[0], closing, inside=locale.punctuation_in_quote):
                    break
                text = text[1:]
            else:
                break
        if text:
            done.append(run._replace(text=text))
    return joined(done)


def _shorten(done: list[Run]) -> None:
    last = done.pop()
    if len(last.text) > 1:
        done.append(last._replace(text=last.text[:-1]))


def _at_quotation(done: list[Run], closing: set[str]) -> bool:
    """Tell a closing mark from an apostrophe: pieces of their own are marks."""
    return done[-1].text in closing or (done[-1].text[-1] in closing - {"’"})


def _into_quotation(done: list[Run], mark: str, closing: set[str], *, inside: bool) -> bool:
    """Put a mark before the closing quotation marks; return whether it is done with."""
    place = len(done) - 1
    while place > 0 and done[place].text and set(done[place].text) <= closing:
        place -= 1
    run = done[place]
    bare = run.text.rstrip("".join(closing)) if place == len(done) - 1 else run.text
    if bare and bare[-1] in ".!?" and mark == ".":
        return True
    if not inside:
        return False
    if bare and bare[-1] in ".,!?" and mark == bare[-1]:
        return True
    marks = run.text[len(bare) :]
    # The mark has no looks of its own: what is in italics ends before it.
    inner = [run._replace(text=bare), Run(mark, href=run.href), run._replace(text=marks)]
    done[place : place + 1] = [each for each in inner if each.text]
    return True


def quoted(runs: Iterable[Run], locale: Locale) -> list[Run]:
    """Put pieces into quotation marks; those inside turn to the inner ones."""
    inner = marked(runs, locale, depth=1)
    return [Run(locale.mark("open-quote")), *inner, Run(locale.mark("close-quote"))]


def marked(runs: Iterable[Run], locale: Locale, depth: int = 0) -> list[Run]:
    """Give the quotation marks in a text the shape that the language has for them."""
    pairs = [
        (locale.mark(f"open-{kind}"), locale.mark(f"close-{kind}"))
        for kind in ("quote", "inner-quote")
    ]
    return list(nested(_curled(runs), pairs, depth))


def _curled(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs with straight marks that are a pair as “ and ”; one of inches stays."""
    depth = 0
    for run in runs:
        signs = []
        for place, sign in enumerate(run.text):
            opens = sign == "“" or (sign == '"' and (place == 0 or run.text[place - 1] in " (["))
            if opens:
                depth += 1
            elif sign in '”"' and depth:
                depth -= 1
                sign = "”"  # noqa: PLW2901  # what stands for it
            signs.append("“" if opens else sign)
        yield run._replace(text="".join(signs))
