"""What has changed since an edition: new, changed, moved and withdrawn paragraphs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields

from briefbook.anchors.editions.edition import Edition, Promise, Standing
from briefbook.anchors.editions.resemblance import share_kept
from briefbook.core.records import AnchorKind
from briefbook.core.words.text import text_sha256

#: What has a text that readers rely on; headings and sources are only names.
TEXTS = (AnchorKind.PARAGRAPH, AnchorKind.NOTE, AnchorKind.TERM)
_EXCERPT = 12


@dataclass(frozen=True, slots=True)
class AnchorChange:
    """One change; ``changed`` is the share of words that changed, ``page_before`` where it was."""

    id: str
    kind: str
    label: str
    page: str
    text: str
    changed: float = 0.0
    page_before: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes since an edition, each list in the order of the book.

    ``gone`` are promised anchors that neither exist nor are withdrawn.
    """

    edition: str
    date: str
    new: tuple[AnchorChange, ...] = ()
    changed: tuple[AnchorChange, ...] = ()
    moved: tuple[AnchorChange, ...] = ()
    withdrawn: tuple[AnchorChange, ...] = ()
    gone: tuple[AnchorChange, ...] = ()

    def lists(self) -> Iterator[tuple[str, tuple[AnchorChange, ...]]]:
        """Yield the name and the changes of each list that is not empty."""
        for field in fields(self)[2:]:
            found = getattr(self, field.name)
            if found:
                yield field.name, found


def changes_since(edition: Edition, standing: Iterable[Standing]) -> Changes:
    """Compare the book, in its own order, with an edition."""
    found: dict[str, list[AnchorChange]] = {f.name: [] for f in fields(Changes)[2:]}
    now = {each.id: each for each in standing if each.kind in TEXTS or each.withdrawn}
    for each in now.values():
        for name, change in _compare(edition.anchors.get(each.id), each):
            found[name].append(change)
    for id_, promise in edition.anchors.items():
        if id_ not in now and promise.kind in TEXTS and not promise.withdrawn:
            found["gone"].append(AnchorChange(id_, promise.kind, id_, promise.page, promise.text))
    return Changes(
        edition.name, edition.date, **{name: tuple(items) for name, items in found.items()}
    )


def _compare(before: Promise | None, now: Standing) -> Iterator[tuple[str, AnchorChange]]:
    change = AnchorChange(now.id, now.kind, now.label, now.page, now.text)
    if before is None:
        yield ("withdrawn" if now.withdrawn else "new"), change
        return
    if now.withdrawn or before.withdrawn:
        if now.withdrawn and not before.withdrawn:
            yield "withdrawn", change
        return
    if text_sha256(now.text) != before.sha256:
        share = 1 - share_kept(before.text, now.text)
        yield (
            "changed",
            AnchorChange(now.id, now.kind, now.label, now.page, now.text, round(share, 3)),
        )
    if now.page != before.page:
        yield (
            "moved",
            AnchorChange(now.id, now.kind, now.label, now.page, now.text, page_before=before.page),
        )


def percent(share: float) -> str:
    """Return a share of words as a whole percentage: never 0 % for something that changed."""
    return f"{max(1, round(share * 100))} %"


def remark(name: str, change: AnchorChange) -> str:
    """Return what a list says of a change beside its place."""
    if name == "changed":
        return f"{percent(change.changed)} of its words"
    if name == "moved":
        return f"from {change.page_before} to {change.page}"
    return ""


def excerpt(text: str) -> str:
    """Return the first words of a text."""
    first = text.split()
    return " ".join(first[:_EXCERPT]) + (" …" if len(first) > _EXCERPT else "")


def _as_json(changes: Changes) -> str:
    return json.dumps(asdict(changes), ensure_ascii=False, indent=1) + "\n"


def _as_text(changes: Changes) -> str:
    lines = [_title(changes)]
    for name, found in changes.lists():
        lines += ["", f"{name} ({len(found)})"]
        for change in found:
            said = remark(name, change)
            lines.append(f"  {change.id}  {change.label}{f' ({said})' if said else ''}")
            lines.append(f"    {excerpt(change.text)}")
    return "\n".join(lines if len(lines) > 1 else [*lines, "nothing"]) + "\n"


def _as_markdown(changes: Changes) -> str:
    lines = [f"## {_title(changes)}"]
    for name, found in changes.lists():
        lines += ["", f"### {name.capitalize()}", ""]
        for change in found:
            said = remark(name, change)
            # What is gone has no place to link to.
            place = f"`{change.id}`" if name == "gone" else f"[](#{change.id})"
            lines.append(f"- {place}{f' ({said})' if said else ''}: {_plain(change.text)}")
    return "\n".join(lines if len(lines) > 1 else [*lines, "", "Nothing."]) + "\n"


def _title(changes: Changes) -> str:
    return f"Changes since {changes.edition}{f' ({changes.date})' if changes.date else ''}"


def _plain(text: str) -> str:
    """Return an excerpt in which nothing is markup."""
    marks = r"\`*_{}[]()<>#+-.!|$~^&:@'" + '"'
    return "".join(f"\\{char}" if char in marks else char for char in excerpt(text))


#: How changes can be printed.
FORMATS: Mapping[str, Callable[[Changes], str]] = {
    "text": _as_text,
    "markdown": _as_markdown,
    "json": _as_json,
}
