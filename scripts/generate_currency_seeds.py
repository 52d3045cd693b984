"""Writes ref_currencies.csv and ref_currency_names.csv from CLDR (Babel) and a short list of press usage.

What belongs here: how the two seeds are made again. What does not: anything that runs with the pipeline.
Run with the development extra installed: ``python scripts/generate_currency_seeds.py``.
"""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel import Locale
from babel.numbers import get_currency_name, get_currency_precision, get_currency_symbol, get_territory_currencies

SEEDS: Final = Path(__file__).resolve().parents[1] / "dbt_project" / "seeds"
PRESS_USAGE: Final = Path(__file__).with_name("currency_usage.csv")
LANGUAGES: Final = ("fr", "en", "ja", "zh", "zh_Hant", "ko", "de", "es", "it", "pt", "nl")
NOT_MONEY: Final = frozenset(
    ["XAG", "XAU", "XPD", "XPT", "XBA", "XBB", "XBC", "XBD", "XTS", "XXX", "XUA", "XSU", "XRE", "XEU"]
)
OFTEN_WORDS: Final = frozenset(
    [
        "ALL",
        "BAM",
        "BAN",
        "COP",
        "CUP",
        "ESP",
        "GEL",
        "LAK",
        "LEK",
        "MAD",
        "MOP",
        "PEN",
        "RON",
        "SOS",
        "TOP",
        "TRY",
        "VES",
        "ZAL",
        "ANG",
        "BOB",
        "MDL",
        "CVE",
        "SIT",
    ]
)
ONE_SIDED: Final = ("prefix", "suffix")  # stands before or behind a number only; the other side is a row of its own
GLUED_SCALES: Final = {"k": 3, "K": 3, "M": 6, "Mio": 6, "m": 6, "Md": 9, "Mds": 9, "bn": 9, "G": 9}
GLUED_CODES: Final = (
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "CHF",
    "CAD",
    "AUD",
    "CNY",
    "RMB",
    "HKD",
    "SGD",
    "SEK",
    "NOK",
    "DKK",
    "MAD",
    "XOF",
    "XAF",
    "FCFA",
    "CFA",
    "TND",
    "DZD",
    "INR",
    "BRL",
)
LOWER_CODES: Final = (
    "usd",
    "eur",
    "gbp",
    "jpy",
    "chf",
    "cad",
    "aud",
    "cny",
    "hkd",
    "inr",
    "krw",
    "btc",
    "nok",
    "sek",
    "dkk",
    "czk",
    "pln",
    "brl",
    "mxn",
    "zar",
    "twd",
    "sar",
    "aed",
    "kwd",
    "qar",
    "egp",
    "lbp",
    "omr",
    "bhd",
    "sgd",
    "nzd",
    "myr",
    "thb",
    "idr",
    "huf",
    "ils",
    "rub",
)

# Currencies that no source quotes, and how many units of them one unit of their anchor is (their currency boards)
PEGS: Final = {
    "BMD": ("USD", 1.0),
    "BTN": ("INR", 1.0),
    "FKP": ("GBP", 1.0),
    "KYD": ("USD", 1 / 1.2),
    "SHP": ("GBP", 1.0),
}


def main(target: Path = SEEDS) -> None:
    """Write both seeds beside the other number seeds, below ``target``."""
    locale = Locale("en")
    codes = sorted(str(c) for c in locale.currencies if c not in NOT_MONEY)
    rates = _units_per_usd()
    write(
        target / "numbers" / "ref_currencies.csv",
        ("currency", "name_fr", "name_en", "name_ja", "minor_digits", "units_per_usd", "is_often_a_word"),
        (
            (
                code,
                *(get_currency_name(code, locale=language) for language in ("fr", "en", "ja")),
                get_currency_precision(code),
                rates.get(code, ""),
                str(code in OFTEN_WORDS).lower(),
            )
            for code in [*codes, "BTC"]
        ),
    )
    names = {row[:3]: row for row in [*cldr_names(codes), *glued_codes()]}
    press = list(press_names())
    names |= {row[:3]: row for row in press if row[3] not in ONE_SIDED}
    names |= {row[:4]: row for row in press if row[3] in ONE_SIDED}
    write(
        target / "numbers" / "ref_currency_names.csv",
        ("name", "currency", "language", "name_kind", "prior", "power", "needs_scale", "source"),
        sorted(names.values()),
    )


