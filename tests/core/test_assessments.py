"""What editors say of a source, out of a file that may be as ugly as it likes."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefbook.core.tables.assessments import read_assessments

GOOD = '[k]\nreliability = "B"\ncredibility = "2"\ndescriptor = "d"\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", ""),
        ("\ufeff" + GOOD, ""),
        (GOOD.replace("\n", "\r\n"), ""),
        (GOOD.replace('"d"', '["a", "b"]'), ""),
        (GOOD + GOOD, "5: column 3: not valid TOML: Cannot declare ('k',) twice; fix it"),
        (GOOD.replace('"d"', '"""d'), "4: not valid TOML: Unterminated string"),
        (GOOD.replace('"d"', '"d\0"'), "4: a NUL byte, which no text has"),
        ("k = " + "[" * 9999, " nested too deeply to be read"),
        ("[k]\nwords = " + "9" * 9999, "2: not valid TOML: a number is too long"),
        (GOOD.replace('"d"', '"d\\u202e"'), "1: [k] descriptor holds U+202E, which does not print"),
        (GOOD.replace('"d"', "{a = 1}"), "1: [k] descriptor is neither a text nor a list"),
        (GOOD.replace("[k]", "# two\n['k']").replace("2", "7"), "2: [k] credibility = '7'; exp"),
        ("k = 1\n", "1: [k] expected a table of fields"),
        (GOOD.replace("k", "kk"), "1: [kk] no record has this key; did you mean 'k'?"),
    ],
)
def test_an_ugly_file_is_read_or_refused_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "assessments.toml"
    path.write_bytes(text.encode())
    found = [str(finding) for finding in read_assessments(path, "a.toml", ["k"]).findings]
    assert len(found) == bool(says), found
    assert "".join(found).startswith(f"a.toml:{says}" if says else "")


def test_a_file_in_another_encoding_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "assessments.toml"
    path.write_bytes(GOOD.encode() + "# Ä".encode("latin-1"))
    (found,) = read_assessments(path, "a.toml", ["k"]).findings
    assert str(found).startswith("a.toml:5: not UTF-8 (byte 0x")
