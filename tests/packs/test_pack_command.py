"""``briefbook pack`` as a person runs it, and what a reader of the pack gets."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import page as pdf_checker
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from books import call_briefbook, run_briefbook
from briefbook.core.files.cache import VARIABLE, cache_environment
from briefbook.packs import packing
from briefbook.packs.building import build_outputs
from briefbook.packs.issues import redline
from briefbook.packs.issues.issued import Issues
from packing.pack_book import PUBLIC, WITHHELD, write_book
from packing.pack_keys import OPENS, write_certificate, write_minisign

COPY = "Public part, copy 2 of 2, for Carl Dörn"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a book of which one copy of a pack was made."""
    root = write_book(tmp_path_factory.mktemp("packed") / "book")
    write_minisign(root.parent, "ann")
    write_certificate(root.parent, "ann")
    made = run_briefbook(
        root, "pack", "public", "--recipient", "Carl Dörn", "--only", "html", "pdf", "data",
        "--sign", "../ann.key", "../ann.p12", environment=OPENS, cold=True,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    assert "WARNING" not in made.stderr
    assert "parts cut; what is left is TLP:CLEAR" in made.stdout
    assert "none is there" in made.stdout
    assert f"pack: build/packs/public-2/ ({COPY})" in made.stdout
    assert "next: look through build/packs/public-2/" in made.stdout
    return root


@pytest.fixture
def pack(packed: Path) -> Path:
    return packed / "build/packs/public-2"


def pages_of(pack: Path) -> list[str]:
    reader = PdfReader(next((pack / "pdf").glob("*.pdf")))
    return [page.extract_text() for page in reader.pages]


def test_the_pdf_has_what_its_reader_may_have_and_says_whose_copy_it_is(pack: Path) -> None:
    pages = pages_of(pack)
    said = "\n".join(pages)
    assert [word for word in WITHHELD if word in said] == []
    assert [word for word in PUBLIC if word not in said] == []
    assert all(COPY in " ".join(page.split()) for page in pages)
    assert all("TLP:CLEAR" in page for page in pages)


def test_the_site_has_no_trace_of_the_rest_in_any_file(pack: Path) -> None:
    for path in (pack / "html").rglob("*"):
        if path.is_file():
            said = path.read_bytes().decode("utf-8", "replace")
            assert [word for word in WITHHELD if word.lower() in said.lower()] == [], path
    assert not list((pack / "html").rglob("harbour*"))
    page = BeautifulSoup((pack / "html/chapters/river.html").read_text("utf-8"), "html.parser")
    assert page.select_one(".brief-pack") and COPY in page.get_text()
    assert [each.get("id") for each in page.select("p[id^=river-]")] == ["river-1", "river-3"]


def test_a_pack_is_built_with_the_cache_of_its_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    used: list[str] = []

    def note(tree: Path, _names: object) -> int:
        used.append(cache_environment(tree)[VARIABLE])
        return 0

    monkeypatch.setattr("briefbook.packs.building.build_book", note)
    # Its own folder is thrown away with what was drawn for it.
    build_outputs(tmp_path / "book", tmp_path / "tree", ["html", "data"])
    assert used == [str(tmp_path / "book/build/cache")]


def test_the_data_are_those_of_the_pack(pack: Path) -> None:
    assert (pack / "data/docs/data/readings.csv").read_text("utf-8").count("\n") == 2
    assert "Vlissingen" not in (pack / "data/references.bib").read_text("utf-8")


def test_the_report_stays_at_home_and_says_what_was_cut(packed: Path, pack: Path) -> None:
    report = json.loads(
        (packed / "build/pack-reports/public-2/pack-report.json").read_text("utf-8")
    )
    assert {"place": "docs/chapters/river.md:14 river-2", "reason": "marked TLP:AMBER"} in report[
        "cut"
    ]
    assert report["hits"] == [] and report["scanned"]["files"] > 20
    assert not list(pack.rglob("pack-report.json"))


def test_verify_pack_finds_what_was_changed_since(pack: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(pack, tmp_path / "copy")
    good = call_briefbook(tmp_path, "verify-pack", str(copy))
    assert good.returncode == 0
    assert "pack: public, mark: TLP:CLEAR, edition: First edition, recipient: Carl" in good.stdout
    (copy / "html/index.html").write_text("other", "utf-8")
    (copy / "html/notes.html").unlink()
    (copy / "more.txt").write_text("more", "utf-8")
    bad = call_briefbook(tmp_path, "verify-pack", str(copy))
    assert bad.returncode == 1
    for line in ("html/index.html: has been changed", "html/notes.html: is missing",
                 "more.txt: is not in the manifest"):  # fmt: skip
        assert line in bad.stderr
    assert "no manifest" not in bad.stderr
    missing = call_briefbook(tmp_path, "verify-pack", str(tmp_path))
    assert missing.returncode == 2 and "name the folder of a pack" in missing.stderr


def verified(pack: Path, *keys: str) -> tuple[int, str, str]:
    """Return the status of ``verify-pack``, what it says, and what it complains of."""
    home = pack.parents[3]
    done = call_briefbook(home, "verify-pack", str(pack), *(["--key", *keys] if keys else []))
    return done.returncode, done.stdout, done.stderr


def test_a_signed_pack_says_who_made_it_and_that_it_is_whole(pack: Path) -> None:
    status, said, complaints = verified(pack, "ann.pub", "ann.pem")
    assert (status, complaints) == (0, "")
    assert "all files are as the manifest says" in said
    assert "manifest.json is signed by this key" in said
    assert "a-small-book.pdf is signed by this certificate" in said
    assert "see whose with --key" in verified(pack)[1]


def test_another_key_and_a_pack_that_was_meddled_with_are_told_apart(pack: Path) -> None:
    home = pack.parents[3]
    write_minisign(home, "eve")
    write_certificate(home, "eve")
    status, _said, complaints = verified(pack, "eve.pub", "eve.pem")
    assert status == 1
    assert "manifest.json: is signed by another key, not by this one" in complaints
    assert "a-small-book.pdf: is signed by another certificate" in complaints
    # Whoever changes a file can change its hash in the manifest too, and no more.
    copy = shutil.copytree(pack, home / "a/b/c/copy")
    manifest, page = copy / "manifest.json", copy / "html/index.html"
    before = hashlib.sha256(page.read_bytes()).hexdigest()
    page.write_text("other", "utf-8")
    after = hashlib.sha256(page.read_bytes()).hexdigest()
    manifest.write_text(manifest.read_text("utf-8").replace(before, after), "utf-8")
    pdf = copy / "pdf/a-small-book.pdf"
    pdf.write_bytes(pdf.read_bytes().replace(b"/Type /Catalog", b"/Type /cATALOG", 1))
    ann = [str(home / name) for name in ("ann.pub", "ann.pem")]
    status, _said, complaints = verified(copy, *ann)
    assert status == 1
    assert "manifest.json: is not what was signed: it has been changed since" in complaints
    assert "html/index.html" not in complaints
    (copy / "manifest.json.minisig").unlink()
    assert "manifest.json: is unsigned" in verified(copy, ann[0])[2]
    assert "is unsigned, so anybody can have made this pack" in verified(copy)[1]


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_signed_pdf_is_as_accessible_as_before(pack: Path, profile: str) -> None:
    report = pdf_checker.validate_pdf(pack / "pdf/a-small-book.pdf", profile=profile)
    assert {failure.rule_id for failure in report.failures} == set()


def test_a_passphrase_is_never_asked_on_the_command_line(
    pack: Path, unbuilt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = pack.parents[3]
    for name in ("ann.key", "ann.p12"):
        key = str(home / name)
        monkeypatch.delenv("BRIEFBOOK_SIGN_PASSPHRASE", raising=False)
        silent = call_briefbook(unbuilt, "pack", "public", "--sign", key)
        assert silent.returncode == 2
        assert f"{name}: the key has a passphrase; run the command on a terminal" in silent.stderr
        monkeypatch.setenv("BRIEFBOOK_SIGN_PASSPHRASE", "wrong")
        wrong = call_briefbook(unbuilt, "pack", "public", "--sign", key)
        assert "the one in BRIEFBOOK_SIGN_PASSPHRASE does not open it" in wrong.stderr
        assert not (unbuilt / "build").exists()


def test_what_is_no_key_is_named(unbuilt: Path) -> None:
    made = call_briefbook(unbuilt, "pack", "public", "--sign", "conf.py")
    assert made.returncode == 2
    assert "conf.py: not a key file: neither minisign nor PKCS #12 (.p12, .pfx)" in made.stderr
    again = call_briefbook(unbuilt, "pack", "public", "--sign", "none.key")
    assert "none.key: cannot be read: No such file or directory; name a key file" in again.stderr


@pytest.fixture
def unbuilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a book whose packs hold one page that Sphinx need not be run for."""

    def collect(_tree: Path, _names: object, to: Path) -> None:
        to.mkdir()
        leak = (tmp_path / "leak").read_text("utf-8") if (tmp_path / "leak").exists() else ""
        (to / "index.html").write_text(f"<p>The bridge at Alderton.</p><!-- {leak} -->", "utf-8")

    monkeypatch.setattr(packing, "build_outputs", lambda _root, _tree, _names: 0)
    monkeypatch.setattr(packing, "collect", collect)
    return write_book(tmp_path / "book")


def test_one_hit_fails_the_command_and_leaves_no_pack(unbuilt: Path) -> None:
    assert call_briefbook(unbuilt, "pack", "public").returncode == 0
    assert (unbuilt / "build/packs/public/manifest.json").exists()
    (unbuilt.parent / "leak").write_text("asked Zwyndrechter", "utf-8")
    made = call_briefbook(unbuilt, "pack", "public")
    assert made.returncode == 2
    assert "the pack 'public' holds what it must not, and was removed:" in made.stderr
    assert "index.html: comments: word of what is cut: 'zwyndrechter'" in made.stderr
    assert not (unbuilt / "build/packs/public").exists()
    report = json.loads((unbuilt / "build/pack-reports/public/pack-report.json").read_text("utf-8"))
    assert [hit["what"] for hit in report["hits"]] == ["zwyndrechter"]


def test_a_recipient_is_one_of_the_pack(unbuilt: Path) -> None:
    made = call_briefbook(unbuilt, "pack", "public", "--recipient", "Eve")
    assert made.returncode == 2
    assert "'Eve' is not a recipient of 'public'; there are: Ann Bell, Carl Dörn" in made.stderr


def test_recipients_with_names_in_other_scripts_have_folders_of_their_own(tmp_path: Path) -> None:
    folders = {Issues(tmp_path, "public", name).folder for name in ("", "김철수", "Олена", "محمد")}
    assert len(folders) == 4


def test_a_dry_run_lists_what_would_be_cut_and_makes_nothing(unbuilt: Path) -> None:
    made = call_briefbook(unbuilt, "pack", "public", "--dry-run")
    assert made.returncode == 0
    assert "docs/chapters/harbour.md: rests on secret2025, which is withheld" in made.stdout
    assert not (unbuilt / "build").exists()


def redline_of(root: Path, *arguments: str) -> tuple[int, str, str]:
    """Return the status of a command, what it says, and the comparison that it made."""
    made = call_briefbook(root, "pack", "public", "--only", "data", *arguments)
    pdf = root / "build/packs/public/changes/changes-since-first.pdf"
    pages = PdfReader(pdf).pages if pdf.exists() else []
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    return made.returncode, made.stdout + made.stderr, text


def test_a_reader_is_shown_what_is_new_since_the_last_issue_and_nothing_else(
    tmp_path: Path,
) -> None:
    root = write_book(tmp_path / "book")
    status, said, _ = redline_of(root, "--diff", "first")
    assert status == 2
    assert "'public' was never issued as 'first' in editions/packs/public/ (there is none" in said
    assert redline_of(root, "--issue", "first")[0] == 0
    kept = (root / "editions/packs/public/first.json").read_text("utf-8")
    assert [word for word in WITHHELD if word in kept] == []
    again = redline_of(root, "--issue", "first")[1]
    assert "editions/packs/public/first.json was passed on and stays as it is" in again
    # A paragraph is changed, one is new, one is withheld from now on, with a name of its own.
    page = root / "docs/chapters/river.md"
    river = page.read_text("utf-8").replace("was closed, and", "was reopened, and")
    river = river.replace("{#river-3}", '{#river-3 handling="TLP:RED"}')
    new = "{#river-7}\nFishermen returned to Steenwijk.\n\n{#river-1}"
    page.write_text(river.replace("{#river-1}", new), "utf-8")
    status, said, text = redline_of(root, "--diff", "first")
    assert status == 0, said
    assert "Fishermen returned to Steenwijk." in text
    assert "was closedreopened, and Bremgarten" in text
    assert "river-3" in text
    assert [word for word in (*WITHHELD, "Kvaerner") if word in text] == []
    changed = root / "build/packs/public/changes/changes-since-first.pdf"
    for profile in ("ua1", "2a"):
        assert pdf_checker.validate_pdf(changed, profile=profile).failures == []


def test_the_comparison_is_searched_as_the_pack_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_book(tmp_path / "book")
    assert redline_of(root, "--issue", "first")[0] == 0
    page = root / "docs/chapters/river.md"
    page.write_text(page.read_text("utf-8").replace("was closed", "was shut"), "utf-8")
    monkeypatch.setattr(redline, "label", lambda *_words, **_values: "as Zwyndrechter told")
    status, said, _ = redline_of(root, "--diff", "first")
    assert status == 2
    assert "changes-since-first.pdf: page 1: word of what is cut: 'zwyndrechter'" in said
    assert not (root / "build/packs/public").exists()
