"""What reference managers export, as entries of biblatex."""

from __future__ import annotations

import json

import pytest

from briefbook.bibliography import to_csl
from briefbook.bibliography.exchange.bib_text import entry_text
from briefbook.bibliography.exchange.exported import ExchangeError, Exported
from briefbook.bibliography.exchange.reading import read_exported
from briefbook.bibliography.natural_names import read_names_in_words
from briefbook.bibliography.reading import read_bib
from briefbook.bibliography.tex.decode import decode_plain

RIS = """\
TY  - RPRT
ID  - rook2020
AU  - Rook, Ann
AU  - Board of Tides,
TI  - A count of boats
PB  - Tide Board
CY  - Port Ann
SN  - TB-12
M3  - Research report
VL  - 4
PY  - 2020
DA  - 2020/05/03/
SP  - 3
EP  - 9
DO  - https://doi.org/10.1000/tb_12
UR  - https://example.org/a b
Y2  - 2024/01/02/
KW  - boats
KW  - tides
LA  - en
AB  - The words of the publisher
ER  -
"""
ENDNOTE = """\
<?xml version="1.0" encoding="UTF-8"?>
<xml><records><record>
<ref-type name="Report">27</ref-type>
<contributors><authors><author><style>Rook, Ann</style></author>
<author><style>Board of Tides,</style></author></authors></contributors>
<titles><title><style>A count of </style><style face="italic">boats</style></title></titles>
<pages><style>3-9</style></pages><volume>4</volume><number>TB-12</number>
<dates><year>2020</year><pub-dates><date>May 3</date></pub-dates></dates>
<pub-location>Port Ann</pub-location><publisher>Tide Board</publisher>
<electronic-resource-num>10.1000/tb_12</electronic-resource-num>
<urls><related-urls><url>https://example.org/a b</url></related-urls></urls>
<abstract>The words of the publisher</abstract>
</record></records></xml>
"""
CSL = json.dumps(
    [
        {
            "id": "rook2020", "type": "report", "title": "A count of boats",
            "author": [{"family": "Rook", "given": "Ann"}, {"literal": "Board of Tides"}],
            "publisher": "Tide Board", "publisher-place": "Port Ann", "number": "TB-12",
            "volume": "4", "issued": {"date-parts": [["2020", "5", 3]]}, "page": "3-9",
            "DOI": "10.1000/tb_12", "URL": "https://example.org/a b",
            "abstract": "The words of the publisher",
        }
    ]
)  # fmt: skip
ZOTERO = json.dumps(
    {
        "items": [
            {"itemType": "attachment", "title": "a.pdf", "path": "/home/ann/a.pdf"},
            {
                "itemType": "report", "citationKey": "rook2020", "title": "A count of boats",
                "creators": [
                    {"creatorType": "author", "lastName": "Rook", "firstName": "Ann"},
                    {"creatorType": "author", "name": "Board of Tides"},
                ],
                "institution": "Tide Board", "place": "Port Ann", "reportNumber": "TB-12",
                "date": "May 3, 2020", "pages": "3-9", "url": "https://example.org/a b",
                "extra": "volume: 4\nDOI: 10.1000/tb_12", "version": 812,
                "abstractNote": "The words of the publisher",
            },
        ]
    }
)  # fmt: skip
RDF = """\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:vcard="http://nwalsh.com/rdf/vCard#"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
 <bib:Report rdf:about="#item_1">
  <z:itemType>report</z:itemType>
  <dc:publisher><foaf:Organization>
   <vcard:adr><vcard:Address><vcard:locality>Port Ann</vcard:locality></vcard:Address></vcard:adr>
   <foaf:name>Tide Board</foaf:name></foaf:Organization></dc:publisher>
  <bib:authors><rdf:Seq>
   <rdf:li><foaf:Person><foaf:surname>Rook</foaf:surname><foaf:givenName>Ann</foaf:givenName>
   </foaf:Person></rdf:li>
   <rdf:li><foaf:Person><foaf:surname>Board of Tides</foaf:surname></foaf:Person></rdf:li>
  </rdf:Seq></bib:authors>
  <dc:title>A count of boats</dc:title><dc:date>2020-05-03</dc:date><bib:pages>3-9</bib:pages>
  <prism:volume>4</prism:volume><prism:number>TB-12</prism:number>
  <dc:identifier><dcterms:URI><rdf:value>https://example.org/a b</rdf:value></dcterms:URI>
  </dc:identifier>
  <dc:identifier>DOI 10.1000/tb_12</dc:identifier>
  <dc:description>Citation Key: rook2020</dc:description>
  <dcterms:abstract>The words of the publisher</dcterms:abstract>
 </bib:Report>
</rdf:RDF>
"""
BIB = """@report{rook2020, author={Rook, Ann and {Board of Tides}}, title={A count of boats},
 institution={Tide Board}, location={Port Ann}, number={TB-12}, volume={4}, date={2020-05-03},
 pages={3--9}, doi={10.1000/tb_12}, url={https://example.org/a%20b}, file={/home/ann/a.pdf},
 abstract={The words of the publisher}}
"""
CSV = (
    '"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Url",'
    '"Abstract Note","Date","Pages","Volume","Publisher","Place","Extra","Number","Editor"\n'
    '"AB12CD34","report","2020","Rook, Ann; Board of Tides","A count of boats","","10.1000/tb_12",'
    '"https://example.org/a b","The words\nof the publisher","2020-05-03","3-9","4","Tide Board",'
    '"Port Ann","","TB-12",""\n'
)
SECOND_ROW = CSV.split("\n", 1)[1].replace("AB12", "AB13")
FORMATS = {
    "x.bib": BIB, "x.ris": RIS, "x.xml": ENDNOTE, "x.json": CSL, "zotero.json": ZOTERO,
    "x.rdf": RDF, "x.csv": CSV,
}  # fmt: skip


