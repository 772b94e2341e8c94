"""The language of a text, as far as its script and commonest words tell."""

from __future__ import annotations

import re
from collections import Counter

_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("fa", re.compile(r"[پچژگ]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
#: A script decides from this share of the letters; the letters of one language from less.
_SHARE = {"ko": 0.2, "ja": 0.1, "zh": 0.2, "fa": 0.02, "ar": 0.3, "he": 0.3, "uk": 0.02, "ru": 0.3}
_COMMON = {
    "en": "the and of to in that is was for with said from has have it on",
    "de": "der die und das den von zu mit ist im nicht auf ein eine dem des",
    "fr": "le la les des et en du que une est dans pour qui sur au par",
    "es": "el la de que y en los del se las por un para con una su",
    "it": "il di che e la in un per una del della con non sono le gli",
    "pt": "o de que e do da em um para com uma os no se na por",
    "nl": "de het een van en in is dat op te met voor zijn niet er aan",
    "pl": "w i na z do nie się że jest to o jak po za przez od",
}
_LEAST_HITS = 3
#: So many characters tell the language.
_SAMPLE = 4000


def language_of(text: str) -> str:
    """Return the language as an ISO 639-1 code, or nothing where it is not clear."""
    text = text[:_SAMPLE]
    letters = sum(map(str.isalpha, text)) or 1
    for code, pattern in () if text.isascii() else _SCRIPTS:
        if len(pattern.findall(text)) / letters >= _SHARE[code]:
            return code
    counts = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    hits = {code: sum(counts[word] for word in words.split()) for code, words in _COMMON.items()}
    ranked = sorted(hits.items(), key=lambda pair: -pair[1])
    clear = ranked[0][1] >= _LEAST_HITS and ranked[0][1] > ranked[1][1]
    return ranked[0][0] if clear else ""
