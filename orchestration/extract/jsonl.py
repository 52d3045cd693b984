"""Records in, mention records out: the shape of ``pledgebook extract``.

What belongs here: from ``{id, text, lang, published}`` to articles, and from parsed tables to mention records. What
does not: reading standard input and writing standard output.
"""

from typing import Final

import polars as pl

from orchestration.contracts import ARTICLES, Schema, conform

RECORDS: Final[Schema] = {
    "id": pl.String(),  # any; may repeat
    "text": pl.String(),
    "lang": pl.String(),  # fr, fr-FR, ...; null when unknown
    "published": pl.String(),  # YYYY, YYYY-MM or YYYY-MM-DD, a time may follow; null when unknown
}
MENTIONS: Final[Schema] = {
    "id": pl.String(),  # of the record
    "kind": pl.String(),  # money, number, percent, quantity, date, period, duration, entity, cue
    "start": pl.Int64(),  # code points into the record's text
    "end": pl.Int64(),  # exclusive
    "surface": pl.String(),
    "value_min": pl.String(),  # decimal, in major units of the currency or in the unit itself
    "value_max": pl.String(),
    "currency": pl.String(),
    "modality": pl.String(),
    "date_start": pl.String(),  # ISO date; null = open
    "date_end": pl.String(),  # inclusive; null = open
    "duration": pl.String(),  # ISO 8601
    "edtf": pl.String(),
    "equivalent_of": pl.Int64(),  # start of the figure that this one converts
    "entity": pl.String(),  # id in ref_entities; null for a candidate
}
ID_DIGITS: Final = 12
FRONT_MATTER: Final = r"^---[ \t]*\r?\n[A-Za-z_][\w .-]*:(?:[^\n]*\n)*?---[ \t]*(?:\r?\n|$)"
CRAWL_PREFIX: Final = r"^\s*date [0-9]{4}-[0-9]{2}(?:-[0-9]{2})? "
TITLE: Final = r"(?m)^(title:[ \t]*[\"']?)(.*?)[\"']?[ \t]*\r?$"


def articles_of(records: pl.DataFrame) -> pl.DataFrame:
    """Shape records as articles; the id of an article is the number of its record, because ids and texts may repeat.

    Args:
        records: ``RECORDS``, one row per record, in order.

    Returns:
        ``ARTICLES`` contract, in the same order.

    Raises:
        ContractError: A column is missing or has another type.
    """
    front = pl.col("text").str.extract(FRONT_MATTER, 0)
    prefix = pl.col("text").str.extract(CRAWL_PREFIX, 0)
    before_title = pl.col("front").str.split(pl.col("title_line")).list.first().str.len_chars().cast(pl.Int64)
    numbered = conform(records, RECORDS, name="records").with_row_index("number")
    fronts = numbered.with_columns(
        pl.col("number").cast(pl.String).str.zfill(ID_DIGITS).alias("article_id"),
        pl.col("text").fill_null(""),
        pl.col("lang").str.to_lowercase().str.extract(r"^([a-z]{2,3})", 1).alias("language"),
        front.alias("front"),
        prefix.alias("prefix"),
    ).with_columns(
        pl.col("front").str.extract(TITLE, 0).alias("title_line"),
        pl.col("front").str.extract(TITLE, 1).str.len_chars().cast(pl.Int64).alias("title_offset"),
        pl.col("front").str.extract(TITLE, 2).str.len_chars().cast(pl.Int64).alias("title_length"),
        pl.coalesce("front", "prefix", pl.lit("")).str.len_chars().cast(pl.Int64).alias("body_start"),
    )
    start = pl.when(pl.col("title_length") > 0).then(before_title + pl.col("title_offset"))
    titled = fronts.with_columns(start.alias("title_start")).with_columns(
        (pl.col("title_start") + pl.col("title_length")).alias("title_end"), *_published()
    )
    return conform(titled, ARTICLES, name="articles")


def mention_records(records: pl.DataFrame, parsed: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Shape parsed tables as mention records.

    Args:
        records: The records that were parsed.
        parsed: What the parser gave for ``articles_of(records)``.

    Returns:
        ``MENTIONS``, in the order of the records, then of the text.
    """
    kinds = [
        _money(parsed["money_mentions"]),
        parsed["quantity_mentions"].select(
            "article_id",
            *_span("quantity_kind"),
            value_min=_decimal("value_min"),
            value_max=_decimal("value_max"),
            modality="modality",
        ),
        parsed["date_mentions"].select(
            "article_id",
            *_span("date_kind"),
            modality="mod",
            date_start=pl.col("start_on").cast(pl.String),
            date_end=pl.col("end_on").cast(pl.String),
            duration="duration_iso",
            edtf="edtf",
        ),
        parsed["entity_mentions"].select("article_id", *_span(pl.lit("entity")), entity="entity_id"),
        parsed["status_cues"].select("article_id", *_span(pl.lit("cue"))),
    ]
    ids = records.select(pl.int_range(pl.len()).cast(pl.String).str.zfill(ID_DIGITS).alias("article_id"), "id")
    empty = pl.DataFrame(schema={"article_id": pl.String(), **{k: v for k, v in MENTIONS.items() if k != "id"}})
    joined = pl.concat([empty, *kinds], how="diagonal").join(ids, on="article_id", how="left", validate="m:1")
    return conform(joined.sort("article_id", "start", "end", "kind"), MENTIONS, name="mentions")


def _published() -> list[pl.Expr]:
    """First and last possible day of ``published``; null when it is no date."""
    stated = pl.col("published").str.strip_chars()
    day = stated.str.extract(r"^([0-9]{4}-[0-9]{2}-[0-9]{2})", 1).str.to_date("%Y-%m-%d", strict=False)
    month = stated.str.extract(r"^([0-9]{4}-[0-9]{2})$", 1).add("-01").str.to_date("%Y-%m-%d", strict=False)
    year = stated.str.extract(r"^([0-9]{4})$", 1).add("-01-01").str.to_date("%Y-%m-%d", strict=False)
    first = pl.coalesce(day, month, year)
    last = pl.coalesce(day, month.dt.month_end(), year.dt.offset_by("1y").dt.offset_by("-1d"))
    return [first.alias("published_on"), last.alias("published_until_on")]


def _span(kind: str | pl.Expr) -> list[pl.Expr]:
    """Columns that every mention record has."""
    name = pl.col(kind) if isinstance(kind, str) else kind
    return [name.alias("kind"), pl.col("char_start").alias("start"), pl.col("char_end").alias("end"), pl.col("surface")]


def _decimal(column: str) -> pl.Expr:
    """Write a decimal without zeros that say nothing."""
    return pl.col(column).cast(pl.String).str.replace(r"(\.[0-9]*?)0+$", "${1}").str.strip_suffix(".").alias(column)


def _money(money: pl.DataFrame) -> pl.DataFrame:
    """Money records, with the place of the figure that each converts."""
    places = money.select(equivalent_of_id="money_mention_id", equivalent_of="char_start")
    return money.join(places, on="equivalent_of_id", how="left", validate="m:1").select(
        "article_id",
        *_span(pl.lit("money")),
        "currency",
        "modality",
        "equivalent_of",
        value_min=_decimal("value_min"),
        value_max=_decimal("value_max"),
    )
