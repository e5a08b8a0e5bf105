"""Names of bodies as files write them: one key for equal names, and readable case for capitals."""

import re
import unicodedata
from functools import lru_cache

_SILENT = str.maketrans("", "", "'’‘`´")
_DOTTED_LETTERS = re.compile(r"\b\w(?:\.\w)+\b")
_BREAKS = re.compile(r"[^\w]+|_+")
_FOUNDATION_TRUST = re.compile(r"\b(?:nhs ?ft|nhs foundation trust)$")
_WRITTEN_OUT = {
    "national health service trust": "nhs trust",
    "integrated care board": "icb",
    "clinical commissioning group": "ccg",
    "primary care network": "pcn",
}
_LONG_FORM = re.compile(rf"\b(?:{'|'.join(_WRITTEN_OUT)})$")
_COMPANY_FORM = re.compile(
    r" (?:ltd|limited|plc|llp|cic|community interest company|public limited company"
    r"|limited liability partnership|cio|charitable incorporated organisation)$"
)

_SMALL_WORDS = frozenset(
    ("and", "at", "by", "de", "for", "from", "in", "le", "of", "on", "or", "the", "to", "under", "with")
)
_CAPITALS = frozenset(
    (
        *("NHS", "NHSFT", "FT", "ICB", "ICS", "ICP", "STP", "CCG", "PCN", "PCT", "CSU", "CIC", "CIO"),
        *("UK", "LLP", "PLC", "LMC", "CVS", "GP", "GPSI", "ENT", "OOH", "HIV", "AIDS", "CAMHS", "LD"),
        *("HMP", "YOI", "UCS", "UA", "IT"),
    )
)
_MIXED = {"LTD": "Ltd", "DR": "Dr", "DRS": "Drs", "MR": "Mr", "MRS": "Mrs", "ST": "St", "CTR": "Ctr"}
_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_VOWELS = frozenset("AEIOUY")
_LONGEST_INITIALS = 4


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """What two ways of writing one name have in common; equal keys are the same name, never nearly so.

    Case, punctuation, `&` for "and" and legal forms of companies at the end do not matter. An NHS
    trust's form is not dropped, because a place name would remain; its spellings become one.
    """
    plain = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ").translate(_SILENT)
    undotted = _DOTTED_LETTERS.sub(lambda found: found[0].replace(".", ""), plain)
    words = _BREAKS.sub(" ", undotted).strip()
    words = _LONG_FORM.sub(lambda found: _WRITTEN_OUT[found[0]], words)
    words = _FOUNDATION_TRUST.sub("nhs trust", words)
    while (shorter := _COMPANY_FORM.sub("", words)) != words:
        words = shorter
    return words


def readable_name(name: str) -> str:
    """A name in capitals as people write it; any other name is left alone, spaces apart.

    `GLOUCESTERSHIRE HOSPITALS NHS FOUNDATION TRUST` becomes `Gloucestershire Hospitals NHS
    Foundation Trust`. Only case changes, so the name's key stays the same.
    """
    tidy = " ".join(name.split())
    if not tidy.isupper():
        return tidy
    return _WORD.sub(lambda found: _cased(found[0], tidy, found.start()), tidy)


def _cased(word: str, name: str, at: int) -> str:
    lower = word.lower()
    if lower in _SMALL_WORDS and at > 0 and name[at - 1] in " -":
        return lower
    if word in _MIXED:
        return _MIXED[word]
    if word in _CAPITALS or _is_initials(word):
        return word
    if word.startswith("MC") and len(word) > 4:
        return f"Mc{word[2:].capitalize()}"
    first, mark, rest = word.partition("'")
    if len(first) == 1 and mark:
        return f"{first}'{rest.capitalize()}"
    return word.capitalize()


def _is_initials(word: str) -> bool:
    """Short words without a vowel (`JC`, `TWNS`) and single letters are said letter by letter."""
    return word.isalpha() and len(word) <= _LONGEST_INITIALS and _VOWELS.isdisjoint(word)