def read(name: str, text: str) -> Exported:
    return read_exported(name, text.encode())


@pytest.mark.parametrize("name", FORMATS)
def test_one_report_is_the_same_in_every_format(name: str) -> None:
    out = read(name, FORMATS[name])
    assert not out.findings
    (entry,) = out.entries
    assert entry.type == "report"
    written = {field: value.value for field, value in entry.fields.items()}
    expected = {
        "author": "Rook, Ann and {Board of Tides}", "title": "A count of boats",
        "institution": "Tide Board", "location": "Port Ann", "number": "TB-12", "volume": "4",
        "date": "2020-05-03", "pages": "3--9", "doi": "10.1000/tb_12",
        "url": "https://example.org/a%20b",
    }  # fmt: skip
    assert {field: written.get(field) for field in expected} == expected
    # Neither the publisher's words nor a path on somebody's disk come along, and that is told.
    assert not {"abstract", "file"} & set(written)
    assert sum(out.left_out.values()) >= 1


def test_an_older_rdf_of_zotero_keeps_given_names_and_what_has_a_name_of_zoteros_alone() -> None:
    older = (
        RDF.replace("givenName", "givenname")
        .replace(
            "<dc:description>Citation Key: rook2020</dc:description>",
            "<dc:description>director: Low || Bea\ndirector: Tarn || Ivo\nSeen at the quay"
            "</dc:description>\n<z:legislativeBody>Port Ann</z:legislativeBody>"
            "<z:language>français</z:language><z:newField>x</z:newField>",
        )
        .replace("2020-05-03", "03/05/2020")
    )
    out = read("x.rdf", older)
    (entry,) = out.entries
    assert entry.get("author") == "Rook, Ann and {Board of Tides}"
    assert entry.get("director") == "Low, Bea and Tarn, Ivo"
    assert entry.get("note") == "Seen at the quay"
    assert entry.get("authority") == "Port Ann"
    # A French work writes the day first.
    assert (entry.get("date"), entry.get("langid")) == ("2020-05-03", "french")
    assert out.left_out["newField"] == 1


@pytest.mark.parametrize(
    ("written", "language", "date"),
    [
        ("21/03/2019", "", "2019-03-21"),
        ("03/21/2019", "", "2019-03-21"),
        ("09/2011", "", "2011-09"),
        ("03/04/2019", "fr", "2019-04-03"),
        ("03/04/2019", "en-GB", "2019-04-03"),
        ("03/04/2019", "en-US", ""),
        ("03/04/2019", "", ""),
        ("03/04/2019", "enm", ""),
        ("1er mars 2019", "fr", "2019-03-01"),
        ("3 de mayo de 2020", "es", "2020-05-03"),
    ],
)
def test_a_date_is_read_in_the_order_of_its_language(
    written: str, language: str, date: str
) -> None:
    item = {"itemType": "book", "title": "T", "date": written, "language": language}
    (entry,) = read("x.json", json.dumps([item])).entries
    assert entry.get("date") == date
    assert entry.get("year") == ("" if date else written)


def test_ris_gives_what_the_others_have_no_field_for() -> None:
    (entry,) = read("x.ris", RIS).entries
    assert entry.get("urldate") == "2024-01-02"
    assert entry.get("type") == "Research report"
    assert (entry.get("langid"), entry.get("keywords")) == ("english", "boats, tides")


