"""Spelled numerals as they stand in dates and durations, and the whole numbers that they mean.

What belongs here: building one lookup from the seed's elementary number words. What does not: amounts of money, which
have their own reader with scale words and decimals.
"""

from collections.abc import Mapping
from typing import Final

LARGEST_COUNT: Final = 999  # "a thousand years" and more are no horizon
YEARS: Final = range(1000, 2100)

_Words = Mapping[int, str]


def _below_hundred_fr(number: int, words: _Words) -> str:
    if number <= 16 or number in (20, 30, 40, 50, 60):
        return words[number]
    if number < 70:
        tens = number // 10 * 10
        return f"{words[tens]} {words[number - tens]}"
    base = 60 if number < 80 else 80
    head = words[60] if base == 60 else f"{words[4]} {words[20]}"
    return head if number == base else f"{head} {_below_hundred_fr(number - base, words)}"


def _below_hundred_en(number: int, words: _Words) -> str:
    if number <= 20 or number % 10 == 0:
        return words[number]
    return f"{words[number // 10 * 10]} {words[number % 10]}"


def _french(number: int, words: _Words) -> str:
    parts = []
    if number >= 1000:
        parts += ([words[number // 1000]] if number >= 2000 else []) + [words[1000]]
        number %= 1000
    if number >= 100:
        parts += ([words[number // 100]] if number >= 200 else []) + [words[100]]
        number %= 100
    if number in range(17, 20):
        parts.append(f"{words[10]} {words[number - 10]}")
    elif number:
        parts.append(_fix_teens(number, words))
    return " ".join(parts)


def _fix_teens(number: int, words: _Words) -> str:
    teens = dict(words) | {17: f"{words[10]} {words[7]}", 18: f"{words[10]} {words[8]}", 19: f"{words[10]} {words[9]}"}
    if number in range(77, 80):
        return f"{words[60]} {teens[number - 60]}"
    if number in range(97, 100):
        return f"{words[4]} {words[20]} {teens[number - 80]}"
    return _below_hundred_fr(number, teens)


def _english(number: int, words: _Words) -> str:
    parts = []
    if number >= 1000:
        parts += [words[number // 1000], words[1000]]
        number %= 1000
    if number >= 100:
        parts += [words[number // 100], words[100]]
        number %= 100
    if number:
        parts.append(_below_hundred_en(number, words))
    return " ".join(parts)


def _kanji(number: int, words: _Words) -> str:
    text = ""
    for scale in (1000, 100, 10):
        digit, number = divmod(number, scale)
        if digit:
            text += (words[digit] if digit > 1 else "") + words[scale]
    return text + (words[number] if number else "")


def spelled_numbers(words: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """Spell every count up to 199 and every year from 1000 to 2099, in three languages.

    Args:
        words: Language to elementary number word to value (``{"fr": {"deux": 2, ...}, ...}``).

    Returns:
        Spelling (lower case, blanks for hyphens, without "et" and "and") to its value.

    Examples:
        "soixante quinze" gives 75, "nineteen seventy eight" 1978, "二千十六" and "二〇一六" 2016.
    """
    by_value = {language: {v: w for w, v in reversed(list(pairs.items()))} for language, pairs in words.items()}
    french, english, kanji = by_value["fr"], by_value["en"], by_value["ja"]
    kanji = {**kanji, 1: next(w for w, v in words["ja"].items() if v == 1)}
    spelled: dict[str, int] = {}
    for number in (*range(1, LARGEST_COUNT + 1), *YEARS):
        spelled[_french(number, french)] = number
        spelled[_english(number, english)] = number
        spelled[_kanji(number, kanji)] = number
        spelled["".join(kanji[int(digit)] for digit in str(number))] = number
    for number in range(1100, 2100):
        century, rest = divmod(number, 100)
        if (century % 10 and century != 20) or (century == 20 and rest >= 10):
            pair = f"{_english(century, english)} {_english(rest, english) or english[100]}"
            spelled.setdefault(pair, number)
        if century < 20:
            spelled.setdefault(f"{_french(century, french)} {french[100]} {_french(rest, french)}".strip(), number)
            if rest >= 10:
                spelled.setdefault(f"{_french(century, french)} {_french(rest, french)}", number)
    plurals = {f"{word}s": value for word, value in spelled.items() if word.endswith((" vingt", " cent"))}
    return spelled | plurals | {word: value for pairs in words.values() for word, value in pairs.items()}
