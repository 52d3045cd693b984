"""Amounts that belong together: the two bounds of a range, a figure and its conversion.

What belongs here: reading the text between neighbouring amounts. What does not: exchange rates in detail, scales.
"""

from typing import Final

import polars as pl

from orchestration.extract.money_patterns import RANGE, MoneyPatterns
from orchestration.extract.numbers import read_numerals
from orchestration.extract.windows import WINDOW_CHARS, trie, without_end

AND_WORDS: Final = r"(?i)(?:et|and|y)"
BETWEEN: Final = r"(?i)(?:^|[^\p{L}])(?:entre|between)[\s\u00a0\u202f]*$"
MAX_LINK_STEPS: Final = 3
MAX_LINK_CHARS: Final = 260  # a conversion stands in the same or the next sentence
# A sum that is said to be part of another; a later sentence speaks of the whole again.
PART_OF: Final = r"(?i)(?:(?:^|[^\p{L}])(?:dont|of which|including)[^.;]{0,12}|うち[^。、]{0,14})$"
SAME_SUM: Final = 0.02  # log10: "$5bn (US$5bn)" says one sum twice
WEAK_WORDS: Final = "(?i)^(?:worth|valant)$"  # "contracts worth $300m" converts nothing
WEAK_TOLERANCE: Final = 0.3  # log10: a comma alone links two sums only when the exchange rate nearly fits


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
    ordered = parts.sort("article_id", "char_start")
    paired = _pair_whole_bounds(ordered, patterns)
    return _pair_bare_bounds(paired, patterns)


def _changes(patterns: MoneyPatterns) -> str:
    verbs = trie(patterns.words["change_verb"])
    moves = trie(patterns.words["move_verb"])
    return (
        rf"(?i)(?:^|[^\p{{L}}])(?:{verbs}(?:[^\p{{L}}.;][^.;]*)?[^\p{{L}}](?:de|d['’]|from)|{moves})[\s\u00a0\u202f]*$"
    )


def _prior(name: str, step: int = 1) -> pl.Expr:
    """Give the value of an earlier row of the same article; rows are in article order."""
    same = pl.col("article_id").shift(step) == pl.col("article_id")
    return pl.when(same).then(pl.col(name).shift(step))


