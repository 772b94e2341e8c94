"""The names of the files that a reader takes away."""

from __future__ import annotations

from sphinx.config import Config

from briefbook.output.file_names import brief_name, pdf_name


def _config(title: str, chapters: list[str]) -> Config:
    config = Config({}, {"project": title})
    for name, value in (("brief_pdf_name", ""), ("brief_pdf_chapters", chapters)):
        config.add(name, value, "", ())
    return config


def test_the_name_is_the_title_in_latin_letters() -> None:
    assert pdf_name(_config("Война и мир", [])) == "voyna-i-mir"
    assert pdf_name(_config("Rivers", ["one", "two"])) == "rivers-one-two"


def test_a_long_title_is_cut_to_what_a_file_system_takes() -> None:
    one = _config("A very long title " * 40, ["one"])
    two = _config("A very long title " * 40, ["two"])
    assert len(brief_name(one)) < 200
    assert pdf_name(one) != pdf_name(two)