def cldr_names(codes: list[str]) -> Iterator[tuple[str, ...]]:
    """Give the CLDR names, singular and plural, the codes and the symbols that name one currency only."""
    for code in codes:
        yield (code, code, "und", "code", "1", "0", "false", "ISO 4217")
        symbol = get_currency_symbol(code, "en")
        if symbol != code and (len(symbol) > 1 or not symbol.isalpha()) and symbol not in "$¥":
            yield (symbol.replace("\u00a0", " "), code, "und", "symbol", "1", "0", "false", "CLDR")
        for tag in LANGUAGES if is_legal_tender(code) else ():  # names of the past are press usage or not said
            forms = {get_currency_name(code, count=count, locale=tag) for count in (1, 2)}
            for form in sorted(forms | inflected(forms, tag)):
                name = clean(form)
                is_clear = " " in name or "-" in name or not name.isascii()
                if is_clear and name != code.lower() and "(" not in name and len(name) > 1:
                    yield (name, code, tag[:2], "name", "1", "0", "false", "CLDR")


def inflected(forms: set[str], tag: str) -> set[str]:
    """Give the further endings of a German adjective before its noun: "schwedische Kronen", "schwedischen Kronen"."""
    adjectives = (form.partition(" ") for form in forms if tag == "de")
    return {
        f"{head}{ending}{blank}{rest}"
        for head, blank, rest in adjectives
        if blank and head[-1] == "e"
        for ending in "nr"
    }


def is_legal_tender(code: str) -> bool:
    """Tell whether any territory uses the currency today."""
    return any(
        code in get_territory_currencies(str(territory))
        for territory in Locale("en").territories
        if len(str(territory)) == 2
    )


def glued_codes() -> Iterator[tuple[str, ...]]:
    """Give codes written together with a scale, such as MUSD and kEUR, and codes in small letters."""
    aliases = {"RMB": "CNY", "FCFA": "XOF", "CFA": "XOF"}
    for code in GLUED_CODES:
        for scale, power in GLUED_SCALES.items():
            yield (scale + code, aliases.get(code, code), "und", "glued", "1", str(power), "false", "press usage")
    for code in LOWER_CODES:
        yield (code, code.upper(), "und", "code", "1", "0", "false", "press usage")


def press_names() -> Iterator[tuple[str, ...]]:
    """Expand the hand-written list: one row a currency, names parted by blanks or bars."""
    with PRESS_USAGE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for name in row["names"].split("|"):
                for candidate in row["candidates"].split("|"):
                    code, _, prior = candidate.partition(":")
                    kind, scale = row["name_kind"], row["needs_scale"]
                    yield (name, code, row["language"], kind, prior or "1", row["power"] or "0", scale, "press usage")


def clean(name: str) -> str:
    """Bring a name to the form in which text is compared: small letters, plain blanks and apostrophes."""
    return name.lower().replace("\u00a0", " ").replace("’", "'").replace("・", "").strip()


def _units_per_usd() -> dict[str, str]:
    """Read the last rate of each currency; three digits are enough to tell a thousandfold error."""
    per_eur: dict[str, float] = {"EUR": 1.0}
    with gzip.open(SEEDS / "fx" / "ecb_daily.csv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            per_eur |= {code: float(rate) for code, rate in row.items() if code and rate and code != "Date"}
    with gzip.open(SEEDS / "fx" / "nbp_fixings.csv.gz", "rt", encoding="utf-8") as lines:
        fixings = {row["currency"]: float(row["pln_per_unit"]) for row in csv.DictReader(lines)}
    pln = {code: per_eur["PLN"] / value for code, value in fixings.items() if value > 0}
    with (SEEDS / "fx" / "ref_fx_parities.csv").open(encoding="utf-8", newline="") as lines:
        parities = {row["currency"]: float(row["units_per_eur"]) for row in csv.DictReader(lines)}
    quoted = pln | per_eur | parities
    pegged = {code: quoted[anchor] * units for code, (anchor, units) in PEGS.items()}
    return {code: _three_digits(rate / per_eur["USD"]) for code, rate in (pegged | quoted).items()}


def _three_digits(rate: float) -> str:
    """Print a rate without exponent, three significant digits."""
    return f"{float(f'{rate:.3g}'):.9f}".rstrip("0").rstrip(".")


def write(path: Path, header: tuple[str, ...], rows: Iterator[tuple[object, ...]] | list[tuple[str, ...]]) -> None:
    """Write one seed with a header and line feeds."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
