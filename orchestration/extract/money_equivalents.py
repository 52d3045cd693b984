"""A figure and its conversion into another currency.

What belongs here: which figure a conversion restates, told by the words between them. What does not: exchange rates in
detail, ranges (``money_links``).
"""

from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper
from orchestration.extract.money_patterns import MoneyPatterns
from orchestration.extract.subsets import attach
from orchestration.extract.windows import WINDOW_CHARS, trie, without_end

MAX_LINK_STEPS: Final = 3
MAX_LINK_CHARS: Final = 260  # a conversion stands in the same or the next sentence
# A sum that is said to be part of another; a later sentence speaks of the whole again.
PART_OF: Final = r"(?i)(?:(?:^|[^\p{L}])(?:dont|of which|including)[^.;]{0,12}|うち[^。、]{0,14})$"
SAME_SUM: Final = 0.02  # log10: "$5bn (US$5bn)" says one sum twice
TRAIL: Final = "^(?:前後|程度|ほど)?(に(?:当たる|あたる|相当する))"  # "約37億ドルに当たる"
WEAK_TOLERANCE: Final = 0.3  # log10: a comma alone links two sums only when the exchange rate nearly fits
FAR: Final = 3.5  # log10: a slip in the scale word is a thousandfold; beyond, the next sentence converts nothing
BRACKET: Final = r"([(（\[])[^()（）\[\]]{0,12}$"
OPENING_CHARS: Final = 3  # from a sum to the one in the bracket behind it
COMMA: Final = r"(,)[\s\u00a0\u202f]*$"
KEPT: Final = Keeper()


