"""Which of several currencies a shared name stands for: "$" in an article about Singapore.

What belongs here: the countries and currencies that an article names. What does not: currencies left out
(``money_currency``).
"""

import math
from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper
from orchestration.extract.money_patterns import MoneyPatterns, clean_name
from orchestration.extract.subsets import attach, change
from orchestration.extract.windows import PARAGRAPH_CHARS, WORD_END, WORD_START, trie

HEAD_CHARS: Final = 2000  # the place of a news piece shows early; longer texts are not read for it
CONTEXT_FACTOR: Final = 4.0  # how much each mention of a country raises its currency
MAX_CONTEXT: Final = 4
LOCAL_FACTOR: Final = 10.0  # pesos, francs: no country's is meant by default, unlike the dollar
STATED_WEIGHT: Final = 2  # "A$2.4 billion" says as much as two mentions of Australia
MAX_STATED: Final = 3
CONTRAST_FACTOR: Final = 0.2  # who says once that dollars or rupees are those of a country means others without it
OPPOSED_FACTOR: Final = 0.001  # a conversion is between two currencies, whatever else the article names
# who writes "US dollars" has other dollars, too
OF_THE_US: Final = (
    r"^(?:u\.?s\.? ?\$|\$ ?us|dollars? (?:us$|am[ée]ricains?|des états-unis)|(?:u\.?s\.?|american) dollars?)"
)
COUNTED_IN: Final = (
    r"(?:are|is|sont|all|tous|toutes|both|shown|given|stated|quoted|expressed|reported|denominated|presented|cited|listed"
    r"|exprimée?s|indiquée?s|donnée?s|libellée?s|présentée?s|citée?s)"
)
DECLARED: Final = (  # "All figures are in New Zealand dollars": the text says itself what it counts in
    r"(?i)(?:(?:^|[^\p{L}])(?:all |tous les |toutes les |[(])(?:figures|amounts|sums|montants|sommes|chiffres)"
    rf"(?: {COUNTED_IN})*|(?-u:\b)(?:figures|amounts|sums|values|prices|montants|sommes|chiffres|valeurs|prix)"
    rf"(?: {COUNTED_IN})+) (?:in|en) (?:(?:thousands|millions|billions) of |(?:milliers|millions|milliards) de )?"
)
FRONT_MATTER: Final = "---"
SITE: Final = (
    r"(?m)^url: *[\"']?https?://[^/:\s]*(\.[a-z]{2})(?:[/:\s\"']|$)"  # a newsroom of a country counts in its currency
)
CFA: Final = " cfa"  # is left out where only these francs are meant
DECLARED_FACTOR: Final = 1e6
BARE_DOLLAR: Final = r"^(?:(?:[kmg]|mds?)?\$|dollars?)$"
DOLLAR_OF: Final = "(?i)dollars? américains?|american dollars?"  # says nothing of where the article is set
SENTENCE_CONFIDENCE: Final = 0.9  # the only country of the sentence: "Islamabad has asked to spend Rs 58 billion"
SCALE: Final = "^(?:crore|lakh)s?$"
SENTENCE: Final = r"([^.!?。\n]*)$"
# a paragraph that opens with a pronoun speaks of whom the one before names
RESUMED: Final = r"((?:[^\n]+\n+(?:Elles?|Ils?|It|They|She|He|同国)(?-u:\b))?[^\n]*)$"
KEPT: Final = Keeper()


