"""The same kinds of things, as other templates and other programs write them."""

from __future__ import annotations

import pytest

from articles.pages import page, read

LINE = "The pilot counted the waves, one after the other, until the evening came over the lake."

PLACES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "raised by a style or a class": (
        ("<p>It held 10<span style='vertical-align: super'>4</span> litres of"
        " H<span class='sub'>2</span>O.</p>"),
        [("paragraph", "It held 10⁴ litres of H₂O.")],
    ),
    "a loose mark at the end of a sentence": (
        "<p>Then they left.<sup>3</sup> It held 10<sup>3</sup> litres.</p>",
        [("paragraph", "Then they left. It held 10³ litres.")],
    ),
    "a note in the margin": (
        ("<p>The crew was 20<label class='sidenote-number'></label><span class='sidenote'>Counted"
        " by hand.</span> in March.</p>"),
        [("note", "Counted by hand."), ("paragraph", "The crew was 20 in March.")],
    ),
    "a note whose number stands in an element of its own": (
        ("<p>The crew was 20<a class='footnote-anchor' id='a-1' href='#f-1'>1</a> in March.</p>"
        "<div class='footnote'><a id='f-1' class='footnote-number' href='#a-1'>1</a><div><p>Counted"
        " by hand.</p></div></div>"),
        [("paragraph", "The crew was 20 in March."), ("note", "Counted by hand.")],
    ),
    "a mark that says footnote": (
        ("<p>The crew was 20<sup><a href='#f1'>[footnote 1]</a></sup> in March.</p>"
        "<ol><li id='f1'><p>Counted by hand.</p></li></ol>"),
        [("paragraph", "The crew was 20 in March."), ("note", "Counted by hand.")],
    ),
    "meanings in paragraphs": (
        "<dl><dt>Bow</dt><dd><p>The front of it.</p><p>It is old.</p></dd></dl>",
        [("item", "Bow: The front of it."), ("paragraph", "It is old.")],
    ),
    "a list of days": (
        ("<ul><li><time>5 November 2024</time><p>The first boat left the yard.</p></li>"
        "<li><time>12 January 2025</time><p>The second boat sank at the quay.</p></li></ul>"),
        [("item", "5 November 2024"), ("paragraph", "The first boat left the yard."),
         ("item", "12 January 2025"), ("paragraph", "The second boat sank at the quay.")],
    ),
    "days in bold": (
        f"<p><b>5 November 2024</b></p><p>{LINE}</p><p><b>12 January 2025</b></p><p>It sank.</p>",
        [("paragraph", "5 November 2024"), ("paragraph", LINE),
         ("paragraph", "12 January 2025"), ("paragraph", "It sank.")],
    ),
    "a heading by its role, another in a button": (
        (f"<div role='heading' aria-level='3'>Boats of iron</div><p>{LINE}</p>"
        f"<h3><button>Boats of wood</button></h3><p>{LINE.replace('pilot', 'cook')}</p>"),
        [("heading", "Boats of iron"), ("paragraph", LINE),
         ("heading", "Boats of wood"), ("paragraph", LINE.replace("pilot", "cook"))],
    ),
    "a table by its roles": (
        ("<div role='table'><div role='row'><span role='columnheader'>Year</span>"
        "<span role='columnheader'>Boats</span></div><div role='row'><span role='cell'>2021</span>"
        "<span role='cell'>7</span></div></div>"),
        [("table", "Year, Boats; 2021, 7")],
    ),
    "a table in a cell": (
        ("<table><tr><th>Year</th><th>Boats</th></tr><tr><td>2021</td><td>7<table><tr><td>iron</td>"
        "<td>wood</td></tr></table></td></tr></table>"),
        [("table", "Year, Boats; 2021, 7 iron wood")],
    ),
    "a formula drawn beside its MathML": (
        ("<p>So <span class='katex'><span><math><msup><mi>x</mi><mn>2</mn></msup></math></span>"
        "<span aria-hidden='true'>x2</span></span> holds, the pilot wrote.</p>"),
        [("paragraph", "So x² holds, the pilot wrote.")],
    ),
    "a formula hidden behind its picture": (
        ("<p>So <span><span style='display:none'><math><msup><mi>x</mi><mn>2</mn></msup></math>"
        "</span><img src='x.svg' alt='{x^{2}}' class='mwe-math-fallback-image'></span> holds.</p>"),
        [("paragraph", "So x² holds.")],
    ),
    "a formula in a script": (
        "<p>So <span class='MathJax'>x2</span><script type='math/tex'>x^2</script> holds.</p>",
        [("paragraph", r"So \(x^2\) holds.")],
    ),
    "roots, sums and prefixes in MathML": (
        ("<p>So <m:math><m:mroot><m:mi>x</m:mi><m:mn>3</m:mn></m:mroot></m:math> and <math>"
        "<munderover><mo>∑</mo><mn>1</mn><mi>n</mi></munderover><mi>a</mi></math> are equal.</p>"),
        [("paragraph", "So ³√x and ∑₁ⁿa are equal.")],
    ),
    "paragraphs in elements of a site's own": (
        f"<x-text>{LINE}</x-text><x-text>{LINE.replace('pilot', 'cook')}</x-text>",
        [("paragraph", LINE), ("paragraph", LINE.replace("pilot", "cook"))],
    ),
    "what only looks like a byline, in the midst": (
        f"<p>{LINE}</p><p>By Water and Road</p><p>May 2020</p><p>It sank.</p>",
        [("paragraph", LINE), ("paragraph", "By Water and Road"), ("paragraph", "May 2020"),
         ("paragraph", "It sank.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_another_template(name: str) -> None:
    middle, wanted = PLACES[name]
    found = read(page(middle))
    assert found.between == wanted
    assert found.article.warnings == ()


@pytest.mark.parametrize(
    ("middle", "between", "left_out"),
    [
        ("<p>It cost <span style='text-decoration: line-through'>200</span> 300 crowns.</p>",
         "It cost 300 crowns.", ("deleted words", "200")),
        ("<p style='font-size:0'>Nobody sees this.</p><p>It cost 3 crowns.</p>",
         "It cost 3 crowns.", ("hidden text", "Nobody sees this.")),
        ("<dialog><p>Nobody sees this.</p></dialog><p>It cost 3 crowns.</p>",
         "It cost 3 crowns.", ("hidden text", "Nobody sees this.")),
        (("<table><tr><th>Year</th><th>Boats</th></tr><tr hidden><td>2020</td><td>8</td></tr>"
         "<tr><td>2021</td><td>7</td></tr></table>"), "Year, Boats; 2021, 7",
         ("hidden text", "2020")),
        ("<svg role='img'><title>Boats fell to 3</title></svg><p>It cost 3 crowns.</p>",
         "It cost 3 crowns.", ("description of a picture", "Boats fell to 3")),
        (("<img data-src=a.png><noscript><img src=a.png alt='Boats fell to 3'></noscript>"
         "<p>It cost 3 crowns.</p>"),
         "It cost 3 crowns.", ("description of a picture", "Boats fell to 3")),
        (("<table><tr><td class='linenos'><pre>1\n2</pre></td><td><pre>sink()\nswim()</pre></td>"
         "</tr></table>"), "sink() swim()", ("line numbers", "1 2")),
    ],
)  # fmt: skip
def test_what_another_template_hides_is_named(
    middle: str, between: str, left_out: tuple[str, str]
) -> None:
    found = read(page(middle))
    assert [text for _kind, text in found.between] == [between]
    assert left_out in found.left_out


def test_a_list_that_is_counted_down_keeps_its_numbers() -> None:
    blocks = read(page("<ol reversed><li>Iron</li><li>Wood</li></ol>")).article.blocks
    assert [(block.number, block.text) for block in blocks if block.kind == "item"] == [
        (2, "Iron"), (1, "Wood"),
    ]  # fmt: skip
