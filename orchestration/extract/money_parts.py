"""One written amount taken apart: numeral, scale words, currency.

What belongs here: what can be told from the surface and the few words after it. What does not: neighbours and context.
"""

from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper, groups
from orchestration.extract.money_patterns import MoneyPatterns, clean_name
from orchestration.extract.money_tails import add_tail
from orchestration.extract.numbers import read_numerals

MAX_DIGITS: Final = 18
# Inside an address; "1 . 8500 marks" is text cut into tokens; a "multi-million-dollar" plan has no number.
CUT_BEFORE: Final = r"(?:https?://|www\.)\S*$|[%_=&?#]$|(?:^|[^0-9])[0-9]{1,3} [.,] $|(?i:multi)-$"
EDGES: Final = {
    "begins_in_letters": "^[A-Za-z]",
    "ends_in_letters": "[A-Za-z]$",
    "ends_in_sign": r"[ \u00a0]\p{Sc}$",
}
SPANS: Final = ("numeral_at", "numeral_width", "low_at", "low_width")
FORM_COLUMNS: Final = (  # what a form tells of its sums
    "form", "language", *EDGES, *SPANS, "prefix", "inner_half", "power", "scale_key", "scale_surface", "name_key",
    "currency_surface", "needs_scale", "is_common_word",
)  # fmt: skip
KEPT: Final = Keeper()


