"""What a Word document says as one reads it on the screen, and what is left out by name."""

from __future__ import annotations

import pytest

from articles.adding import Adder
from articles.word_files import STYLES, paragraph, row, run, word_file
from briefbook.sources.adding.intake import read_article
from briefbook.sources.reading.article import Article, Metadata

TITLE = paragraph("Boats at the harbour", style="Title")
FIRST = paragraph("The harbour office counted twelve boats in the spring.")


def read(adder: Adder, *body: str, strict: bool = False, **parts: str) -> Article:
    data = word_file(TITLE, FIRST, *body, strict=strict, **parts)
    article = read_article(str(adder.file("a.docx", data)), Metadata(), 10**8).article
    assert not [warning for warning in article.warnings if "no place" in warning]
    return article


def rest(article: Article) -> list[tuple[str, str]]:
    """Return the blocks behind the title and the first paragraph, as kind and text."""
    return [(block.kind, block.text) for block in article.blocks[2:]]


def left_out(article: Article) -> list[tuple[str, str]]:
    return [(omission.reason, omission.text) for omission in article.left_out]


RAISED = '<w:vertAlign w:val="superscript"/>'
BY_HAND = '<w:position w:val="6"/><w:sz w:val="14"/>'
HIGHER = '<w:position w:val="8"/>'
LOWERED = '<w:vertAlign w:val="subscript"/>'


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"{run('It held 10')}{run('6', RAISED)}{run(' litres.')}", "It held 10⁶ litres."),
        (f"{run('H')}{run('2', LOWERED)}{run('O')}", "H₂O"),
        (f"{run('The 5')}{run('th', RAISED)}{run(' of May')}", "The 5th of May"),
        (f"{run('x')}{run('1', RAISED)}{run('2', RAISED)}", "x¹²"),
        (
            f"{run('It held 10')}{run('6', BY_HAND)}",
            "It held 10⁶",
        ),
        (f"{run('It held 10')}{run('6', HIGHER)}{run(' or so', HIGHER)}", "It held 10⁶ or so"),
        (f"{run('x')}{run('a', RAISED)}{run('b', RAISED)}", "x^(ab)"),
        (f"<w:smartTag>{run('Riverton')}</w:smartTag>", "Riverton"),
        (f'<w:fldSimple w:instr="DATE">{run("5 May")}</w:fldSimple>', "5 May"),
        (f"<w:sdt><w:sdtContent>{run('Ann Bell')}</w:sdtContent></w:sdt>", "Ann Bell"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"),
        ("<w:r><w:t>Non</w:t><w:noBreakHyphen/><w:t>break</w:t></w:r>", "Non-break"),
        ("<w:r><w:t>so</w:t><w:softHyphen/><w:t>ft</w:t><w:tab/><w:t>tab</w:t></w:r>", "soft tab"),
        (
            (
                "<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r>"
                "</m:sup></m:sSup><m:r><m:t>+1</m:t></m:r></m:oMath>"
            ),
            "x²+1",
        ),
        (
            (
                "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t>"
                "</m:r></m:den></m:f></m:oMath>"
            ),
            "(a+b)/2",
        ),
    ],
)
def test_what_stands_inside_a_paragraph_is_read(adder: Adder, inside: str, text: str) -> None:
    assert rest(read(adder, paragraph(inside))) == [("paragraph", text)]


def test_a_field_gives_its_words_and_not_its_instruction(adder: Adder) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText>HYPERLINK "https://harbour.example/"</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("the harbour")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    link = f'<w:hyperlink r:id="web">{run("its page")}</w:hyperlink>'
    article = read(adder, paragraph(run("See "), field, run(" and "), link, run(".")))
    assert rest(article) == [("paragraph", "See the harbour and its page.")]
    assert [(one.text, one.target) for one in article.blocks[-1].runs if one.style == "link"] == [
        ("the harbour", "https://harbour.example/"),
        ("its page", "https://harbour.example/"),
    ]


def test_tracked_changes_are_taken_as_accepted_and_counted(adder: Adder) -> None:
    deleted = "<w:del w:id='1'><w:r><w:delText>500</w:delText></w:r></w:del>"
    article = read(
        adder,
        paragraph(run("The port lost "), deleted, f"<w:ins w:id='2'>{run('600')}</w:ins>"),
        paragraph(f"<w:moveFrom w:id='3'>{run('The lock opens.')}</w:moveFrom>"),
        paragraph(f"<w:moveTo w:id='4'>{run('The lock opens.')}</w:moveTo>"),
        paragraph("One paragraph", properties="<w:rPr><w:del w:id='5'/></w:rPr>"),
        paragraph(" of two."),
    )
    assert [text for _kind, text in rest(article)] == [
        "The port lost 600",
        "The lock opens.",
        "One paragraph of two.",
    ]
    assert left_out(article) == [("deleted text", "500"), ("text moved away", "The lock opens.")]
    assert article.warnings == ("3 tracked changes taken as accepted",)


