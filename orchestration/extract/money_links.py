"""The two bounds of a range of money, and the first figure of a change.

What belongs here: reading the text between neighbouring amounts. What does not: conversions (``money_equivalents``).
"""

from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper, groups
from orchestration.extract.money_currency import is_count
from orchestration.extract.money_patterns import RANGE, MoneyPatterns
from orchestration.extract.numbers import read_numerals
from orchestration.extract.subsets import attach, change
from orchestration.extract.windows import trie, without_end

AND_WORDS: Final = r"(?i)^[\s\u00a0\u202f](?:et|and|y|und|e|en)[\s\u00a0\u202f]$"
BETWEEN: Final = r"(?i)(?:^|[^\p{L}])(?:entre|between|zwischen|tra|fra|tussen)[\s\u00a0\u202f]*$"
LIST: Final = r"(?i)^(?:, ?(?:and|et|und|y|e)?|[\s\u00a0\u202f](?:and|et|und|y|e))[\s\u00a0\u202f]$"
EACH_ITS_OWN: Final = "(?i)respecti"  # respectively, respectivement, respectivamente
OWN_BEHIND: Final = r"(?i)^[^.;!?。]*respecti"
MIN_SHARED: Final = 6  # a scale word from the million on is said once for "$4 and $6 billion"
CURRENCY: Final = ("name_key", "currency_surface", "needs_scale", "is_common_word")  # what is said of it once for both
TO: Final = r"(?i)\s(?:à|to)\s"
FROM: Final = r"(?i)(?:^|[^\p{L}])(?:de|d['’]|from)[\s\u00a0\u202f]*$"
MIN_OWN: Final = 10_000  # a bare number from here on is written in full, whatever scale word follows the second one
MAX_FALL: Final = 20  # "de 900 à 640 millions" leads from one figure to the next, "de 2 400 à 12 millions" does not
KEPT: Final = Keeper()


