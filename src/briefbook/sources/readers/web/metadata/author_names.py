"""Names of authors as a page states them, without what stands around a name."""

from __future__ import annotations

import re

from briefbook.core.words.text import tidy
from briefbook.sources.readers.web.metadata.houses import Houses
from briefbook.sources.readers.web.metadata.page_words import one_of
from briefbook.sources.reading.bylines import cased, read_byline, without_role

_ROLE = re.compile(rf"\b(?:{one_of('roles')})\b", re.IGNORECASE)
#: What leads to a name: “Par”, “Propos recueillis par”, “View all posts by”; “Von” may be a name.
_LEAD = re.compile(
    r"(?:(?:view |see )?(?:all )?(?:posts|articles|stories) |(?:writ|publish|post)(?:ed|ten) "
    r"|story |text )?by\s+"
    r"|(?:(?:propos )?recueillis?|écrit|rédigé|publié|posté)? ?par\s+"
    r"|(?:escrito|redactado|publicado|texto)? ?por\s+"
    r"|(?:geschrieben |verfasst |eingestellt )von\s+|von\s+(?=(?-i:[^\W\d_a-z]\S+ [^\W\d_a-z]))",
    re.IGNORECASE,
)
#: What systems write where nobody is named, or link to.
_NOBODY = re.compile(
    r"no author|unknown|anonymous|(?:view|see) my complete profile|afficher mon profil complet"
    r"|ver todo mi perfil|mein (?:vollständiges )?profil anzeigen"
    r"|(?:developed|designed|powered) by .*",
    re.IGNORECASE,
)
_LONGEST_NAME = 8
_AND = re.compile(r" (?:and|und|et|og|och|ve|и|та) ")


def tidied_names(stated: tuple[str, ...], houses: Houses) -> tuple[str, ...]:
    """Return the names of persons without roles, initials in brackets and credits of pictures."""
    found = []
    for name in map(_without_brackets, stated):
        byline = read_byline(f"By {name}") if _AND.search(name) else None
        parts = byline.authors if byline and byline.authors else _parted(name)
        found += [cased(without_role(houses.cut_from(_without_lead(tidy(part))))) for part in parts]
    return tuple(dict.fromkeys(name for name in found if _is_author(name)))


def _without_lead(name: str) -> str:
    lead = _LEAD.match(name)
    return name[lead.end() :].rstrip(" .") if lead else name


def _without_brackets(name: str) -> str:
    return re.sub(r"\s*\([^()]*\)\s*$", "", name)


def _is_author(name: str) -> bool:
    if _NOBODY.fullmatch(name):
        return False
    written = re.search(r"[^\W\d_]{2}|[\u3400-\u9fff]", name) is not None
    short = 0 < len(name.split()) <= _LONGEST_NAME
    return written and short and "@" not in name and not name.startswith(("(", "/", "http", "©"))


def _parted(names: str) -> list[str]:
    """Part names by semicolons, and by commas where all are names in full, none “Bell, Ann”."""
    parts = re.split(r"\s*;\s*", names)
    whole = [part for name in parts for part in re.split(r"\s*,\s*", name) if part]
    named = [part for part in whole if not _ROLE.search(part)]
    return named if named and all(1 < len(part.split()) < 5 for part in named) else parts