def test_struck_words_are_left_out_by_name(adder: Adder) -> None:
    article = read(adder, paragraph(run("It cost "), run("200", "<w:strike/>"), run(" 300.")))
    assert rest(article) == [("paragraph", "It cost 300.")]
    assert left_out(article) == [("struck text", "200")]


def test_a_row_that_was_deleted_is_no_row(adder: Adder) -> None:
    gone = row("2019", "11", properties="<w:trPr><w:del w:id='1'/></w:trPr>")
    article = read(adder, f"<w:tbl>{row('Year', 'Boats')}{gone}{row('2020', '12')}</w:tbl>")
    assert article.blocks[-1].rows == (("Year", "Boats"), ("2020", "12"))
    assert left_out(article) == [("deleted text", "2019 11")]


def test_hidden_words_and_placeholders_are_left_out_by_name(adder: Adder) -> None:
    hidden = run("Hidden words. ", "<w:vanish/>")
    seen = run("Seen words.", '<w:vanish w:val="0"/>')
    placeholder = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
    )
    article = read(adder, paragraph(hidden, seen, placeholder))
    assert rest(article) == [("paragraph", "Seen words.")]
    assert left_out(article) == [("hidden text", "Hidden words."), ("placeholder", "Click here")]


FOOTNOTES = (
    f'<w:footnote w:type="separator" w:id="0">{paragraph("line")}</w:footnote>'
    f'<w:footnote w:id="2">{paragraph("The port counted them by hand.")}</w:footnote>'
)
COMMENTS = f'<w:comment w:id="0">{paragraph("Is this right?")}</w:comment>'
NOTED = paragraph(
    run("The crew was 20"),
    f'<w:r><w:rPr>{RAISED}</w:rPr><w:footnoteReference w:id="2"/></w:r>',
    run(" in March."),
)


@pytest.mark.parametrize("strict", [False, True], ids=["as Word writes", "strict"])
def test_a_footnote_is_a_note_and_its_mark_no_figure(adder: Adder, *, strict: bool) -> None:
    article = read(adder, NOTED, strict=strict, footnotes=FOOTNOTES, comments=COMMENTS)
    assert rest(article) == [
        ("paragraph", "The crew was 20 in March."),
        ("note", "The port counted them by hand."),
    ]
    assert [(one.style, one.target) for one in article.blocks[2].runs] == [
        ("", ""),
        ("note", "1"),
        ("", ""),
    ]
    assert article.blocks[3].label == "1"
    assert left_out(article) == [("comment", "Is this right?")]
    assert article.warnings == ("1 comment left out",)


def test_footnotes_and_endnotes_have_marks_of_their_own(adder: Adder) -> None:
    star = '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    end = '<w:r><w:endnoteReference w:id="7"/></w:r>'
    endnotes = f'<w:endnote w:id="7">{paragraph("At the end.")}</w:endnote>'
    article = read(
        adder, paragraph(run("Starred"), star, end), footnotes=FOOTNOTES, endnotes=endnotes
    )
    assert article.blocks[2].text == "Starred"
    assert [(block.locator, block.label, block.text) for block in article.blocks[3:]] == [
        ("note 1", "*", "The port counted them by hand."),
        ("note 2", "i", "At the end."),
    ]


