"""The same input gives the same bytes, wherever and whenever it is built."""

from __future__ import annotations

from pathlib import Path

from books import RealBook, build_book, copy_book


def test_another_place_and_time_zone_and_locale_give_the_same_bytes(
    real_book: RealBook, tmp_path: Path
) -> None:
    other = tmp_path / "another place" / "книга"
    copy_book(other)
    build_book(
        other,
        environment={
            "HOME": str(tmp_path),
            "LANG": "de_DE.UTF-8",
            "LC_ALL": "C",
            "PYTHONHASHSEED": "1",
            "TZ": "Asia/Seoul",
        },
        cold=True,
    )
    first, second = (contents(root / "build") for root in (real_book.root, other))
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert any(name.endswith(".pdf") for name in first)


def contents(build: Path) -> dict[str, bytes]:
    """Return every file of the site and the PDF, by its path."""
    return {
        path.relative_to(build).as_posix(): path.read_bytes()
        for folder in ("html", "pdf")
        for path in sorted((build / folder).rglob("*"))
        if path.is_file()
    }