OTHER = RIS.replace("rook2020", "k")
NAMELESS = "has neither a title nor a name; it is left out"
LAST = '{"id": "k", "title": "T"}'


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("x.ris", f"{RIS}TY  - BOOK\nID  - none\nPY  - 2020\nER  - \n{OTHER}",
         (23, f"none: {NAMELESS}")),
        ("x.json", f'[{CSL[1:-1]},\n{{"id": "none", "type": "book"}},\n{LAST}]',
         (2, f"none: {NAMELESS}")),
        ("x.json", f"[{CSL[1:-1]},\n3,\n{LAST}]", (2, "cannot be read")),
        ("x.bib", f"{BIB}@book{{none, title = {{x}}, broken\n}}\n@book{{k, title={{T}}}}",
         (5, "none: ")),
        ("x.ris", f"{RIS}Words of a program\nand more\n{OTHER}", (23, "'Words of a program'")),
        ("x.csv", f'{CSV}"AA11BB22","book","2020"\n{SECOND_ROW}',
         (4, "AA11BB22: has 3 cells, and the first line 17; it is left out")),
        ("x.csv", CSV + SECOND_ROW.replace("report", "song"),
         (4, "AB13CD34: the item type 'song' is not known; it is written as @misc")),
        ("x.ris", f"{RIS}{RIS}{OTHER}", (23, "rook2020: the key is used a second time; this ")),
    ],
)  # fmt: skip
def test_a_bad_entry_costs_that_entry(name: str, text: str, says: tuple[int, str]) -> None:
    out = read(name, text)
    assert len(out.entries) == 2
    (found,) = out.findings
    assert found.path == name and found.line == says[0]
    assert found.message.startswith(says[1])


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("x.json", "[\n{,]", 2),
        ("x.xml", "<a>\n<b>", 2),
        ("x.rdf", "no", 1),
        ("x.doc", "", 0),
        ("x.json", '"words"', 1),
        ("zotero.json", '{"items": 3, "itemType": 1}', 1),
        ("x.csv", "a,b\n1,2", 1),
        ("x.csv", CSV + '"open', 4),
    ],
)
def test_a_file_that_is_no_export_is_told_with_its_line(name: str, text: str, line: int) -> None:
    with pytest.raises(ExchangeError) as error:
        read(name, text)
    assert error.value.line == line


@pytest.mark.parametrize("mark", ["\ufeff", "\r\n\r\n", ""])
def test_ris_is_read_with_a_mark_other_line_ends_and_one_blank(mark: str) -> None:
    text = mark + RIS.replace("  - ", " - ").replace("\n", "\r\n")
    (entry,) = read("x.ris", text).entries
    assert entry.get("title") == "A count of boats"


def test_ris_in_an_old_encoding_is_read_and_told() -> None:
    out = read_exported("x.ris", RIS.replace("Rook", "Röök").encode("cp1252"))
    assert out.entries[0].get("author").startswith("Röök")
    assert out.findings[0].line == 3 and "not UTF-8" in out.findings[0].message


ITEMS: dict[str, dict[str, object]] = {
    "article-journal": {"container-title": "J. of Quays", "issue": "3", "volume": "12",
                        "page": "101-120", "ISSN": "1234-5679"},
    "article-newspaper": {"container-title": "The Paper"},
    "chapter": {"container-title": "The Whole", "editor": [{"family": "Sloop", "given": "A"}],
                "publisher": "Quay", "collection-title": "Quay Series", "collection-number": "3"},
    "paper-conference": {"container-title": "Proceedings", "event-title": "A meeting"},
    "book": {"publisher": "Quay", "edition": "2", "ISBN": "978-3-16-148410-0",
             "translator": [{"family": "Tarn", "given": "T"}]},
    "legislation": {"number": "S/RES/2397", "authority": "The Council", "genre": "Resolution"},
    "legal_case": {"number": "12/99", "authority": "The Court"},
    "motion_picture": {"director": [{"family": "Low", "given": "A"}], "publisher": "Quay"},
    "dataset": {"version": "3.1", "publisher": "Tide Board", "DOI": "10.5/abc"},
    "post": {"number": "123", "custom": {"platform": "Telegram"}},
    "webpage": {"publisher": "The Site", "custom": {"archive-url": "https://archive.example/a",
                "archive-date": {"date-parts": [[2024, 2, 3]], "edtf": "2024-02-03T10:30Z"}}},
    "article": {"archive": "arXiv", "archive_location": "1701.01234 [cs.CL]"},
    "speech": {"event-title": "A meeting", "event-place": "Port Ann"},
    "thesis": {"genre": "PhD thesis", "publisher": "Port Ann University"},
    "personal_communication": {"recipient": [{"literal": "The Desk"}]},
}  # fmt: skip


