"""Names as a .bib file writes them, and their parts."""

from __future__ import annotations

import pytest

from briefbook.bibliography.names import Name, read_names


def only(source: str, *, use_prefix: bool = True) -> Name:
    (name,) = read_names(source, use_prefix=use_prefix).names
    return name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (r"K{\"u}nz, Ren{\'e}e", {"family": "Künz", "given": "Renée"}),
        (r"{\v S}tepan{\'a}{\v r}, Jan", {"family": "Štepanář", "given": "Jan"}),
        ("Quill, Jr., Marten", {"family": "Quill", "given": "Marten", "suffix": "Jr."}),
        ("Marten Quill", {"family": "Quill", "given": "Marten"}),
        (
            "Ann van den Oort",
            {"family": "Oort", "given": "Ann", "non-dropping-particle": "van den"},
        ),
        (
            "de la Rade, Jeanne",
            {"family": "Rade", "given": "Jeanne", "non-dropping-particle": "de la"},
        ),
        (r"V{\'a}z{ de }Port, Luis", {"family": "Váz de Port", "given": "Luis"}),
        (r"Mu\~noz Pi{\~n}a, Ana", {"family": "Muñoz Piña", "given": "Ana"}),
        ("Seo, Dan Bi", {"family": "Seo", "given": "Dan Bi"}),
        ("{Seo Dan Bi}", {"literal": "Seo Dan Bi"}),
        ("{Board of Tides and Locks}", {"literal": "Board of Tides and Locks"}),
        (
            "family=Oort, given=Aaron, prefix=van den, useprefix=true",
            {"family": "Oort", "given": "Aaron", "non-dropping-particle": "van den"},
        ),
        ('given="Ann", family="Oort"', {"family": "Oort", "given": "Ann"}),
    ],
)
def test_a_name_has_its_parts(source: str, name: Name) -> None:
    assert only(source) == name


def test_a_particle_is_dropped_where_the_entry_says_so() -> None:
    assert only("de Rade, Ingrid", use_prefix=False) == {
        "family": "Rade",
        "given": "Ingrid",
        "dropping-particle": "de",
    }


def test_lists_are_split_at_and_outside_of_braces() -> None:
    read = read_names("Low, Ann and {Locks and Piers} and others")
    assert [name.get("family") or name.get("literal") for name in read.names] == [
        "Low",
        "Locks and Piers",
    ]
    assert read.et_al


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("Dow, A, Roe, B, Poe, C", "Dow, A and Roe, B and Poe, C"),
        ("Dow, A, Roe", "Dow, A and Roe"),
        ("Dow, A; Roe, B", "Dow, A and Roe, B"),
        ("Dow, A & Roe, B", "Dow, A and Roe, B"),
    ],
)
def test_names_split_by_commas_say_what_to_write(source: str, written: str) -> None:
    read = read_names(source)
    assert read.doubts == (
        f"{source!r} is more than one name; write and between names, e.g. {written}",
    )
    assert read.names == ({"literal": source},)


def test_a_body_without_braces_is_kept_whole_and_told() -> None:
    read = read_names("Ministry of Works")
    assert read.names == ({"literal": "Ministry of Works"},)
    assert read.doubts == (
        (
            "'Ministry of Works' reads like a body, not a person; write it in braces, "
            "{Ministry of Works}"
        ),
    )


def test_a_list_without_a_name_is_told() -> None:
    read = read_names("et al.")
    assert (read.names, read.doubts) == ((), ("'et al.' has no name; write e.g. Family, Given",))