def weigh_countries(rows: pl.DataFrame, articles: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Weigh the currencies that share a name by the countries named early in the article.

    Args:
        rows: From ``link_equivalents``.
        articles: Columns ``article_id`` and ``text``.
        patterns: From ``compile_money``.

    Returns:
        The rows with ``context_currency`` and ``context_confidence``, null where the name has one currency only.
    """
    shared = rows.select("article_id", "name_key", "candidate_count").filter(pl.col("candidate_count") > 1)
    shared = shared.select("article_id", "name_key").unique()
    if shared.is_empty():
        return rows.with_columns(context_currency=pl.lit(None, pl.String), context_confidence=pl.lit(None, pl.Float64))
    priors = patterns.names.group_by("name", "currency").agg(pl.col("prior").max())
    words, pattern = _countries(patterns)
    asked = articles.join(shared.select("article_id").unique(), on="article_id", how="semi")
    head = pl.col("text").str.head(HEAD_CHARS).str.replace_all(DOLLAR_OF, "")
    said = KEPT.call(asked.select_seq, "article_id", head.str.extract_all(pattern).alias("word")).explode("word")
    front = asked.filter(pl.col("text").str.starts_with(FRONT_MATTER))
    sites = KEPT.call(
        front.select_seq, "article_id", pl.col("text").str.head(HEAD_CHARS).str.extract(SITE).alias("word")
    )
    counts = (
        pl.concat([said, sites])
        .with_columns(pl.col("word").str.to_lowercase())
        .join(words.select("word", "currency", "weight"), on="word", how="inner")
        .group_by("article_id", "currency")
        .agg(pl.col("weight").sum().alias("context_count"))
    )
    named = rows.select(
        "article_id",
        "name_key",
        "candidate_count",
        "usual_currency",
        "money_mention_id",
        "equivalent_of_id",
        "char_start",
        "value",
        "power",
    ).join(shared, on="article_id", how="semi")
    own = _stated_currencies(named)
    declared = _declared_currencies(asked, patterns)
    foreign = rows.filter(pl.col("name_key").str.contains(OF_THE_US)).select("article_id").unique()
    is_dollar = (pl.col("currency") == "USD").any().over("name")
    is_local = (pl.col("context_count") > 0) & ~is_dollar
    says_in_full = pl.col("full_names").str.contains(pl.concat_str(pl.lit("|"), "name", pl.lit(" ")), literal=True)
    is_scale = pl.col("name").str.contains(SCALE)
    weight = pl.col("prior") * pl.lit(CONTEXT_FACTOR).pow(
        pl.col("context_count").fill_null(0).clip(0, MAX_CONTEXT)
        + pl.when(is_dollar | says_in_full | is_scale).then(pl.col("stated_count").fill_null(0)).otherwise(0)
    )
    local = pl.when(is_local.fill_null(value=False)).then(LOCAL_FACTOR).otherwise(1.0)
    contrast = (
        pl.when(pl.col("says_us") & (pl.col("currency") == "USD") & pl.col("name").str.contains(BARE_DOLLAR))
        .then(CONTRAST_FACTOR)
        .otherwise(1.0)
    )
    told = (pl.col(name).fill_null(1.0) for name in ("contrasted", "opposed", "declared"))
    factor = math.prod(told, start=weight * contrast * local)
    weighed = (
        shared.join(priors, left_on="name_key", right_on="name", how="inner")
        .with_columns(pl.col("name_key").alias("name"))
        .join(counts, on=["article_id", "currency"], how="left")
        .join(own, on=["article_id", "currency"], how="left")
        .join(foreign.with_columns(pl.lit(value=True).alias("says_us")), on="article_id", how="left")
        .with_columns(pl.col("says_us").fill_null(value=False))
        .join(_opposed(named), on=["article_id", "name_key", "currency"], how="left")
        .join(_contrasted(named), on=["article_id", "name_key", "currency"], how="left")
        .join(declared, on=["article_id", "currency"], how="left")
        .with_columns(factor.alias("weight"))
        .with_columns(
            (pl.col("weight") / pl.col("weight").sum().over("article_id", "name_key"))
            .round(9)  # the order of the sum shows in the last digits
            .alias("context_confidence")
        )
        .sort("context_confidence", "currency", descending=[True, False])
        .group_by("article_id", "name_key", maintain_order=True)
        .agg(pl.col("currency").first().alias("context_currency"), pl.col("context_confidence").first())
    )
    joined = rows.join(weighed, on=["article_id", "name_key"], how="left", validate="m:1", maintain_order="left")
    return _by_sentence(joined, articles, priors, words, pattern, _by_origin(patterns))


def find_home_currencies(sums: pl.DataFrame, articles: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Give sums the currency of the last country that their sentence names before them.

    Args:
        sums: Columns ``article_id``, ``money_mention_id`` and ``char_start``.
        articles: Columns ``article_id`` and ``text``.
        patterns: From ``compile_money``.

    Returns:
        Columns ``money_mention_id`` and ``home_currency``, for the sums behind a country.
    """
    words, pattern = _countries(patterns)
    start = pl.col("char_start")
    said = pl.col("text").str.slice((start - PARAGRAPH_CHARS).clip(0), start.clip(0, PARAGRAPH_CHARS))
    heard = sums.join(articles.select("article_id", "text"), on="article_id", how="inner", maintain_order="left")
    last = said.str.extract(SENTENCE).str.extract_all(pattern).list.last().str.to_lowercase()
    return (
        KEPT.call(heard.select_seq, "money_mention_id", last.alias("word"))
        .join(words.unique("word", keep="first", maintain_order=True), on="word", how="inner", maintain_order="left")
        .select("money_mention_id", pl.col("currency").alias("home_currency"))
    )


def _countries(patterns: MoneyPatterns) -> tuple[pl.DataFrame, str]:
    """Give the words that speak for a currency, in small letters, and the pattern that finds them."""
    words = patterns.contexts.with_columns(pl.col("word").str.to_lowercase())
    latin = words.filter(pl.col("word").str.contains(r"^\p{Latin}"))["word"]
    others = words.filter(pl.col("word").str.contains(r"^[^.\p{Latin}]"))["word"]
    return words, rf"(?i){WORD_START}{trie(latin)}{WORD_END}|{trie(others)}"


def _by_origin(patterns: MoneyPatterns) -> str:
    """Give the pattern of a company that is told by where it is from: "l'émirien Taqa", "the Saudi fund", インドの財閥.

    It says little of the money. The letter that a name begins with, ``name``, stays.
    """
    french, english, japanese = (
        trie(patterns.companies.filter(pl.col("language") == language)["word"]) for language in ("fr", "en", "ja")
    )
    article, adjective = r"(?:^|[^\p{L}])(?i:l['’]|(?:le|la|du|au|une?) )", r"\p{Ll}[\p{Ll}-]+"
    return (
        rf"{article}(?:{french} )?{adjective} (?P<name>\p{{Lu}})|(?:^|[^\p{{L}}]){french} {adjective}"
        rf"|(?:Saudi |South |Sri )?\p{{Lu}}\p{{Ll}}+ {english}{WORD_END}"
        rf"|(?:[\p{{Katakana}}ー]+|[A-Z]{{2,4}})(?:系|の)?{japanese}"
    )


def _by_sentence(
    rows: pl.DataFrame, articles: pl.DataFrame, priors: pl.DataFrame, words: pl.DataFrame, pattern: str, companies: str
) -> pl.DataFrame:
    """Let the only country that the sentence names before a sum decide over the article: pesos, rupees, francs.

    A sentence that names none speaks of the last one that its paragraph names.

    A dollar of the United States is spent everywhere, so names that it shares are left to the article.
    """
    local = priors.filter(~(pl.col("currency") == "USD").any().over("name"))
    numbered = rows.with_row_index("row")
    asked = numbered.filter(pl.col("candidate_count") > 1).join(local, left_on="name_key", right_on="name", how="semi")
    if asked.is_empty():
        return rows
    start = pl.col("char_start")
    said = pl.col("text").str.slice((start - PARAGRAPH_CHARS).clip(0), start.clip(0, PARAGRAPH_CHARS))
    told = asked.select("row", "article_id", "name_key", "char_start").join(
        articles.select("article_id", "text"), on="article_id", how="inner", maintain_order="left"
    )
    spoken = said.str.extract(RESUMED).str.replace_all(companies, " ${name}").alias("said")
    heard = KEPT.call(told.select_seq, "row", "name_key", spoken)
    chosen = (
        KEPT.call(
            heard.select_seq,
            "row",
            "name_key",
            pl.col("said").str.extract_all(pattern).alias("word"),
            pl.col("said").str.extract(SENTENCE).str.extract_all(pattern).list.len().alias("own_words"),
        )
        .with_columns(pl.int_ranges(pl.col("word").list.len(), 0, step=-1).alias("back"))
        .explode("word", "back")
        .with_columns(pl.col("word").str.to_lowercase())
        .join(words.select("word", "currency"), on="word", how="inner")
        .join(local, left_on=["name_key", "currency"], right_on=["name", "currency"], how="semi")
        .with_columns((pl.col("back") <= pl.col("own_words")).alias("is_own"))
        .filter(pl.col("is_own") | ~pl.col("is_own").any().over("row"))
        .filter(pl.col("is_own") | (pl.col("back") == pl.col("back").min().over("row")))
        .group_by("row")
        .agg(pl.col("currency").unique())
        .filter(pl.col("currency").list.len() == 1)
        .select("row", pl.col("currency").list.first().alias("sentence_currency"))
    )
    is_other = pl.col("sentence_currency").is_not_null() & (pl.col("sentence_currency") != pl.col("context_currency"))
    return change(
        attach(numbered, chosen),
        is_other,
        pl.col("sentence_currency").alias("context_currency"),
        pl.lit(SENTENCE_CONFIDENCE).alias("context_confidence"),
    ).drop("row", "sentence_currency")


def _opposed(rows: pl.DataFrame) -> pl.DataFrame:
    """Find what a shared name cannot mean: "A$900 million ($653 million)" converts, so "$" is no Australian dollar.

    Returns:
        Columns ``article_id``, ``name_key``, ``currency`` and ``opposed``, the factor of its weight.
    """
    sides = ("article_id", "money_mention_id", "name_key", "usual_currency", "candidate_count")
    pairs = rows.filter(pl.col("equivalent_of_id").is_not_null()).join(
        rows.select(pl.col(name).name.prefix("original_") for name in sides),
        left_on="equivalent_of_id",
        right_on="original_money_mention_id",
        how="inner",
    )
    is_shared, is_original_shared = pl.col("candidate_count") > 1, pl.col("original_candidate_count") > 1
    opposed = pl.concat(
        [
            pairs.filter(is_shared & ~is_original_shared).select(
                "article_id", "name_key", pl.col("original_usual_currency").alias("currency")
            ),
            pairs.filter(is_original_shared & ~is_shared).select(
                "article_id", pl.col("original_name_key").alias("name_key"), pl.col("usual_currency").alias("currency")
            ),
        ]
    ).filter(pl.col("currency") != "USD")  # "$5bn, or US$6bn" may be a slip in one currency
    return opposed.unique().with_columns(pl.lit(OPPOSED_FACTOR).alias("opposed"))


def _contrasted(rows: pl.DataFrame) -> pl.DataFrame:
    """Find what a bare name does not mean: "6 milliards de roupies", and later "5 milliards de roupies indiennes".

    Returns:
        Columns ``article_id``, ``name_key``, ``currency`` and ``contrasted``, the factor of its weight.
    """
    name, full = pl.col("name_key"), pl.col("full_name")
    sums = (pl.col("char_start").min().alias("first"), pl.len().alias("count"))
    bare = rows.filter(pl.col("candidate_count") > 1).group_by("article_id", "name_key").agg(sums)
    in_full = (
        rows.filter((pl.col("candidate_count") == 1) & (pl.col("usual_currency") != "USD"))
        .group_by("article_id", name.alias("full_name"), pl.col("usual_currency").alias("currency"))
        .agg(sums)
    )
    return (
        bare.join(in_full, on="article_id", how="inner", suffix="_in_full")
        .filter(full.str.starts_with(name + " ") | full.str.ends_with(" " + name))
        .filter((pl.col("first") < pl.col("first_in_full")) & (pl.col("count") > pl.col("count_in_full")))
        .filter(~full.str.ends_with(CFA))
        .select("article_id", "name_key", "currency", pl.lit(CONTRAST_FACTOR).alias("contrasted"))
        .unique()
    )


def _declared_currencies(articles: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Find what a text says that it counts in.

    Returns:
        Columns ``article_id``, ``currency`` and ``declared``, the factor of its weight.
    """
    # names and codes; two letters are units, too
    is_name = pl.col("name").str.contains(r"^\p{Latin}{2}.+$")
    names = patterns.usual.filter((pl.col("candidate_count") == 1) & is_name)
    said = pl.col("text").str.extract(rf"{DECLARED}({trie(names['name'])}){WORD_END}").alias("name")
    asked = KEPT.call(articles.filter, pl.col("text").str.contains(DECLARED))  # few: the names are a large pattern
    return (
        KEPT.call(asked.select_seq, "article_id", clean_name(said))
        .join(names, on="name", how="inner")
        .select("article_id", pl.col("usual_currency").alias("currency"), pl.lit(DECLARED_FACTOR).alias("declared"))
    )


def _stated_currencies(rows: pl.DataFrame) -> pl.DataFrame:
    """Count the sums that name a currency in full, "S$5b" before "$450 million": from then on "$" is short for it.

    A sum that converts another, or is converted, says nothing: "$1.5 billion (A$2.3 billion)" is told to a home reader.

    Nor does a single "A$25 million" behind a "$150 million", unless both are one sum: nothing had been said then.

    Returns:
        Columns ``article_id``, ``currency`` and ``stated_count`` (at most ``MAX_STATED``).
    """
    size = pl.col("value").cast(pl.Float64).log10() + pl.col("power")
    bare = rows.filter(pl.col("candidate_count") > 1).select("article_id", "char_start", size.round(6).alias("size"))
    first = bare.group_by("article_id").agg(pl.col("char_start").min().alias("first_bare"), pl.col("size"))
    converted = rows.filter(pl.col("equivalent_of_id").is_not_null())
    linked = pl.concat([converted["money_mention_id"], converted["equivalent_of_id"]])
    owners = rows.filter(pl.col("money_mention_id").is_in(linked.implode()) & (pl.col("candidate_count") > 1))
    return (
        rows.filter(
            (pl.col("candidate_count") == 1)
            & (pl.col("usual_currency") != "USD")
            & ~pl.col("equivalent_of_id").is_in(owners["money_mention_id"].implode()).fill_null(value=False)
        )
        .join(first, on="article_id", how="inner")
        .filter(  # "S$" and "NT$" in one text: "$" is short for neither
            ~pl.col("name_key").str.contains("$", literal=True)
            | (
                pl.col("usual_currency")
                .filter(pl.col("name_key").str.contains("$", literal=True))
                .n_unique()
                .over("article_id")
                == 1
            )
        )
        .filter(
            ((pl.col("char_start") < pl.col("first_bare")) | size.round(6).is_in(pl.col("size")) | (pl.len() > 1))
            .any()
            .over("article_id", "usual_currency")
        )
        .group_by("article_id", pl.col("usual_currency").alias("currency"))
        .agg(
            (STATED_WEIGHT * pl.len()).clip(0, MAX_STATED).alias("stated_count"),
            pl.concat_str(pl.lit("|"), "name_key", pl.lit(" ")).str.join("").alias("full_names"),
        )
    )