@pytest.mark.parametrize("kind", ITEMS)
def test_csl_json_comes_back_as_it_was(kind: str) -> None:
    item = {
        "id": "k", "type": kind, "title": "On <i>boats</i> & “tides”: 50% more",
        "author": [{"family": "Oordt", "given": "Ann", "non-dropping-particle": "van den"},
                   {"literal": "Board of Tides and Locks"}],
        "issued": {"date-parts": [[2020, 5]]}, "accessed": {"date-parts": [[2024, 1, 2]]},
        "URL": "https://example.org/a_b%20c~d", "note": "A note", "language": "ko-KR",
        **ITEMS[kind],
    }  # fmt: skip
    (entry,) = read("x.json", json.dumps([item])).entries
    (again,) = read_bib(entry_text(entry)).entries
    made = to_csl(again)
    assert not made.unmapped and not made.findings
    same = made.item | {"custom": {n: v for n, v in made.item.get("custom", {}).items()
                                   if n != "eprint-url"}}  # fmt: skip
    assert {name: same.get(name) for name in item} == item


def test_a_preprint_of_a_manager_is_linked_on_its_server() -> None:
    text = json.dumps(
        [{"id": "k", "title": "T", "archive": "arXiv", "archive_location": "1701.01234"}]
    )
    item = to_csl(read("x.json", text).entries[0]).item
    assert item["custom"]["eprint-url"] == "https://arxiv.org/abs/1701.01234"


def test_a_key_that_no_bib_file_can_hold_is_made_one() -> None:
    text = json.dumps([{"id": "http://zotero.org/users/1/items/ABCD2345", "title": "T"},
                       {"id": "Low, A {1}", "title": "U"}])  # fmt: skip
    out = read("x.json", text)
    assert [entry.key for entry in out.entries] == ["ABCD2345", "Low-A-1"]
    assert out.unnamed == {"ABCD2345"}


def test_titles_keep_their_looks_and_their_signs() -> None:
    text = json.dumps([{"id": "k", "title": "H<sub>2</sub>O & <i>Undine</i> {x} 5 % #1 a_b"}])
    (entry,) = read("x.json", text).entries
    assert entry.get("title") == r"H\textsubscript{2}O \& \emph{Undine} (x) 5 \% \#1 a\_b"
    assert decode_plain(entry.get("title")) == "H₂O & Undine (x) 5 % #1 a_b"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Bell and Carl Dörn", ["Bell, Ann", "Dörn, Carl"]),
        ("Ann Bell, Carl Dörn and Bo van den Oordt",
         ["Bell, Ann", "Dörn, Carl", "van den Oordt, Bo"]),
        ("Ann Bell; The Desk", ["Bell, Ann", "The Desk"]),
        ("Bell, Ann and Dörn, Carl", ["Bell, Ann", "Dörn, Carl"]),
        ("Ann Bell & Carl Dörn", ["Bell, Ann", "Dörn, Carl"]),
        ("The Ministry of Works and Ports", ["The Ministry of Works and Ports"]),
        ("Élodie Garçon et Jean-Noël L’Hôte", ["Garçon, Élodie", "L’Hôte, Jean-Noël"]),
        ("Eva Falk, Bo Roe und Ida Au", ["Falk, Eva", "Roe, Bo", "Au, Ida"]),
        ("Ana Ruiz y Luis Vega", ["Ruiz, Ana", "Vega, Luis"]),
        ("José Ortega y Gasset", ["Ortega y Gasset, José"]),
        ("Іван Дуб і Олена Гай", ["Дуб, Іван", "Гай, Олена"]),
        ("Ministère des Ports et Canaux", ["Ministère des Ports et Canaux"]),
        ("Cour des comptes et Banque de France", ["Cour des comptes et Banque de France"]),
        ("Ministry of Works and Ports", ["Ministry of Works and Ports"]),
        ("Board of Tides and Locks", ["Board of Tides and Locks"]),
        ("Smith and Jones Ltd", ["Smith and Jones Ltd"]),
        ("{Kim Jong Un} and Ann Bell", ["Kim Jong Un", "Bell, Ann"]),
        ("The briefbook editors", ["The briefbook editors"]),
        ("Crisis Group", ["Crisis Group"]),
        ("Bellingcat", ["Bellingcat"]),
        ("", []),
    ],
)  # fmt: skip
def test_a_line_of_names_is_read_as_people_and_bodies(text: str, names: list[str]) -> None:
    from briefbook.bibliography.persons import name_in_list

    assert [name_in_list(name) for name in read_names_in_words(text)] == names
