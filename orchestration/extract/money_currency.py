"""Which currency an amount is in, and whether a number without one is money at all.

What belongs here: elided currencies, nouns that make a number a count. What does not: names that several currencies
share (``money_context``), finding names in the text; exchange rates.
"""

from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper
from orchestration.extract.money_context import find_home_currencies, weigh_countries
from orchestration.extract.money_equivalents import OPENING_CHARS
from orchestration.extract.money_patterns import SIGN, MoneyPatterns
from orchestration.extract.subsets import attach, change
from orchestration.extract.windows import trie

PART_OF_SUM: Final = (  # "140 billion of that": a part of a sum, no count
    r"(?i)^ of (?:that|this|it|which|(?:the|its|their) (?:total|cost|sum|amount|money|funding|bill|budget|package))"
    r"(?-u:\b)"
)
DEFINITE: Final = r"(?:^|[ \u00a0])(?:[Ll]es|[Dd]es|[Cc]es|[Aa]ux)[ \u00a0]$"
NAMED: Final = (  # "les 54 milliards de France 2030": the money of a programme; inhabitants and things have a plural
    r"^ (?:de |d['’])(?:\p{Lu}\p{Ll}+\p{Lu}\p{L}*|\p{Lu}\p{L}*[^\P{L}sx])(?:[^\p{L}-]|$)"
)
# "Aが12兆ルピア、Bが9兆、Cが6兆。残る3兆は": a list that tells its currency once, and the rest of it
EASTERN_LISTED: Final = r"[兆億][\p{Han}\p{Katakana}ー]{0,8}、[^、。「」0-9０-９]{1,24}[がはに]$"
EASTERN_REST: Final = r"(?:^|[、。])(?:残る|残り|このうち|うち)の?$"
EASTERN_END: Final = "^(?:[、。）)」]|を|で|は|が|ずつ|$)"
EASTERN_COUNTED: Final = (
    "(?:人口|利用者|会員|契約|口座|登録|世帯|観客|視聴|部数|台数|件数|株|回線|ダウンロード)[^、。]{0,6}$"
)
KEPT: Final = Keeper()
INHERITED_CONFIDENCE: Final = 0.9
MIN_SCALE: Final = 5  # a number without currency is looked at from the lakh on
OPENED: Final = r"[(（]$"
CLOSED: Final = r"^[\s\u00a0]?[)）]"
FITTING: Final = 0.3  # log10: as far from the usual rate as a conversion may be
CLOSE_CHARS: Final = 40  # a clause goes on in the currency of the sum before
UNLIKE: Final = 20  # times the largest sum of a currency: a sum beyond is in another
RATIO: Final = (
    r"(?i)^ (?:pour|sur|contre|for|in every|out of) "
    r"(?:une?|deux|trois|quatre|cinq|one|two|three|four|five|every)[^\p{L}]"
)
NOT_ONE: Final = r"(?i)(?:^|[^\p{L}])(?:pas|ni|sans|not|nor|without)(?: (?:même|even))?[ \u00a0]$"  # "pas un euro"
RATED: Final = r"^[ \u00a0]?[=＝]"  # "$1 = 1.38 Australian dollars": a rate, no sum
RATE: Final = r"(?:^|[^0-9０-９.,])[1１](?:[.,]0+)?[ \u00a0]?(?:\p{L}[\p{L}. ]*|\p{Sc})?[ \u00a0]?[=＝][ \u00a0]?$"
PRICE: Final = r"[0-9][.,][0-9]{2}$"
INDIAN: Final = r"((?:crore|lakh)s?)$"  # scale words that are said of rupees and taka alone
MEANING: Final = (  # "un crore : dix millions", "a crore, or ten million": a word is explained
    r"(?i)(?:^|[^\p{L}])(?:une?|an?|one|le mot|the word) [«\"“]?(?:crore|lakh|[bmtr]+illion|milliard|trillion)[»\"”]?"
    r"(?: ?[:=(]|, ?(?:or|soit|c['’]est-à-dire|i\.e\.,?)| (?:is|equals|means|vaut|est|fait|désigne|représente))"
    r"[ \u00a0]?$"
)
HEADED: Final = r"(?i)[(（\[](?:[^()（）\[\]0-9]{1,30} )?(?:en|in) $"
SHELL: Final = r"\$(?:[a-z_][a-z_]+|\{|\(|(?:HOME|PATH|USER|PWD|SHELL|LANG|EDITOR)(?-u:\b))"