def take_apart(found: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Give each match its value, scale and currency name; drop matches that are no amount.

    Args:
        found: From ``windows.find_windows``.
        patterns: From ``compile_money``.

    Returns:
        The kept rows with ``numeral``, ``low`` (first bound inside the surface), ``value``, ``top_value``,
        ``low_value`` (Decimal(38, 9), before scaling), ``power`` (Int64, of the scale words), ``other_value``,
        ``reading``, ``other_reading``, ``scale_key`` (the scale words in small letters), ``name_key`` (lookup form of
        the currency or null) and ``currency_surface``.
    """
    formed = found.with_columns(pl.col("surface").str.replace_all("[0-9]", "0").alias("form"))
    forms = _read_forms(formed.select("form", "language").unique(maintain_order=True), patterns)
    shaped = formed.join(forms, on=["form", "language"], how="inner", validate="m:1", maintain_order="left")
    valued = _with_values(_without_cut(shaped), patterns)
    return add_tail(valued.filter(pl.col("value").is_not_null()), patterns)


def _read_forms(forms: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Take each different form apart once, all digits being alike: few sums are written twice, few forms only once."""
    rows = forms.with_row_index("row")
    named = _with_names(_split(rows, patterns.shape, patterns.rest), patterns)
    again = named.filter(~pl.col("is_whole")).select(rows.columns)
    kept = [named]
    if again.height:  # the pattern of words takes longer to compile than a sentence to read
        kept.append(_with_names(_split(again, patterns.word_shape, patterns.rest), patterns))
    is_short = pl.col("numeral").str.count_matches("[0-9０-９]") <= MAX_DIGITS
    whole = pl.concat(kept).filter(pl.col("is_whole") & is_short)
    edged = _with_spans(whole).with_columns(
        pl.col("form").str.contains(edge).alias(name) for name, edge in EDGES.items()
    )
    return _with_powers(edged, patterns).select(FORM_COLUMNS)


def _with_spans(forms: pl.DataFrame) -> pl.DataFrame:
    """Tell where in a surface of each form its number stands, and the first bound before it."""
    numeral, low, dash, rest = (
        pl.col(name).str.len_chars().cast(pl.Int64) for name in ("numeral", "low", "dash", "rest")
    )
    start = pl.col("form").str.len_chars().cast(pl.Int64) - rest - numeral
    return forms.with_columns(
        start.alias("numeral_at"),
        numeral.alias("numeral_width"),
        (start - dash - low).alias("low_at"),
        low.alias("low_width"),
    )


def _without_cut(found: pl.DataFrame) -> pl.DataFrame:
    """Drop matches inside a word or address: the scan knows ASCII boundaries only and finds "cr" in "crédits"."""
    before, after = pl.col("before"), pl.col("after")
    beside = {  # what must not stand beside each edge
        "begins_in_letters": before.str.contains(r"\p{Latin}$"),
        "ends_in_letters": after.str.contains(r"^[\p{Latin}²³]"),  # "EUR 20 m²" is no 20 million
        "ends_in_sign": after.str.contains("^[0-9]"),  # the next price
    }
    numbered = found.select("before", "after", *beside).with_row_index("row")
    cut = [numbered.filter(edge).filter(neighbour).get_column("row") for edge, neighbour in beside.items()]
    is_free = pl.repeat(True, found.height, eager=True).scatter(pl.concat(cut), False)
    return found.filter(is_free).filter(~before.str.contains(CUT_BEFORE)).drop(*beside)


def _split(rows: pl.DataFrame, shape: str, rest: str) -> pl.DataFrame:
    split = KEPT.call(rows.with_columns_seq, groups("form", shape).alias("parts")).unnest("parts")
    rests = groups("rest", rest).alias("rests")
    return KEPT.call(split.with_columns_seq, rests).unnest("rests")


def _with_names(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Look the currency up; a match is whole when all of its text is understood."""
    name = clean_name(pl.col("name"))
    written = pl.when(pl.col("prefix").fill_null("") != "").then(clean_name(pl.col("prefix"))).otherwise(name)
    return (
        rows.with_columns(written.alias("name_key"), pl.coalesce("prefix", "name").alias("currency_surface"))
        .join(patterns.keys, left_on="name_key", right_on="name", how="left", validate="m:1", maintain_order="left")
        .with_columns(
            (
                pl.col("numeral").is_not_null()
                & (pl.col("name_key").fill_null("") == "").or_(pl.col("glued_power").is_not_null())
                & ((pl.col("prefix").fill_null("") == "") | (pl.col("name").fill_null("") == ""))
            ).alias("is_whole")
        )
    )


def _with_powers(forms: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Read the scale words."""
    scale = pl.col("scale").str.to_lowercase().str.replace_all(r"[ \u00a0\u202f\u2009-]+", " ").str.strip_chars()
    scale_surface = pl.col("scale").str.strip_chars("- \u00a0\u202f\u2009").replace("", None)
    both = forms.with_columns(
        scale.str.replace(r"^(?:d['’]|de |of )", "").alias("scale_key"), scale_surface.alias("scale_surface")
    ).with_columns(
        pl.col("scale_key").str.extract(r"^(\S+)").alias("word"),
        pl.col("scale_key").str.extract(r"^\S+ (\S+)$").alias("second_word"),
    )
    powers = patterns.scales.filter("is_default").select("word", "language", "power")
    for word in ("word", "second_word"):
        both = _join_power(both, powers, word)
    parts = (pl.col(name).fill_null(0) for name in ("power_word", "power_second_word", "glued_power"))
    return both.with_columns(pl.sum_horizontal(parts).alias("power"))


def _with_values(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Read the number of each surface, and the first bound; words that hold their scale inside give it up."""
    written = pl.col("surface").str
    spelled = rows.with_columns(
        written.slice("numeral_at", "numeral_width").alias("numeral"),
        written.slice("low_at", "low_width").alias("low"),
    )
    read = read_numerals(spelled, patterns.numbers)
    low = read_numerals(
        read.filter(pl.col("low").is_not_null()).select(pl.col("low").alias("numeral"), "low", "language").unique(),
        patterns.numbers,
    )
    lows = low.select("low", "language", pl.col("value").alias("low_value"))
    both = read.join(lows, on=["low", "language"], how="left", validate="m:1", maintain_order="left")
    return both.drop("form", "low", *SPANS)


def _join_power(rows: pl.DataFrame, powers: pl.DataFrame, word: str) -> pl.DataFrame:
    """Find the power of ten of a scale word in the passage's language, else in any."""
    own = powers.rename({"word": word, "power": "own_power"})
    und = powers.sort(pl.col("language") != "und", pl.col("language") != "en").unique(
        "word", keep="first", maintain_order=True
    )
    other = und.select(pl.col("word").alias(word), pl.col("power").alias("other_power"))
    return (
        rows.join(own, on=[word, "language"], how="left", maintain_order="left")
        .join(other, on=word, how="left", maintain_order="left")
        .with_columns(pl.coalesce("own_power", "other_power").alias(f"power_{word}"))
        .drop("own_power", "other_power")
    )