def link_equivalents(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Find which figure each conversion restates.

    Args:
        rows: Amounts in article then reading order with ``usual_currency`` (null when none is written).
        patterns: From ``compile_money``.

    Returns:
        The rows with ``money_mention_id``, ``equivalent_of_id`` (null unless a conversion), ``equivalent_connector``.
    """
    keyed = rows.with_columns(
        (pl.col("article_id") + "-m" + pl.col("char_start").cast(pl.String)).alias("money_mention_id"),
    ).with_row_index("row")
    connected = _connectors(keyed, patterns)
    if connected.is_empty():
        return keyed.drop("row").with_columns(
            pl.lit(None, pl.String).alias("equivalent_of_id"), pl.lit(None, pl.String).alias("equivalent_connector")
        )
    linked = _antecedents(_sized(keyed, patterns), connected)
    return attach(keyed, linked).drop("row")


def link_by_place(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Link what only the settled currencies tell: "9 billion pesos, almost $10 million" in a text about Chile.

    Until the places are weighed a shared name stands for its most common currency, whose rate a comma cannot trust; and
    one side of "35 million euros (23 billion)" had none.

    Args:
        rows: From ``settle_currencies``.
        patterns: From ``compile_money``.

    Returns:
        The rows in the same order, with the conversions that were left open.
    """
    is_shared = (pl.col("candidate_count") > 1) & (pl.col("currency") != pl.col("usual_currency"))
    beside = is_shared.shift(1) & (pl.col("article_id") == pl.col("article_id").shift(1))
    is_near = (pl.col("char_start") - pl.col("char_end").shift(1)) < WINDOW_CHARS
    is_bare = pl.col("currency_basis") == "inherited"
    in_bracket = pl.col("before").str.contains(BRACKET) & (is_bare | is_bare.shift(1))
    announced = (pl.col("cue_end").is_not_null() & beside) | in_bracket
    is_open = pl.col("equivalent_of_id").is_null() & announced & is_near
    asked = rows.filter(is_open.fill_null(value=False)).select("article_id").unique()
    if asked.is_empty():
        return rows
    links = ("equivalent_of_id", "equivalent_connector")
    placed = rows.join(asked, on="article_id", how="semi", maintain_order="left").with_columns(
        pl.coalesce("currency", "usual_currency").alias("usual_currency")
    )
    found = link_equivalents(placed.drop("money_mention_id", *links), patterns).select(
        "money_mention_id", *(pl.col(link).alias(f"placed_{link}") for link in links)
    )
    return (
        attach(rows, found, key="money_mention_id")
        .with_columns(
            pl.when(pl.col("equivalent_of_id").is_null()).then(f"placed_{link}").otherwise(link).alias(link)
            for link in links
        )
        .drop(f"placed_{link}" for link in links)
    )


def _connectors(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Find what announces a conversion: ``row``, ``equivalent_connector``, ``is_bracket``, ``is_weak``."""
    weak = patterns.words["weak_equivalent"]  # "contracts worth $300m" converts nothing by itself
    words = trie(sorted([*patterns.words["equivalent"], *weak], key=len))
    is_weak = rf"(?i)^(?:{trie(weak)})$"
    # "une filiale (au capital de 3 M£)", "(of which $3m)": what stands in such brackets converts nothing
    other_sum = rf"(?i)[(（\[](?:{trie(patterns.words['other_sum'])})[^()（）\[\]]*$"
    announced = rf"(?i)(?:^|[^\p{{L}}])({words})(?:[\s\u00a0\u202f,]|aujourd['’]hui|plus|qu['’])*$"
    is_hedged = (pl.col("cue_end") <= pl.col("char_start")).fill_null(value=False)
    hedge = pl.when(is_hedged).then(pl.col("char_start") - pl.col("cue_start")).otherwise(0)
    lead = pl.col("lead")
    bracket = pl.when(~lead.str.contains(other_sum)).then(lead.str.extract(BRACKET))
    word = pl.coalesce(lead.str.extract(announced), pl.col("trail"))
    comma = pl.when(pl.col("is_hedged")).then(lead.str.extract(COMMA))
    trailed = rows.with_columns(pl.col("after").str.extract(TRAIL).alias("trail"))
    may_convert = is_hedged | pl.col("trail").is_not_null() | pl.col("before").str.contains(f"{BRACKET}|{announced}")
    led = KEPT.call(trailed.filter, may_convert).select(
        "row", "trail", is_hedged.alias("is_hedged"), without_end(pl.col("before"), hedge).alias("lead")
    )
    return KEPT.call(
        led.select_seq,
        "row",
        pl.coalesce(bracket, word, comma).alias("equivalent_connector"),
        bracket.is_not_null().alias("is_bracket"),
        (bracket.is_null() & (word.is_null() | word.str.contains(is_weak))).alias("is_weak"),
    ).filter(pl.col("equivalent_connector").is_not_null())


def unlink_same_currency(rows: pl.DataFrame) -> pl.DataFrame:
    """Take back the conversions of which both sides turn out to be in one currency: "$5 bn, or US$5,000 million".

    A conversion is per year, per month or per share as its original is.

    Args:
        rows: Sums with ``money_mention_id``, ``equivalent_of_id``, ``equivalent_connector``, ``per`` and settled
            ``currency``.

    Returns:
        The rows in the same order.
    """
    originals = rows.select(
        pl.col("money_mention_id").alias("equivalent_of_id"),
        pl.col("currency").alias("original_currency"),
        pl.col("per").alias("original_per"),
    )
    is_same = (pl.col("currency") == pl.col("original_currency")).fill_null(value=False)
    return (
        rows.join(originals, on="equivalent_of_id", how="left", validate="m:1", maintain_order="left")
        .with_columns(
            pl.when(~is_same).then(pl.col("equivalent_of_id", "equivalent_connector")),
            pl.when(~is_same).then(pl.coalesce("per", "original_per")).otherwise("per").alias("per"),
        )
        .drop("original_currency", "original_per")
    )


def _sized(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Give each sum its size in dollars at a usual rate."""
    rates = patterns.currencies.select(
        pl.col("currency").alias("usual_currency"), pl.col("units_per_usd").log10().alias("log_rate")
    )
    return (
        rows.select(
            "row", "article_id", "passage_index", "sentence_index", "char_start", "char_end", "before",
            "money_mention_id", "usual_currency", "name_key", "candidate_count", "value", "power",
        )
        .join(rates, on="usual_currency", how="left", maintain_order="left")
        .with_columns(log_usd=pl.col("value").cast(pl.Float64).log10() + pl.col("power") - pl.col("log_rate"))
    )  # fmt: skip


def _antecedents(rows: pl.DataFrame, connected: pl.DataFrame) -> pl.DataFrame:
    """Choose the nearest earlier figure in another currency; a conversion of a conversion restates the first figure."""
    earlier = _nearest_earlier(rows, connected)
    apart = (pl.col("earlier_log_usd") - pl.col("log_usd")).abs()
    shared_name = (
        (pl.col("earlier_candidate_count").fill_null(1) > 1)
        & (pl.col("earlier_name_key") != pl.col("name_key"))
        & (apart > SAME_SUM)
    )
    differs = (pl.col("earlier_usual_currency") != pl.col("usual_currency")) | shared_name
    distance = pl.col("char_start") - pl.col("earlier_char_end")
    gap = pl.col("before").str.tail(distance.clip(0, WINDOW_CHARS))
    is_near = (distance < WINDOW_CHARS) & ~gap.str.contains(r"[.!?;:]\s|。")
    begun = pl.col("passage_index") - pl.col("earlier_passage_index")  # the next item of a list may restate a sum
    is_same = pl.col("earlier_sentence_index") == pl.col("sentence_index")
    goes_on = (
        pl.when(begun == 0)
        .then((is_same & ~pl.col("is_bracket")) | (distance <= OPENING_CHARS) | (apart < FAR))
        .otherwise((distance <= OPENING_CHARS) | ((begun == 1) & (apart < WEAK_TOLERANCE)))
    )
    nearest = earlier.filter(differs & goes_on & (~pl.col("is_weak") | ((apart < WEAK_TOLERANCE) & is_near))).select(
        "row",
        "equivalent_connector",
        "money_mention_id",
        "usual_currency",
        pl.col("earlier_money_mention_id").alias("direct_id"),
    )
    roots = nearest.select(pl.col("money_mention_id").alias("direct_id"), pl.col("direct_id").alias("root_id"))
    chained = nearest.join(roots, on="direct_id", how="left").with_columns(
        pl.coalesce("root_id", "direct_id").alias("equivalent_of_id")
    )
    owners = rows.select(
        pl.col("money_mention_id").alias("equivalent_of_id"), pl.col("usual_currency").alias("owner_currency")
    ).join(chained.select("equivalent_of_id").unique(), on="equivalent_of_id", how="semi")
    return (
        chained.join(owners, on="equivalent_of_id", how="left")
        .filter(pl.col("root_id").is_null() | (pl.col("owner_currency") != pl.col("usual_currency")))
        .select("row", "equivalent_of_id", "equivalent_connector")
    )


def _nearest_earlier(rows: pl.DataFrame, connected: pl.DataFrame) -> pl.DataFrame:
    """Put the nearest earlier sum that may be meant beside each announced one, its columns as ``earlier_…``.

    A bracket behind a sum without a currency restates that one, which is told once currencies are settled.
    """
    is_bare = pl.col("usual_currency").is_null() & (pl.col("article_id") == pl.col("article_id").shift(-1))
    behind_bare = rows.filter(is_bare & (pl.col("char_start").shift(-1) - pl.col("char_end") <= OPENING_CHARS))
    announced = (
        rows.join(connected, on="row", how="inner", maintain_order="left")
        .filter(pl.col("usual_currency").is_not_null())
        .filter(~(pl.col("is_bracket") & pl.col("row").is_in((behind_bare["row"] + 1).implode())))
    )
    names = (
        "article_id",
        "passage_index",
        "sentence_index",
        "char_end",
        "before",
        "money_mention_id",
        "usual_currency",
        "name_key",
        "candidate_count",
        "log_usd",
    )
    steps = []
    for step in range(1, MAX_LINK_STEPS + 1):
        near = announced.filter(pl.col("row") >= step)
        index = near.get_column("row").cast(pl.Int64) - step
        prior = rows.select(pl.col(name).gather(index).alias(f"earlier_{name}") for name in names)
        steps.append(pl.concat([near, prior], how="horizontal").with_columns(pl.lit(step).alias("step")))
    return (
        pl.concat(steps)
        .filter(
            (pl.col("earlier_article_id") == pl.col("article_id"))
            & pl.col("earlier_usual_currency").is_not_null()
            & (pl.col("char_start") - pl.col("earlier_char_end") <= MAX_LINK_CHARS)
        )
        .filter(pl.col("is_bracket") | ~pl.col("earlier_before").str.contains(PART_OF))
        .sort("row", "step")
        .unique("row", keep="first", maintain_order=True)
    )
