"""What is said after the decimal point: digits one by one, or a number below a hundred ("trois virgule quatorze").

What belongs here: the words and the digits that they stand for. What does not: the number before the point.
"""

import re
from typing import Final

_ENGLISH: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_FRENCH: Final = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_ENGLISH_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FRENCH_TENS: Final = ("vingt", "trente", "quarante", "cinquante", "soixante", "septante", "huitante", "nonante")
_SCORES: Final = (("soixante", 60), ("quatre-vingt", 80))  # on which French counts to nineteen


def _spoken_digits() -> dict[str, str]:
    """Spell every number below a hundred in both languages, longest first."""
    spoken = {word: str(value) for words in (_ENGLISH, _FRENCH) for value, word in enumerate(words)}
    for tens, ones in ((_ENGLISH_TENS, _ENGLISH[1:10]), (_FRENCH_TENS, _FRENCH[1:10])):
        for value, ten in enumerate(tens, start=2):
            spoken |= {ten: f"{value}0"} | {f"{ten}-{one}": f"{value}{more}" for more, one in enumerate(ones, start=1)}
    for score, value in _SCORES:
        spoken |= {score: str(value)} | {
            f"{score}-{one}": str(value + more) for more, one in enumerate(_FRENCH[1:], start=1)
        }
    spoken |= {word.replace("-", "-et-"): value for word, value in spoken.items() if word.endswith(("-un", "-onze"))}
    spoken |= {word.replace("-", " "): value for word, value in spoken.items()}
    return dict(sorted(spoken.items(), key=lambda item: -len(item[0])))


SPOKEN_DIGITS: Final = _spoken_digits()
_WORDS: Final = "|".join(sorted({part for word in SPOKEN_DIGITS for part in re.split("[ -]", word)}))
POINT: Final = rf"( (?:point|virgule)(?:[ -](?:(?:{_WORDS})(?-u:\b)|[0-9]+))+)"
