"""Make a pack: cut, build, scan, and only then put it in place."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from briefbook.building.build_folders import clear, explain_write_errors
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import require_book
from briefbook.packs.building import build_outputs, collect, write_settings
from briefbook.packs.comparing import anchors_of, scan_comparison, write_comparison
from briefbook.packs.cutting.tree import Tree, write_tree
from briefbook.packs.cutting.whole import conf_values
from briefbook.packs.issues.issued import Issues
from briefbook.packs.manifest import digests, write_manifest
from briefbook.packs.plan import Pack, read_plan
from briefbook.packs.scanning.scan import Scan, scan
from briefbook.packs.signing.sign import open_signers

REPORT = "pack-report.json"
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Made:
    """A pack that was made: its folder, and the lines to print."""

    folder: Path
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A request: a pack by its name, outputs, one of its recipients, keys to sign with.

    ``since`` names an earlier issue to compare with, ``issue`` the one to keep; empty: none.
    """

    name: str
    outputs: tuple[str, ...]
    recipient: str = ""
    keys: tuple[Path, ...] = ()
    since: str = ""
    issue: str = ""


def list_cuts(root: Path, name: str) -> list[str]:
    """Return a line for each part that a pack cuts, with its place and the reason."""
    plan = read_plan(require_book(root))
    with tempfile.TemporaryDirectory(prefix="briefbook-pack-") as folder:
        tree = write_tree(root, plan, plan.pack(name), Path(folder))
    return [*(f"{place}: {why}" for place, why in tree.cut), _counted(tree, name)]


def make_pack(root: Path, order: Order) -> Made:
    """Make a pack in ``build/packs/``, and its report in ``build/pack-reports/``.

    Raises :class:`BriefbookError` where it cannot be cut, built or signed, and where something of
    the rest is found in it; ``build/packs/`` does not hold it then.
    """
    plan = read_plan(require_book(root))
    pack = plan.pack(order.name)
    words, copy = _issue(pack, order.recipient)
    signers = open_signers(order.keys)
    issues = Issues(root, order.name, order.recipient)
    before = issues.find(order.since) if order.since else None
    if order.issue:
        issues.check_new(order.issue)
    place = root / "build" / "packs" / copy
    with (
        explain_write_errors(root),
        tempfile.TemporaryDirectory(prefix="briefbook-pack-") as folder,
    ):
        clear(place)
        tree, built = Path(folder, "book"), Path(folder, "pack")
        cut = write_tree(root, plan, pack, tree)
        write_settings(root, tree, pack, cut.mark, words)
        warnings = build_outputs(root, tree, order.outputs)
        collect(tree, order.outputs, built)
        conf = conf_values(tree)
        language = str(conf.get("language", "en"))
        compared = write_comparison(tree, before, (words, cut.mark), language) if before else None
        for made in (built, compared.folder) if compared else (built,):
            signers.sign_pdf_files(made)
        found = scan(root, tree, built, language)
        if compared:
            found = scan_comparison(root, tree, compared, found, language)
            shutil.move(compared.folder, built)
        _report(root, copy, pack, cut, found, built)
        facts = {"pack": pack.name, "mark": cut.mark, "edition": str(conf.get("brief_edition", ""))}
        signers.sign_manifest(write_manifest(built, {**facts, "recipient": order.recipient}))
        lines = [*_said(cut, found, pack.name, warnings)]
        if order.issue:
            kept = issues.keep(order.issue, anchors_of(tree))
            lines.append(f"{kept} keeps what you pass on, for a later --diff; commit it")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(built, place)
    return Made(place, (*lines, f"pack: {place.relative_to(root)}/ ({words})"))


def _issue(pack: Pack, recipient: str) -> tuple[str, str]:
    """Return the words that name pack and copy, and the folder's name."""
    title = pack.title or pack.name
    if not recipient:
        return title, pack.name
    if recipient not in pack.recipients:
        known = ", ".join(pack.recipients) or "none; list them as recipients of the pack"
        raise BriefbookError(
            f"{recipient!r} is not a recipient of {pack.name!r}; there are: {known}"
        )
    number = pack.recipients.index(recipient) + 1
    words = f"{title}, copy {number} of {len(pack.recipients)}, for {recipient}"
    return words, f"{pack.name}-{number}"


def _counted(tree: Tree, name: str) -> str:
    parts = "1 part" if len(tree.cut) == 1 else f"{len(tree.cut)} parts"
    return f"{name}: {parts} cut; what is left is {tree.mark}"


def _said(tree: Tree, found: Scan, name: str, warnings: int) -> tuple[str, ...]:
    searched = sum(found.needles.values())
    lines = [
        _counted(tree, name),
        f"searched {found.files} files for {searched} pieces of the rest: none is there",
    ]
    if found.possible:
        runs = len({hit.what for hit in found.possible})
        said = "1 run of three of its words stands" if runs == 1 else (
            f"{runs} runs of three of its words stand"
        )  # fmt: skip
        lines.append(
            f"{said} where kept parts meet, or in dates: read under “possible” in the report"
        )
    if warnings:
        listed = "1 warning" if warnings == 1 else f"{warnings} warnings"
        lines.append(f"the build had {listed}, listed above")
    return tuple(lines)


def _leaks(found: Scan, report: Path, name: str) -> str:
    shown = [f"  {hit}" for hit in found.hits[:_SHOWN]]
    more = len(found.hits) - _SHOWN
    if more > 0:
        shown.append(f"  and {more} more, in {report}")
    head = f"the pack {name!r} holds what it must not, and was removed:"
    last = "cut the part that has these words too, or say it in other words there"
    return "\n".join([head, *shown, last])


def _report(root: Path, copy: str, pack: Pack, tree: Tree, found: Scan, built: Path) -> None:
    """Write the report. Raises :class:`BriefbookError` where anything was found."""
    report = root / "build" / "pack-reports" / copy / REPORT
    data = {
        "pack": pack.name,
        "mark": tree.mark,
        "cut": [{"place": place, "reason": reason} for place, reason in tree.cut],
        "reasons": dict(sorted(Counter(tree.reasons()).items())),
        "scanned": {"files": found.files, "texts": found.views, "searched_for": found.needles},
        "hits": [asdict(hit) for hit in found.hits],
        "possible": [asdict(hit) for hit in found.possible],
        "files": digests(built),
    }
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if found.hits:
        raise BriefbookError(_leaks(found, report.relative_to(root), pack.name))