def _pair_whole_bounds(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Merge two complete neighbours with only a range word between them."""
    names = ("char_start", "char_end", "name_key", "value", "power", "last_power", "before", "surface")
    prior = {name: _prior(name) for name in names}
    distance = pl.col("char_start") - prior["char_end"]
    gap = pl.col("before").str.tail(pl.when(distance.is_between(1, 6)).then(distance).otherwise(0))
    linked = gap.str.contains(f"^(?:{RANGE})$")
    needs_between = gap.str.contains(AND_WORDS)
    fits = (
        linked
        & (
            (pl.col("name_key") == prior["name_key"])
            | (prior["name_key"] == "")
            | pl.col("name_key").str.starts_with("$")
        )
        & (~needs_between | prior["before"].str.contains(BETWEEN))
        & ~gap.str.contains(r"(?i)^\s(?:ou|or)\s$")
        & ~(gap.str.contains("^から$") & pl.col("after").str.contains("^(?:に|へ)"))  # a change, not a range
        & ~prior["before"].str.contains(_changes(patterns))
    ).fill_null(value=False)
    marked = rows.with_columns(
        fits.alias("takes_prior"),
        prior["char_start"].alias("prior_start"),
        prior["value"].alias("prior_value"),
        prior["power"].alias("prior_power"),
        prior["last_power"].alias("prior_last_power"),
        prior["before"].alias("prior_before"),
        pl.concat_str(prior["surface"], gap, "surface").alias("joined"),
    ).with_columns(_prior("takes_prior", -1).fill_null(value=False).alias("is_taken"))
    take = pl.col("takes_prior") & ~pl.col("is_taken")
    return (
        marked.with_columns(
            pl.when(take).then("prior_start").otherwise("char_start").alias("char_start"),
            pl.when(take).then("joined").otherwise("surface").alias("surface"),
            pl.when(take).then("prior_before").otherwise("before").alias("before"),
            pl.when(take).then("prior_value").otherwise("low_value").alias("low_value"),
            pl.when(take & (pl.col("prior_power") + pl.col("prior_last_power") > 0))
            .then("prior_power")
            .alias("low_power"),
        )
        .filter(~pl.col("is_taken") | pl.col("takes_prior"))
        .drop(
            "takes_prior",
            "is_taken",
            "prior_start",
            "prior_value",
            "prior_power",
            "prior_last_power",
            "prior_before",
            "joined",
        )
    )


def _pair_bare_bounds(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Take the bare number before "à 5 milliards" as first bound, or as a figure of its own after a verb of change."""
    ordered = rows.with_columns(_prior("char_end").fill_null(0).alias("prior_end")).with_row_index("order")
    ends_in_range = ordered.filter(pl.col("before").str.contains(rf"[\p{{L}}\p{{N}}]{RANGE}$"))
    bounds = ends_in_range.select(
        "order", "language", pl.col("before").str.extract_groups(patterns.low).alias("bound")
    ).unnest("bound")
    read = (
        read_numerals(bounds.filter(pl.col("numeral").is_not_null()), patterns.numbers)
        .filter(pl.col("value").is_not_null())
        .select(
            "order",
            pl.col("numeral").alias("bound_numeral"),
            pl.col("surface").alias("bound_surface"),
            pl.col("gap").alias("bound_gap"),
            pl.col("value").alias("bound_value"),
            (pl.col("last_power").fill_null(0) > 0).alias("bound_is_scaled"),
        )
    )
    found = ordered.join(read, on="order", how="left", validate="1:1", maintain_order="left").drop("order")
    width = pl.col("bound_surface").str.len_chars().cast(pl.Int64) + pl.col("bound_gap").str.len_chars().cast(pl.Int64)
    outer = without_end(pl.col("before"), width)
    sized = found.with_columns(
        (pl.col("char_start") - width).alias("bound_start"),
        outer.alias("outer"),
    )
    joins = (
        pl.col("bound_value").is_not_null()
        & pl.col("low_value").is_null()
        & (pl.col("bound_start") >= pl.col("prior_end"))
        & (pl.col("bound_value") < pl.col("value"))
        & (~pl.col("bound_gap").str.contains(AND_WORDS) | pl.col("outer").str.contains(BETWEEN))
        & ~pl.col("outer").str.contains(r"[\p{L}\p{N}]$|[0-9][.,/-]$")
    ).fill_null(value=False)
    changes = pl.col("outer").str.contains(_changes(patterns)) & pl.col("bound_gap").str.contains(r"(?i)\s(?:à|to)\s")
    judged = sized.with_columns(joins.alias("joins"), changes.fill_null(value=False).alias("changes"))
    merged = _apply_bounds(judged)
    return pl.concat([merged, _borrowing_rows(judged, merged.columns)]).sort("article_id", "char_start")


def _apply_bounds(rows: pl.DataFrame) -> pl.DataFrame:
    take = pl.col("joins") & ~pl.col("changes")
    return rows.with_columns(
        pl.when(take)
        .then(pl.concat_str("bound_surface", "bound_gap", "surface"))
        .otherwise("surface")
        .alias("surface"),
        pl.when(take).then("bound_start").otherwise("char_start").alias("char_start"),
        pl.when(take).then("outer").otherwise("before").alias("before"),
        pl.when(take).then("bound_value").otherwise("low_value").alias("low_value"),
        pl.when(take & pl.col("bound_is_scaled")).then(0).otherwise("low_power").alias("low_power"),
        pl.lit(value=False).alias("is_borrowed"),
    ).select(
        *[c for c in rows.columns if not c.startswith("bound") and c not in {"outer", "joins", "changes", "prior_end"}],
        "is_borrowed",
        pl.col("low_value").is_not_null().alias("is_range"),
    )


def _borrowing_rows(rows: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Give the first figure of "porte sa mise de 500 à 520 millions" a row of its own."""
    return (
        rows.filter(pl.col("joins") & pl.col("changes"))
        .with_columns(
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
        )
        .select(columns)
    )


def link_equivalents(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Find which figure each conversion restates.

    Args:
        rows: Amounts in article then reading order with ``usual_currency`` (null when none is written).
        patterns: From ``compile_money``.

    Returns:
        The rows with ``money_mention_id``, ``equivalent_of_id`` (null unless a conversion), ``equivalent_connector``.
    """
    words = trie(sorted(patterns.words["equivalent"], key=len))
    hedge = (
        pl.when(pl.col("cue_end") <= pl.col("char_start")).then(pl.col("char_start") - pl.col("cue_start")).otherwise(0)
    )
    lead = without_end(pl.col("before"), hedge)
    bracket = lead.str.extract(r"([(（\[])[^()（）\[\]]{0,12}$")
    word = lead.str.extract(rf"(?i)(?:^|[^\p{{L}}])({words})(?:[\s\u00a0\u202f,]|aujourd['’]hui|plus|qu['’])*$")
    comma = pl.when(hedge > 0).then(lead.str.extract(r"(,)[\s\u00a0\u202f]*$"))
    keyed = rows.with_columns(
        (pl.col("article_id") + "-m" + pl.col("char_start").cast(pl.String)).alias("money_mention_id"),
        pl.coalesce(bracket, word, comma).alias("equivalent_connector"),
        bracket.is_not_null().alias("is_bracket"),
        (bracket.is_null() & (word.is_null() | word.str.contains(WEAK_WORDS))).alias("is_weak"),
    ).with_row_index("order")
    pairs = _antecedents(keyed, patterns)
    return (
        keyed.join(pairs, on="order", how="left", validate="1:1", maintain_order="left")
        .with_columns(
            pl.when(pl.col("equivalent_of_id").is_not_null()).then("equivalent_connector").alias("equivalent_connector")
        )
        .drop("order", "is_weak", "is_bracket")
    )


def _antecedents(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Choose the nearest earlier figure in another currency; a conversion of a conversion restates the first figure."""
    rates = patterns.currencies.select(
        pl.col("currency").alias("usual_currency"), pl.col("units_per_usd").log10().alias("log_rate")
    )
    sized = rows.join(rates, on="usual_currency", how="left", maintain_order="left").with_columns(
        (pl.col("value").cast(pl.Float64).log10() + pl.col("power") - pl.col("log_rate")).alias("log_usd")
    )
    placed = sized.with_columns(
        pl.col("usual_currency").is_not_null().alias("is_stated"),
        pl.col("before").str.contains(PART_OF).alias("is_part"),
    )
    fits = [
        _prior("is_stated", step)
        & (~_prior("is_part", step) | pl.col("is_bracket"))
        & (pl.col("char_start") - _prior("char_end", step) <= MAX_LINK_CHARS)
        for step in range(1, MAX_LINK_STEPS + 1)
    ]
    earlier = {
        name: pl.coalesce(pl.when(fit).then(_prior(name, step)) for step, fit in enumerate(fits, start=1))
        for name in ("money_mention_id", "usual_currency", "name_key", "candidate_count", "log_usd", "char_end")
    }
    apart = (earlier["log_usd"] - pl.col("log_usd")).abs()
    shared_name = (
        (earlier["candidate_count"].fill_null(1) > 1) & (earlier["name_key"] != pl.col("name_key")) & (apart > SAME_SUM)
    )
    distance = pl.col("char_start") - earlier["char_end"]
    gap = pl.col("before").str.tail(distance.clip(0, WINDOW_CHARS))
    is_near = (distance < WINDOW_CHARS) & ~gap.str.contains(r"[.!?;:]\s|。")
    differs = (earlier["usual_currency"] != pl.col("usual_currency")) | shared_name
    nearest = (
        placed.with_columns(
            earlier["money_mention_id"].alias("direct_id"), differs.alias("differs"), apart.alias("apart")
        )
        .filter(
            pl.col("equivalent_connector").is_not_null()
            & pl.col("is_stated")
            & pl.col("direct_id").is_not_null()
            & pl.col("differs")
            & (~pl.col("is_weak") | ((pl.col("apart") < WEAK_TOLERANCE) & is_near))
        )
        .select("order", "money_mention_id", "usual_currency", "direct_id")
    )
    roots = nearest.select(pl.col("money_mention_id").alias("direct_id"), pl.col("direct_id").alias("root_id"))
    owners = rows.select(
        pl.col("money_mention_id").alias("equivalent_of_id"), pl.col("usual_currency").alias("owner_currency")
    )
    return (
        nearest.join(roots, on="direct_id", how="left")
        .with_columns(pl.coalesce("root_id", "direct_id").alias("equivalent_of_id"))
        .join(owners, on="equivalent_of_id", how="left")
        .filter(pl.col("root_id").is_null() | (pl.col("owner_currency") != pl.col("usual_currency")))
        .select("order", "equivalent_of_id")
    )