def usual_currencies(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Give each written name its most likely currency, before any context.

    Returns:
        The rows with ``usual_currency``, ``usual_prior`` and ``candidate_count``.
    """
    return rows.join(
        patterns.usual, left_on="name_key", right_on="name", how="left", validate="m:1", maintain_order="left"
    )


def drop_counts(rows: pl.DataFrame, articles: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Leave out numbers that a noun shows to be no money, and currency names used as other words.

    Args:
        rows: From ``usual_currencies``; a null ``usual_currency`` means that no currency is written.
        articles: Columns ``article_id`` and ``text``.
        patterns: From ``compile_money``.

    Returns:
        Amounts with a currency, and numbers from a lakh on whose currency may be left out (``is_elided``).
    """
    numeral = pl.col("numeral")
    scaled = (pl.col("power") >= MIN_SCALE) | (pl.col("value") >= 10**MIN_SCALE)
    numbered = rows.with_row_index("row").with_columns(
        pl.col("usual_currency").is_null().alias("is_elided"), scaled.alias("is_scaled")
    )
    elided = numbered.filter("is_elided")
    one = numbered.filter(numeral.str.contains(r"^(?i:une?|an?|one)$"))
    dropped = [
        *_other_words(numbered, articles),
        one.filter(pl.col("after").str.contains(RATIO)),
        numbered.filter((pl.col("value") == 1) & (pl.col("power") == 0) & pl.col("after").str.contains(RATED)),
        numbered.filter(pl.col("before").str.contains(RATE)),
        one.filter(~pl.col("is_elided") & pl.col("before").str.contains(NOT_ONE)),
        one.filter(~pl.col("is_elided") & (numeral.str.to_lowercase() != "one")).filter(
            pl.col("after").str.contains(rf"(?i)^(?:[ \u00a0](?:{trie(patterns.words['currency_adjective'])})|-)")
        ),
        numbered.filter(pl.col("after").str.contains(f"^(?:{trie(patterns.words['banknote'])})")),
        numbered.filter(numeral.str.contains(r"^[0-9]{1,2}(?:\.[0-9]{1,2}){2}$")),  # R8.3.18: a day of an era
        numbered.filter(pl.col("surface").str.contains("^[億兆亿]")),  # the unit itself is spoken of
        numbered.filter(  # so is "(en millions d'euros)"
            pl.col("surface").str.contains(r"^\p{L}") & pl.col("after").str.contains(r"^[)）\]]")
        ).filter(pl.col("before").str.contains(HEADED)),
        numbered.filter(pl.col("before").str.contains("(?:単位|单位|單位)[・:：、は ]?$")),  # the head of a table
        # "un billion, c'est mille milliards": words are explained
        elided.filter(pl.col("surface").str.contains(r"^(?i:une?|an?|one|mille) \p{L}+$")),
        KEPT.call(elided.filter, pl.col("before").str.contains(MEANING)),
        elided.filter(
            pl.col("before").str.contains(r"(?:^|[^0-9])[0-9]{1,2}[.,] $")  # "1. 6 milliards"
            | ~pl.col("is_scaled")
            | numeral.str.contains(r"^(?i:des?)$")
        ),
    ]
    counts = KEPT.call(elided.filter, is_count(patterns)).get_column("row")
    every = pl.repeat(False, rows.height, eager=True)
    is_dropped = every.clone().scatter(pl.concat(frame.get_column("row") for frame in dropped), True)
    kept = numbered.with_columns(every.scatter(counts, True).alias("is_count")).filter(~is_dropped)
    return _named_by_scale(kept, patterns).drop("row", "is_scaled", "needs_scale", "is_common_word")


def _named_by_scale(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Let a scale word that only some currencies are counted in stand for their name: "650 crores" are rupees."""
    word = pl.col("scale_key").str.extract(INDIAN)
    is_told = pl.concat_str("before", "after").str.contains(r"\p{L}")  # a number that stands alone is a number
    usual = patterns.usual.rename(lambda name: f"scale_{name}")
    named = rows.with_columns(
        pl.when(pl.col("is_elided") & ~pl.col("is_count") & is_told).then(word).alias("scale_name")
    )
    if named["scale_name"].null_count() == named.height:
        return rows
    return change(
        named.join(usual, on="scale_name", how="left", validate="m:1", maintain_order="left"),
        pl.col("scale_usual_currency").is_not_null(),
        pl.col("scale_name").alias("name_key"),
        *(pl.col(f"scale_{told}").alias(told) for told in ("usual_currency", "usual_prior", "candidate_count")),
        pl.lit(value=False).alias("is_elided"),
    ).select(rows.columns)


def _other_words(numbered: pl.DataFrame, articles: pl.DataFrame) -> list[pl.DataFrame]:
    """Give the small sums whose currency is another word: years, weights, parameters of a shell script.

    "304 won" is money where the article has "391 billion won" or "₩8tn", too; "COP 29" is none beside "COP 5 billion",
    but "R1.14" is beside "R5 billion".
    """
    small = numbered.filter(~pl.col("is_scaled"))
    named = ("article_id", "usual_currency", "name_key")
    confirming = numbered.filter(pl.col("is_scaled") & pl.col("surface").str.contains("[0-9]")).select(
        *named[:2], pl.col("name_key").alias("said"), pl.col("surface").str.contains("^[0-9]").alias("is_plain")
    )
    doubtful = small.filter(pl.col("needs_scale").fill_null(value=False))
    confirmed = (
        doubtful.select("row", *named, pl.col("surface").str.contains(PRICE).alias("is_price"))
        .join(confirming, on=named[:2], how="inner")
        .filter((pl.col("name_key") != pl.col("said")) | pl.col("is_plain") | pl.col("is_price"))
    )
    bare_sign = small.filter(pl.col("surface").str.contains(r"^\$[0-9]{1,2}$"))
    scripts = articles.join(bare_sign, on="article_id", how="semi").filter(pl.col("text").str.contains(SHELL))
    return [
        doubtful.filter(pl.col("value") < 1000).join(confirmed, on="row", how="anti"),
        doubtful.filter(pl.col("numeral").str.contains(r"^(?:1[89]|20)[0-9]{2}$")),
        small.filter(pl.col("is_common_word").fill_null(value=False)),
        small.filter(pl.col("name_key").str.contains("^(?:pounds?|livres?)$")).filter(
            pl.col("after").str.contains(r"^ (?:of|de) ")
        ),
        bare_sign.join(scripts, on="article_id", how="semi"),
    ]


def is_count(patterns: MoneyPatterns) -> pl.Expr:
    """Tell whether a noun beside a number without currency says what it counts."""
    nouns = trie(patterns.words["money_noun"])
    functions = trie(patterns.words["function_word"])
    before, after = pl.col("before"), pl.col("after")
    french = after.str.contains(r"^[\s\u00a0]?(?:de[\s\u00a0]|d['’])[\s\u00a0]?\p{L}") & ~after.str.contains(
        rf"(?i)^[\s\u00a0]?(?:de|d['’])[\s\u00a0]?(?:ici|il|la|l['’]|plus|moins|cette|ce|son|sa|{nouns})(?:[^\p{{L}}]|$)"
        rf"|^ de l['’]"
    )
    french &= ~(after.str.contains(NAMED) & before.str.contains(DEFINITE))
    noun = (
        after.str.contains(r"^[ \u00a0-]\p{L}")
        & ~after.str.contains(rf"(?i)^[ \u00a0](?:de|d|{functions}|{nouns})(?:[^\p{{L}}]|$)")
        & ~after.str.contains(PART_OF_SUM)
    )
    is_eastern = pl.col("surface").str.contains(r"[\p{Han}]$")
    eastern = ~after.str.contains(rf"^(?:超|余り?|規模|以上)?(?:の|を|が|に)?(?:{trie(patterns.words['elided_noun'])})")
    listed = before.str.contains(f"{EASTERN_LISTED}|{EASTERN_REST}") & after.str.contains(EASTERN_END)
    eastern &= ~listed | before.str.contains(EASTERN_COUNTED)
    french_text = pl.col("language").is_in(["fr", "es", "it", "pt"])
    inhabited = before.str.contains(  # "a city of some 2.5 million"
        rf"(?i)(?:^|[^\p{{L}}])(?:{trie(patterns.words['counted_before'])})(?: \p{{L}}+){{0,2}}[ \u00a0]$"
    )
    named = pl.when(french_text).then(french).otherwise(noun | french)
    return pl.when(is_eastern).then(eastern).otherwise(named | inhabited)


def settle_currencies(rows: pl.DataFrame, articles: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Decide the currency of every amount and drop the numbers that turn out to be counts.

    Args:
        rows: From ``link_equivalents``.
        articles: ``ARTICLES`` contract.
        patterns: From ``compile_money``.

    Returns:
        The rows with ``currency``, ``currency_basis`` and ``currency_confidence``.
    """
    shared = weigh_countries(rows, articles, patterns)
    is_sign = pl.col("currency_surface").str.contains(SIGN)
    basis = (
        pl.when(pl.col("usual_currency").is_null())
        .then(pl.lit("none"))
        .when((pl.col("candidate_count") > 1) & (pl.col("context_currency") != pl.col("usual_currency")))
        .then(pl.lit("inferred"))
        .when(pl.col("name_key").str.contains(f"^{INDIAN}"))
        .then(pl.lit("inferred"))
        .when(is_sign)
        .then(pl.lit("symbol"))
        .otherwise(pl.lit("explicit"))
    )
    stated = shared.with_columns(
        pl.coalesce("context_currency", "usual_currency").alias("currency"),
        basis.alias("currency_basis"),
        pl.coalesce("context_confidence", "usual_prior", pl.lit(0.0)).alias("currency_confidence"),
    )
    return _inherit(stated, articles, patterns)


def _inherit(rows: pl.DataFrame, articles: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Give an amount without currency that of the figure it follows; a number after a count is a count.

    Where another paragraph speaks and no currency is the article's own, a country that the sentence names has the
    figures in its currency, if the article counts in that one too; so has the country of a sum that was converted.
    """
    needs_source = pl.col("is_elided") | pl.col("is_borrowed")
    mixed = pl.col("article_id").is_in(rows.filter(needs_source)["article_id"].unique().implode())
    stated = rows.filter(~mixed)
    if stated.height == rows.height:
        return rows
    own = pl.col("equivalent_of_id").is_null() & ~pl.col("is_borrowed")
    count, is_stated = pl.when(pl.col("is_count")).then(pl.lit("count")), pl.col("currency").is_not_null() & own
    kind, own_kind = (count.when(is_stated).then(name) for name in ("spoken", "currency"))
    size = pl.col("value").cast(pl.Float64) * pl.lit(10.0).pow(pl.col("power"))
    following = pl.col("currency").backward_fill().over("article_id")
    stretches = _with_spoken(
        rows.filter(mixed).sort("article_id", "char_start").with_columns(*_common(own), size.alias("size"))
    )
    sized = stretches.with_columns(
        pl.when(_outgrows(kind).over("article_id", kind.is_not_null().cum_sum().over("article_id")))
        .then(own_kind.forward_fill().over("article_id"))
        .otherwise(kind.forward_fill().over("article_id"))
        .alias("earlier"),
        own_kind.forward_fill().over("article_id").alias("earlier_own"),
        pl.when(kind.is_not_null()).then("passage_index").forward_fill().over("article_id").alias("earlier_passage"),
        pl.when(pl.col("currency").is_not_null() & (size >= 10**MIN_SCALE))
        .then("currency")
        .backward_fill()
        .over("article_id")
        .alias("later"),
        following.alias("next_currency"),
        (pl.col("char_start") - pl.when(kind.is_not_null()).then("char_end").forward_fill().over("article_id")).alias(
            "distance"
        ),
    )
    twins = (
        sized.filter(pl.col("currency").is_not_null() & pl.col("top_value").is_null())
        .group_by("article_id", "size", maintain_order=True)
        .agg(pl.col("currency").first().alias("twin"), pl.col("char_start").first().alias("twin_start"))
    )
    joined = sized.join(twins, on=["article_id", "size"], how="left", validate="m:1", maintain_order="left")
    # "18,000 francs, at most 6 million a ship" goes on in its currency, whatever six million are elsewhere
    gap = pl.col("before").str.tail(pl.col("distance").clip(0, CLOSE_CHARS))
    goes_on = (pl.col("distance") <= CLOSE_CHARS) & ~gap.str.contains(r"[.!?;:(]|。")
    # nor does a reader know what is told further on, but of a headline
    is_told = (pl.col("twin_start") < pl.col("char_start")) | pl.col("earlier").is_null()
    twin = pl.when(pl.col("top_value").is_null() & ~goes_on.fill_null(value=False) & is_told).then("twin")
    is_far = pl.col("earlier_passage") != pl.col("passage_index")  # another paragraph speaks of the article's subject
    is_open = is_far & pl.col("majority").is_null()
    is_restated = ~is_far & (pl.col("earlier") != pl.col("earlier_own"))
    asked = joined.filter(pl.col("is_elided") & ~pl.col("is_count") & (is_open | is_restated))
    homes = find_home_currencies(asked, articles, patterns).join(
        asked.select("money_mention_id", "article_id"), on="money_mention_id", how="inner"
    )
    own_homes = homes.join(
        joined, left_on=["article_id", "home_currency"], right_on=["article_id", "currency"], how="semi"
    )
    joined = attach(joined, own_homes.select("money_mention_id", "home_currency"), key="money_mention_id")
    # "150 millions d'euros (16 milliards de roupies) … Paris"
    is_home = pl.col("home_currency") == pl.col("earlier_own")
    near = (
        pl.when(is_far)
        .then(pl.coalesce("home_currency", "majority", "earlier"))
        .otherwise(pl.when(is_home).then("earlier_own").otherwise("earlier"))
    )
    converts = pl.col("before").str.contains(OPENED) & (pl.col("distance") <= OPENING_CHARS)
    restating = joined.filter(converts & pl.col("after").str.contains(CLOSED) & pl.col("is_elided"))
    joined = attach(joined, _restated(restating, joined, patterns), key="money_mention_id")
    told = pl.coalesce("majority", "told_currency", "earlier")
    earlier = pl.when(pl.col("earlier") != "count").then(pl.when(converts).then(told).otherwise(near))
    source = (
        pl.when("is_borrowed")
        .then("next_currency")
        .otherwise(pl.coalesce(twin, earlier, pl.when(pl.col("earlier").is_null()).then("later")))
    )
    takes = pl.col("is_elided") & ~pl.col("is_count") | pl.col("is_borrowed")
    fitted = _fit(joined.filter(takes).with_columns(source.alias("source")), joined.filter(own))
    joined = attach(joined, fitted, key="money_mention_id")
    source = pl.coalesce("fitted", source)
    settled = (
        joined.filter(~pl.col("is_count"))
        .with_columns(
            pl.when(takes).then(source).otherwise("currency").alias("currency"),
            pl.when(takes & source.is_not_null())
            .then(pl.lit("inherited"))
            .otherwise("currency_basis")
            .alias("currency_basis"),
            pl.when(takes & source.is_not_null())
            .then(INHERITED_CONFIDENCE)
            .otherwise("currency_confidence")
            .alias("currency_confidence"),
        )
        .filter(pl.col("currency").is_not_null())
    )
    return pl.concat([stated, settled.select(stated.columns)])


def _fit(asked: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """Give sums that are far larger than all of the currency before them the one that the article has such sums in.

    Args:
        asked: Sums without currency: ``money_mention_id``, ``article_id``, ``size`` and ``source``, what they follow.
        stated: Sums with ``currency``.

    Returns:
        ``money_mention_id`` and ``fitted``, for those that are told by their size.
    """
    ranges = (
        stated.filter(pl.col("currency").is_not_null() & (pl.col("size") >= 10**MIN_SCALE))
        .group_by("article_id", "currency")
        .agg(pl.col("size").min().alias("least"), pl.col("size").max().alias("largest"), pl.len().alias("sums"))
    )
    return (
        asked.select("money_mention_id", "article_id", "size", "source")
        .join(ranges, left_on=["article_id", "source"], right_on=["article_id", "currency"], how="inner")
        .filter(pl.col("size") > UNLIKE * pl.col("largest"))
        .select("money_mention_id", "article_id", "size")
        .join(ranges, on="article_id", how="inner")
        .filter((pl.col("size") <= pl.col("largest")) & (pl.col("size") * UNLIKE >= pl.col("least")))
        .sort("sums", "currency", descending=[True, False])
        .unique("money_mention_id", keep="first", maintain_order=True)
        .select("money_mention_id", pl.col("currency").alias("fitted"))
    )


def _restated(asked: pl.DataFrame, rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Give "350 millions de livres (657 millions)" the currency that the article converts into, if the rate fits.

    Args:
        asked: Sums without currency that fill a bracket behind a sum, with that one's currency as ``earlier``.
        rows: All sums of the articles.
        patterns: From ``compile_money``.

    Returns:
        ``money_mention_id`` and ``told_currency``, the most common one of the article that fits.
    """
    rates = patterns.currencies.select("currency", pl.col("units_per_usd").log10().alias("log_rate"))
    log_size = pl.col("size").log10()
    before = rows.select("article_id", pl.col("char_end").alias("earlier_end"), log_size.alias("earlier_log"))
    common = rows.filter(pl.col("currency").is_not_null()).group_by("article_id", "currency").len()
    return (
        asked.select(
            "article_id",
            "money_mention_id",
            pl.col("earlier").alias("currency"),
            (pl.col("char_start") - pl.col("distance")).alias("earlier_end"),
            log_size.alias("own_log"),
        )
        .join(before, on=["article_id", "earlier_end"], how="inner")
        .join(rates.rename({"log_rate": "earlier_rate"}), on="currency", how="inner")
        .join(common, on="article_id", how="inner", suffix="_told")
        .filter(pl.col("currency_told") != pl.col("currency"))
        .join(rates, left_on="currency_told", right_on="currency", how="inner")
        .filter(
            (pl.col("own_log") - pl.col("log_rate") - pl.col("earlier_log") + pl.col("earlier_rate")).abs() < FITTING
        )
        .sort("len", "currency_told", descending=[True, False])
        .unique("money_mention_id", keep="first", maintain_order=True)
        .select("money_mention_id", pl.col("currency_told").alias("told_currency"))
    )


def _common(own: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Tell which currency an article counts in, by its sums that convert no other one.

    Returns:
        ``majority``, with twice as many sums as any other currency, and ``reader_currency``, with more than half.
    """
    said = pl.when(own).then("currency")
    common = said.drop_nulls().mode().sort().first()
    count = (said == common).sum()
    others = said.filter(said != common).unique_counts().max().fill_null(0)
    return (
        pl.when(count >= 2 * others).then(common).over("article_id").alias("majority"),
        pl.when(count * 2 > said.count()).then(common).over("article_id").alias("reader_currency"),
    )


def _with_spoken(rows: pl.DataFrame) -> pl.DataFrame:
    """Add ``spoken``, the currency that goes on behind a sum: "$8 million (6.4 million francs)" is told in francs.

    A bracket restates a sum for the reader, in the currency that the article counts in; ``spoken_size`` is its number.
    """
    restated = rows.filter(
        pl.col("equivalent_of_id").is_not_null() & (pl.col("currency") == pl.col("reader_currency"))
    ).select(
        pl.col("equivalent_of_id").alias("money_mention_id"),
        pl.col("currency").alias("spoken"),
        pl.col("size").alias("spoken_size"),
    )
    restated = restated.unique("money_mention_id", keep="first", maintain_order=True)
    joined = rows.join(restated, on="money_mention_id", how="left", validate="m:1", maintain_order="left")
    return joined.with_columns(pl.coalesce("spoken", "currency").alias("spoken"))


def _outgrows(kind: pl.Expr) -> pl.Expr:
    """Whether a sum without currency behind one that was restated is no part of what it was restated as.

    "9 milliards de zlotys (2 milliards d'euros). L'État en prend 5,2 milliards" goes on in zlotys. To be asked of each
    stretch that begins with a sum with a currency.

    Args:
        kind: Currency of the sums that begin a stretch.
    """
    whole, restated = (pl.when(kind.is_not_null()).then(name).first() for name in ("size", "spoken_size"))
    is_between = (pl.col("size") > restated) & pl.col("size").is_between(whole / UNLIKE, whole)
    return (pl.col("is_elided") & ~pl.col("is_count") & is_between).any()
