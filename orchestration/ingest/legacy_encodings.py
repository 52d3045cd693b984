"""Texts older than UTF-8: decoded when exactly one encoding gives sense, refused otherwise.

What belongs here: which encodings are tried and what makes a reading certain. What does not: UTF-8, byte order marks.

A wrong guess would silently turn ``12 €`` into ``12 ¤`` and a name into another one, so a reading counts only when it
is running text of a language that we know, written in that language's own letters. Short texts are never certain.
"""

import re
from functools import cache
from typing import Final

import polars as pl

from orchestration.settings import SEEDS_DIR

# Each group holds spellings of one encoding, of which the first that decodes counts: Windows 932 is Shift-JIS with more
# signs and another wave dash.
_CANDIDATES: Final = (
    ("utf-16-le",),
    ("utf-16-be",),
    ("cp1252",),
    ("iso-8859-15",),
    ("shift_jis", "cp932"),
    ("euc-jp",),
    ("iso2022_jp",),
)
_SAMPLE_CHARACTERS: Final = 20_000  # for the share of stop words; letters are checked in the whole text
_MIN_STOP_WORDS: Final = 4
_MIN_STOP_WORD_RATIO: Final = 0.15  # running text has 0.3 to 0.5
_MIN_HIRAGANA: Final = 10
_MIN_HIRAGANA_RATIO: Final = 0.15  # of the characters beyond ASCII; Japanese news has 0.3 to 0.5

# Letters beyond ASCII of each language: CLDR 46, main exemplar characters.
_LETTERS: Final = {
    "fr": "àâæçéèêëîïôœùûüÿ",
    "en": "",
    "de": "äöüß",
    "es": "áéíñóúü",
    "it": "àèéìîòóù",
    "pt": "áàâãçéêíòóôõú",
    "nl": "áäéëíïóöúü",
}
# Letters of foreign names that are the same byte in Windows 1250, 1252, 1254 and 1257, so that no other reading exists.
_NAME_LETTERS: Final = "éüöäó"
_SIGNS: Final = "\u00a0«»“”‘’„–—…•·€£¥§°²³½¼¾™®©‰¿¡ºª×±"
_MISREAD: Final = re.compile(
    r"[a-zß-ÿ][À-ÖØ-ÞŒŸŠŽ]"  # a capital inside a word: Mac Roman, or UTF-8 read as Windows
    r"|[^\W\d_][«»“”„€£¥§°½¼¾™®©‰¿¡×±][^\W\d_]"
    r"|(?<![0-9])[ºª]|(?<!m)[²³]"  # other letters in Windows 1250
    r"|[£¥][^\W\d_]"
    r"|[½¼¾][0-9]"  # currency signs of DOS
)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_HIRAGANA: Final = re.compile(r"[\u3041-\u3096]")
_JAPANESE: Final = re.compile(
    r"[\x00-\x7f\u3000-\u30ff\u4e00-\u9fff\uff01-\uff60\uffe0-\uffe6\u2010-\u203b\u2190-\u2193\u2460-\u2473\u25a0-\u25ef"
    r"§¨°±´¶×÷\u2225\u3231\u3239\u339c-\u33a1\u338f\u2116\u2121\u00a0]*"
)


def decode_legacy(content: bytes) -> tuple[str, str] | None:
    r"""Decode bytes that are no UTF-8 and have no byte order mark.

    Args:
        content: The whole file.

    Returns:
        The text and the encoding's name, or None when no reading or more than one is certain.

    Examples:
        A French article in Windows 1252 is certain; ``b"caf\xe9"`` alone is not.
    """
    readings: dict[str, str] = {}
    for group in _CANDIDATES:
        found = next(((text, name) for name in group if (text := _strictly(content, name)) is not None), None)
        if found is not None and _is_certain(found[0], is_wide=found[1].startswith("utf-16")):
            readings.setdefault(*found)
    return next(iter(readings.items())) if len(readings) == 1 else None


def _strictly(content: bytes, encoding: str) -> str | None:
    """Decode without a replacement; None when a byte does not fit, or a seven-bit encoding was never switched on."""
    if encoding == "iso2022_jp" and b"\x1b$" not in content:
        return None
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_certain(text: str, *, is_wide: bool) -> bool:
    """Tell whether this is running text of a known language and nothing else; a wrong wide reading has no words."""
    if _CONTROLS.search(text) is not None:
        return False
    language = _western_language(text)
    return _is_japanese(text) or (language is not None and (is_wide or _has_only_letters_of(language, text)))


def _is_japanese(text: str) -> bool:
    """Tell by hiragana, which nothing else has; half-width katakana are what a wrong reading yields."""
    if _JAPANESE.fullmatch(text) is None:
        return False
    beyond_ascii = sum(character > "\x7f" for character in text)
    hiragana = len(_HIRAGANA.findall(text))
    return hiragana >= _MIN_HIRAGANA and hiragana >= _MIN_HIRAGANA_RATIO * beyond_ascii


def _western_language(text: str) -> str | None:
    """Tell the language by its commonest words; None when they are too few for running text."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE_CHARACTERS])]
    counts = {language: sum(word in known for word in words) for language, known in _stop_words().items()}
    language = max(counts, key=lambda code: counts[code])
    return language if counts[language] >= max(_MIN_STOP_WORDS, _MIN_STOP_WORD_RATIO * len(words)) else None


def _has_only_letters_of(language: str, text: str) -> bool:
    """Tell whether the text could have been written in this language, names included."""
    letters = _LETTERS[language] + _NAME_LETTERS
    allowed = {*letters, *letters.upper(), *_SIGNS}
    return all(c <= "\x7f" or c in allowed for c in set(text)) and _MISREAD.search(text) is None


@cache
def _stop_words() -> dict[str, frozenset[str]]:
    """Read the commonest words of the languages whose letters are known."""
    seed = pl.read_csv(SEEDS_DIR / "passages" / "ref_stopwords.csv", infer_schema=False)
    rows = seed.select("language", "words").iter_rows()
    return {language: frozenset(words.split()) for language, words in rows if language in _LETTERS}