def numbered(list_id: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="5"/>'
    '<w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
    '<w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_words_own_numbers_make_items_and_outline_levels_headings(adder: Adder) -> None:
    article = read(
        adder,
        paragraph("A point", properties=numbered(1)),
        paragraph("Part of it", properties=numbered(1, level=1)),
        paragraph("Another", properties=numbered(1)),
        paragraph("A bullet", properties=numbered(2)),
        paragraph("A new list", properties=numbered(3)),
        paragraph("No list at all", properties=numbered(0)),
        paragraph("By outline", properties='<w:outlineLvl w:val="1"/>'),
        paragraph("By style", style="H1"),
        FIRST.replace("twelve", "eleven"),
        numbering=NUMBERING,
    )
    assert [(block.kind, block.text, block.number) for block in article.blocks[2:8]] == [
        ("item", "A point", 5),
        ("item", "Part of it", 1),
        ("item", "Another", 6),
        ("item", "A bullet", 0),
        ("item", "A new list", 1),
        ("paragraph", "No list at all", 0),
    ]
    assert [(block.kind, block.level) for block in article.blocks[8:10]] == [
        ("heading", 3),
        ("heading", 2),
    ]


def test_a_single_numbered_point_is_no_heading(adder: Adder) -> None:
    single = paragraph("A point by itself", properties=numbered(1))
    article = read(adder, single, FIRST.replace("twelve", "six"), numbering=NUMBERING)
    assert rest(article)[0] == ("item", "A point by itself")


def test_bold_lines_are_headings_where_no_style_says_so_and_plain_ones_are_not(
    adder: Adder,
) -> None:
    article = read(
        adder,
        paragraph(run("How they counted", "<w:b/>")),
        FIRST.replace("twelve", "six"),
        paragraph("A short line without a stop"),
        FIRST.replace("twelve", "nine"),
    )
    assert [kind for kind, _text in rest(article)] == [
        "heading", "paragraph", "paragraph", "paragraph",
    ]  # fmt: skip


def test_a_text_box_is_read_once_behind_its_paragraph(adder: Adder) -> None:
    inside = f"<w:txbxContent>{paragraph('Words in the box.')}</w:txbxContent>"
    box = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{inside}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    article = read(adder, paragraph(run("Words beside it."), box))
    assert rest(article) == [
        ("paragraph", "Words beside it."),
        ("paragraph", "Words in the box."),
    ]


def test_merged_cells_come_once_and_a_table_in_a_cell_is_kept(adder: Adder) -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("Boats")}</w:tc>'
    high = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("2020")}</w:tc>'
    on = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph()}</w:tc>"
    nested = f"<w:tc><w:tbl>{row('big', 'small')}</w:tbl>{paragraph()}</w:tc>"
    article = read(adder, f"<w:tbl>{row(wide)}{row(high, '12')}{row(on, nested)}</w:tbl>")
    assert article.blocks[-1].rows == (("Boats", ""), ("2020", "12"), ("", "big, small"))
    assert article.blocks[-1].text == "Boats; 2020, 12; big, small"


def test_a_table_that_only_places_text_is_paragraphs(adder: Adder) -> None:
    cell = f"{paragraph(run('Outer', '<w:b/>'))}{paragraph('Inner words.')}"
    article = read(adder, f"<w:tbl>{row(cell)}</w:tbl>")
    assert rest(article) == [("paragraph", "Outer"), ("paragraph", "Inner words.")]


def test_contents_heads_feet_and_descriptions_are_left_out_by_name(adder: Adder) -> None:
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr descr="A red boat"/></wp:inline></w:drawing></w:r>'
    )
    article = read(
        adder,
        paragraph("How they counted 3", style="TOC1"),
        paragraph(run("Seen."), picture),
        header=paragraph("The Harbour Paper"),
        footer=paragraph("Page 1"),
    )
    assert rest(article) == [("paragraph", "Seen.")]
    assert left_out(article) == [
        ("table of contents", "How they counted 3"),
        ("description of a picture", "A red boat"),
        ("page header", "The Harbour Paper"),
        ("page footer", "Page 1"),
    ]


def test_the_large_first_letter_of_a_paragraph_belongs_to_it(adder: Adder) -> None:
    letter = paragraph("T", properties='<w:framePr w:dropCap="drop"/>')
    assert rest(read(adder, letter, paragraph("he lock."))) == [("paragraph", "The lock.")]


def test_short_lines_in_one_paragraph_keep_their_ends(adder: Adder) -> None:
    verse = (
        "<w:r><w:t>The river runs,</w:t><w:br/><w:t>the lock</w:t><w:br/><w:t>stands.</w:t></w:r>"
    )
    (block,) = read(adder, paragraph(verse)).blocks[2:]
    assert block.text == "The river runs, the lock stands."
    assert block.lines == ("The river runs,", "the lock", "stands.")


def test_a_single_heading_at_the_top_is_the_headline(adder: Adder) -> None:
    body = [paragraph("Boats", style="H1"), FIRST, paragraph("The count", style="H2"), FIRST]
    path = adder.file("a.docx", word_file(*body[:3], body[3].replace("twelve", "six")))
    blocks = read_article(str(path), Metadata(), 10**8).article.blocks
    assert [(block.kind, block.level) for block in blocks if block.kind != "paragraph"] == [
        ("headline", 0),
        ("heading", 2),
    ]


def test_a_quotation_of_libreoffice_is_one(adder: Adder) -> None:
    style = '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quotations"/></w:style>'
    said = paragraph("The water has no memory.", style="Q")
    article = read(adder, said, styles=STYLES + style)
    assert rest(article) == [("quote", "The water has no memory.")]