def merge_ranges(parts: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Join bounds written as "3 à 5 milliards", "$2.5bn and $3.5bn" or "500 à 520 millions".

    "De X à Y" after a verb of change is two figures: the first takes scale and currency of the second.

    Args:
        parts: From ``take_apart``.
        patterns: From ``compile_money``.

    Returns:
        The rows with ``low_value`` (null unless a range), ``low_power``, ``is_range`` and ``is_borrowed`` (scale and
        currency are those of the next amount), in article then reading order.
    """
    return _pair_bare_bounds(_pair_whole_bounds(_share_scale(parts), patterns), patterns)


def _share_scale(rows: pl.DataFrame) -> pl.DataFrame:
    """Give the scale word of "$4, $5 and $6 billion" to all of the list.

    Two sums may be two things, "$15 and $6 billion", unless they are told for one after the other.
    """
    names = ("article_id", "name_key")
    gap = pl.col("before").str.tail(pl.col("char_start") - pl.col("char_end").shift(1))
    is_next = pl.all_horizontal(pl.col(name) == pl.col(name).shift(1) for name in names) & gap.str.contains(LIST)
    is_small = (pl.col("power") == 0) & (pl.col("value") < 1000) & (pl.col("name_key") != "")
    grows = is_next & is_small.shift(1) & (is_small | (pl.col("power") >= MIN_SHARED))
    chain = (~grows.fill_null(value=False)).cum_sum()
    last = pl.col("power").last().over(chain)
    dealt = (pl.col("before").str.contains(EACH_ITS_OWN) | pl.col("after").str.contains(OWN_BEHIND)).any().over(chain)
    shares = is_small & (last >= MIN_SHARED) & ((pl.len().over(chain) > 2) | dealt)
    return rows.with_columns(pl.when(shares).then(last).otherwise("power").alias("power"))


def _changes(patterns: MoneyPatterns) -> str:
    verbs, nouns, moves = (trie(patterns.words[role]) for role in ("change_verb", "change_noun", "move_verb"))
    between = r"(?:[^.;]|[.][0-9])*"
    return (  # "une hausse de 8 à 12 francs" tells by how much, "une hausse du billet de 8 à 12 francs" from where
        rf"(?i)(?:^|[^\p{{L}}])(?:(?:{verbs}(?:[^\p{{L}}.;]{between})?|{nouns} d(?:u|es|e[ \u00a0]\p{{L}}){between})"
        rf"[^\p{{L}}](?:de|d['’]|from(?: (?:an?|the|its|their) \p{{L}}+)?)|{moves})[\s\u00a0\u202f]*$"
    )


def _pair_whole_bounds(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Merge two complete neighbours with only a range word between them."""
    names = ("char_start", *CURRENCY, "value", "power", "last_power", "before", "surface")
    distance = pl.col("char_start") - pl.col("char_end").shift(1)
    is_near = (pl.col("article_id") == pl.col("article_id").shift(1)) & distance.is_between(1, 6)
    numbered = rows.with_row_index("row")
    gap = pl.col("before").str.tail(pl.col("distance"))
    is_scaled = pl.col("prior_power") + pl.col("prior_last_power") > 0
    own_power = pl.when(is_scaled | (pl.col("prior_value") > pl.col("value"))).then("prior_power")
    falls = _size("value", pl.col("power")) < _size("prior_value", pl.coalesce(own_power, "power"))
    between = ~pl.col("gap").str.contains(AND_WORDS) | pl.col("prior_before").str.contains(BETWEEN)
    pairs = (
        numbered.with_columns(
            distance.alias("distance"), *(pl.col(name).shift(1).alias(f"prior_{name}") for name in names)
        )
        .filter(is_near)
        .with_columns(gap.alias("gap"))
        .filter(pl.col("gap").str.contains(f"^(?:{RANGE})$") & ~pl.col("gap").str.contains(r"(?i)^\s(?:ou|or)\s$"))
        .filter(~((pl.col("gap") == "から") & pl.col("after").str.contains("^(?:に|へ)")))  # a change, not a range
        .filter(
            (pl.col("name_key") == pl.col("prior_name_key"))
            | (pl.col("prior_name_key") == "")
            | pl.col("name_key").str.starts_with("$")
            | (pl.col("name_key") == "")  # "between NOK 8.5 billion and 9.0 billion"
        )
        .filter(between)
    )
    if pairs.is_empty():
        return rows.with_columns(pl.lit(None, pl.Int64).alias("low_power"), pl.lit(value=False).alias("is_borrowed"))
    stated = (pl.col("name_key") != "") | (pl.col("prior_name_key") == "")
    pairs = KEPT.call(pairs.filter, stated | ~is_count(patterns))
    pairs = KEPT.call(
        pairs.select_seq,
        "row",
        *(f"prior_{name}" for name in names),
        pl.concat_str("prior_surface", "gap", "surface").alias("joined"),
        falls.alias("falls"),
        pl.col("prior_before").str.contains(_changes(patterns)).alias("changes"),
        ((pl.col("prior_name_key") == "") & (pl.col("name_key") != "") & pl.col("gap").str.contains(TO)).alias(
            "borrows"
        ),
        own_power.alias("low_power"),
    )
    chained = pairs.filter(~pl.col("changes"))  # "€10-€20-€30" is no range
    middle = chained.select("row").join(chained.select(pl.col("row") - 1), on="row", how="semi")
    apart = pl.concat([middle, middle.select(pl.col("row") + 1)])
    lone = chained.filter(~pl.col("falls")).drop("falls", "changes", "borrows").join(apart, on="row", how="anti")
    is_change = pl.col("changes") | pl.col("falls")
    borrowers = pairs.filter(is_change, "borrows")["row"] - 1  # "from 12 million to 9 million dollars"
    linked = attach(numbered, lone).with_columns(pl.col("row").is_in(borrowers.implode()).alias("is_borrowed"))
    merged = change(
        linked,
        pl.col("joined").is_not_null(),
        pl.col("prior_char_start").alias("char_start"),
        pl.col("joined").alias("surface"),
        pl.col("prior_before").alias("before"),
        pl.col("prior_value").alias("low_value"),
        *(pl.when(pl.col("name_key") == "").then(f"prior_{name}").otherwise(name).alias(name) for name in CURRENCY),
    )
    taken = lone.select(pl.col("row") - 1)
    return merged.join(taken, on="row", how="anti", maintain_order="left").drop("row", *lone.columns[1:-1])


def _size(value: str, power: pl.Expr) -> pl.Expr:
    return pl.col(value).cast(pl.Float64) * pl.lit(10.0).pow(power)


def _pair_bare_bounds(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Take the bare number before "à 5 milliards" as first bound.

    It is a figure of its own after a verb of change, and in "respectivement 12 et 8 millions".
    """
    same = pl.col("article_id") == pl.col("article_id").shift(1)
    numbered = rows.with_row_index("row")
    bounds = numbered.with_columns(
        pl.when(same).then(pl.col("char_end").shift(1)).fill_null(0).alias("prior_end")
    ).filter(pl.col("before").str.contains(rf"[\p{{L}}\p{{N}}]{RANGE}$"))
    plain = numbered.with_columns(pl.col("low_value").is_not_null().alias("is_range"))
    if bounds.is_empty():  # the pattern of a bound takes longer to compile than a sentence to read
        return plain.drop("row")
    read = _read_bounds(bounds, patterns)
    width = pl.col("bound_surface").str.len_chars().cast(pl.Int64) + pl.col("bound_gap").str.len_chars().cast(pl.Int64)
    found = (
        bounds.join(read, on="row", how="inner", validate="1:1", maintain_order="left")
        .with_columns(
            (pl.col("char_start") - width).alias("bound_start"), without_end(pl.col("before"), width).alias("outer")
        )
        .with_columns(
            (pl.col("bound_gap").str.contains(AND_WORDS) & ~pl.col("outer").str.contains(BETWEEN)).alias("is_list")
        )
        .filter(
            pl.col("low_value").is_null()
            & (pl.col("bound_start") >= pl.col("prior_end"))
            & (~pl.col("is_list") | _is_distributed())
            & ~pl.col("outer").str.contains(r"[\p{Latin}\p{N}]$|[0-9][.,/-]$|(?i)[0-9%][ \u00a0](?:per|pour)[ \u00a0]$")
        )
    )
    is_own_figure = pl.col("is_list") | _is_change(patterns)
    judged = KEPT.call(_judge_bounds(found).with_columns_seq, is_own_figure.alias("changes"))
    merged = _apply_bounds(plain, judged.filter("rises", ~pl.col("changes")))
    borrowing = _borrowing_rows(judged.filter("changes", ~pl.col("is_own")), merged.columns)
    if borrowing.is_empty():
        return merged.drop("row")
    return pl.concat([merged, borrowing]).sort("row", "is_borrowed", descending=[False, True]).drop("row")


def _is_distributed() -> pl.Expr:
    """Tell whether the sums beside an "and" are told for one after the other."""
    return pl.col("outer").str.contains(EACH_ITS_OWN) | pl.col("after").str.contains(OWN_BEHIND)


def _judge_bounds(found: pl.DataFrame) -> pl.DataFrame:
    """Tell whether a bare first bound lies below the second, and if its scale is its own ("900 000 à 1,2 million").

    "En 2025 à 12 millions" names a year. A number above the second is counted in the same units and is no bound.
    """
    first, second = pl.col("bound_value"), pl.col("value")
    is_large = (first >= MIN_OWN) & (first >= second) & (pl.col("power") > 0)
    is_own = pl.col("bound_is_scaled") | is_large
    rises = pl.when(is_own).then(first.cast(pl.Float64) < _size("value", pl.col("power"))).otherwise(first < second)
    is_year = pl.col("bound_numeral").str.contains("^(?:1[89]|20)[0-9]{2}$")
    falls = ~is_own & (first > second) & (first < second * MAX_FALL) & ~is_year
    return found.with_columns(is_own.alias("is_own"), rises.alias("rises"), falls.alias("falls")).filter(
        pl.col("rises") | pl.col("falls")
    )


def _is_change(patterns: MoneyPatterns) -> pl.Expr:
    """Tell whether "de X à Y" leads from one figure to another: behind a verb of change, or because Y is less."""
    from_to = pl.col("bound_gap").str.contains(TO)
    is_led = pl.col("outer").str.contains(FROM)
    return (from_to & (pl.col("outer").str.contains(_changes(patterns)) | (pl.col("falls") & is_led))).fill_null(
        value=False
    )


def _read_bounds(bounds: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Read the number at the end of the text before an amount."""
    bound = groups("before", patterns.low).alias("bound")
    parts = KEPT.call(bounds.select_seq, "row", "language", bound).unnest("bound")
    return (
        read_numerals(parts.filter(pl.col("numeral").is_not_null()), patterns.numbers)
        .filter(pl.col("value").is_not_null())
        .select(
            "row",
            pl.col("numeral").alias("bound_numeral"),
            pl.col("surface").alias("bound_surface"),
            pl.col("gap").alias("bound_gap"),
            pl.col("value").alias("bound_value"),
            (pl.col("last_power").fill_null(0) > 0).alias("bound_is_scaled"),
        )
    )


def _apply_bounds(rows: pl.DataFrame, bounds: pl.DataFrame) -> pl.DataFrame:
    """Widen amounts by their first bound."""
    found = bounds.select("row", "bound_surface", "bound_gap", "bound_start", "outer", "bound_value", "is_own")
    return change(
        attach(rows, found),
        pl.col("bound_start").is_not_null(),
        pl.concat_str("bound_surface", "bound_gap", "surface").alias("surface"),
        pl.col("bound_start").alias("char_start"),
        pl.col("outer").alias("before"),
        pl.col("bound_value").alias("low_value"),
        pl.when("is_own").then(0).otherwise("low_power").alias("low_power"),
        pl.lit(value=True).alias("is_range"),
    ).drop(found.columns[1:])


def _borrowing_rows(rows: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Give the first figure of "porte sa mise de 500 à 520 millions" a row of its own."""
    return rows.with_columns(
        pl.col("bound_start").alias("char_start"),
        (pl.col("bound_start") + pl.col("bound_surface").str.len_chars().cast(pl.Int64)).alias("char_end"),
        pl.col("bound_surface").alias("surface"),
        pl.col("bound_numeral").alias("numeral"),
        pl.col("bound_value").alias("value"),
        (pl.col("power") + pl.col("last_power").fill_null(0)).alias("power"),
        pl.lit(0, pl.Int64).alias("last_power"),
        pl.col("outer").alias("before"),
        pl.concat_str("bound_gap", "surface").alias("after"),
        pl.lit(None, pl.String).alias("currency_surface"),
        pl.lit(value=True).alias("is_borrowed"),
        pl.lit(value=False).alias("is_range"),
    ).select(columns)
