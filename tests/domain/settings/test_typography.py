"""What is typed with straight quotation marks is printed as the book's language has them."""

from __future__ import annotations

import pytest

from books import MakeBook
from briefbook.checks.prose.quotation_marks import find_quotations
from briefbook.domain.settings.typography import quotation_marks

NARROW, WIDE = "\u202f", "\u00a0"
FRENCH = (
    f'She said «{WIDE}yes, “no” is it{WIDE}»{NARROW}! And "so"{NARROW}; '
    f'«{WIDE}bon{WIDE}»{WIDE}: a : "b".'
)
TYPED = '# T\n\nShe said "yes, \'no\' is it" ! And \\"so\\" ; « bon » : `a : "b"`.\n'


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", 'She said “yes, ‘no’ is it” ! And "so" ; « bon » : a : "b".'),
        ("de_AT", 'She said „yes, ‚no‘ is it“ ! And "so" ; « bon » : a : "b".'),
        ("uk", 'She said «yes, „no“ is it» ! And "so" ; « bon » : a : "b".'),
        ("ja", 'She said 「yes, 『no』 is it」 ! And "so" ; « bon » : a : "b".'),
        ("fr", FRENCH),
    ],
)
def test_straight_marks_become_those_of_the_language(
    make_book: MakeBook, language: str, printed: str
) -> None:
    conf = f'language = "{language}"\n'
    book = make_book({"docs/index.md": TYPED}, "dummy", conf=conf, clean=False)
    assert book.app.env.get_doctree("index").astext().splitlines()[-1] == printed


WRITTEN_ON = """# T

그는 "'형제'라고 한다"고 *말했고* "*정말* 그렇다"라 했다.

7" 화면과 9" 화면, Kim's "책"이라.

「彼は"行く"と言った」 \\"so\\"と。
"""


def test_a_mark_before_a_particle_closes(make_book: MakeBook) -> None:
    book = make_book({"docs/index.md": WRITTEN_ON}, "dummy", conf='language = "ko"\n', clean=False)
    assert book.app.env.get_doctree("index").astext().split("\n\n")[1:] == [
        "그는 “‘형제’라고 한다”고 말했고 “정말 그렇다”라 했다.",
        '7" 화면과 9" 화면, Kim’s "책"이라.',
        '「彼は“行く”と言った」 "so"と。',
    ]


@pytest.mark.parametrize("language", "ar de en es fr he ja ko nl pl ru sv uk zh_CN".split())
def test_marks_of_every_language_are_read_by_the_checks(language: str) -> None:
    opening, closing, *_inner = quotation_marks(language)
    text = f"{opening}quoted words{closing}"
    found, alone = find_quotations(f"word {text} word")
    assert ([(q.start, q.end) for q in found], alone) == ([(5, 5 + len(text))], [])
