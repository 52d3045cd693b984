"""One schema per Polars table, with the unit or meaning beside each column.

What belongs here: column names, types and their meaning for the tables that pass between the steps in Python. What does
not: the published tables, whose contracts are dbt YAML.

Conventions: ``char_start`` and ``char_end`` are Unicode code points into the stored text, end exclusive. Amounts are
Decimal(38, 2) in major units of ``currency``. ``passage_index`` and ``sentence_index`` count from 0 within an article.
Ids are natural keys: the article's content hash, a letter for the kind, the offset.
"""

from typing import Final

import polars as pl

MONEY: Final = pl.Decimal(38, 2)
QUANTITY: Final = pl.Decimal(38, 9)
WHOLE: Final = pl.Decimal(38, 0)  # powers of ten and signs: a product with one keeps the decimals of the other factor

Schema = dict[str, pl.DataType]


class ContractError(ValueError):
    """A frame lacks a column of its contract or holds another type."""


ARTICLES: Final[Schema] = {
    "article_id": pl.String(),  # first 16 hex digits of the SHA-256 of the decoded text in UTF-8
    "text": pl.String(),  # whole decoded file, unchanged, front matter included
    "language": pl.String(),  # as declared by the source: fr, en, ja, ...; null when not declared
    "published_on": pl.Date(),  # first possible day of publication; null when unknown
    "published_until_on": pl.Date(),  # last possible day; differs from published_on when only the month is known
    "body_start": pl.Int64(),  # offset of the first character after front matter or crawl prefix
    "title_start": pl.Int64(),  # span of the title's value inside the front matter; null when there is none
    "title_end": pl.Int64(),
}

PASSAGES: Final[Schema] = {
    "passage_id": pl.String(),  # <article_id>-p<passage_index>
    "article_id": pl.String(),
    "passage_index": pl.Int64(),
    "passage_kind": pl.String(),  # metadata, title, byline, heading, body, list_item, summary, boilerplate, duplicate
    "char_start": pl.Int64(),
    "char_end": pl.Int64(),
    "language": pl.String(),  # fr, en, ja, other supported code, or "und"
    "duplicate_of_passage_id": pl.String(),  # set for a repeated passage only
}

SENTENCES: Final[Schema] = {
    "article_id": pl.String(),
    "sentence_index": pl.Int64(),
    "passage_index": pl.Int64(),
    "char_start": pl.Int64(),
    "char_end": pl.Int64(),
}

MENTION: Final[Schema] = {  # columns that every mention table begins with, after its key
    "article_id": pl.String(),
    "passage_index": pl.Int64(),
    "sentence_index": pl.Int64(),
    "char_start": pl.Int64(),
    "char_end": pl.Int64(),
    "surface": pl.String(),  # text[char_start:char_end]
    "is_duplicate": pl.Boolean(),  # stands in a repeated passage
}

MONEY_MENTIONS: Final[Schema] = {
    "money_mention_id": pl.String(),  # <article_id>-m<char_start>
    **MENTION,
    "number_text": pl.String(),  # the numeral as written
    "scale_word": pl.String(),  # milliards, bn, 億, ...; null when none
    "scale_system": pl.String(),  # none, short, long, myriad, indian
    "amount_min": MONEY,  # equals amount_max except for ranges and vague sums
    "amount_max": MONEY,
    "value_min": QUANTITY,  # the sum with all its printed decimals ("1.0753 dollars"); amount_min is it in hundredths
    "value_max": QUANTITY,
    "printed_precision": pl.Int64(),  # power of ten of the last printed digit, after scaling ("6,3 milliards": 8)
    "currency": pl.String(),  # ISO 4217; null when undecided
    "currency_surface": pl.String(),  # as written; null when elided
    "currency_basis": pl.String(),  # explicit, symbol, inherited, inferred, none
    "currency_confidence": pl.Float64(),  # probability of `currency`, 0-1
    "modality": pl.String(),  # exact, approx, at_least, at_most, between
    "modality_cue": pl.String(),  # as written; null for exact
    "cue_start": pl.Int64(),
    "cue_end": pl.Int64(),
    "per": pl.String(),  # year, month, week, day, hour, share; null for a plain sum
    "is_vague": pl.Boolean(),  # "des centaines de milliards", 数百億円: a magnitude, not a figure
    "is_ambiguous": pl.Boolean(),  # separators or scale word allow another magnitude: see MONEY_READINGS
    "equivalent_of_id": pl.String(),  # money_mention_id of the figure that this one converts
    "equivalent_connector": pl.String(),  # "(", "soit", "équivalent à", ...
}

MONEY_READINGS: Final[Schema] = {  # candidate magnitudes of ambiguous figures, also of ambiguous quantities
    "mention_id": pl.String(),
    "article_id": pl.String(),
    "reading": pl.String(),  # long, short, decimal_point, grouping_point, lost_comma, ...
    "amount": MONEY,
    "prior": pl.Float64(),  # 0-1, sums to 1 over a mention
    "is_default": pl.Boolean(),  # the reading that the mention's amount shows
}

QUANTITY_MENTIONS: Final[Schema] = {
    "quantity_mention_id": pl.String(),  # <article_id>-q<char_start>
    **MENTION,
    "quantity_kind": pl.String(),  # percent, quantity (has a unit), number (bare)
    "value_min": QUANTITY,
    "value_max": QUANTITY,
    "unit": pl.String(),  # percent, point, company, person, model_parameter, year_of_age, multiplier, ...; null if bare
    "modality": pl.String(),
    "modality_cue": pl.String(),
    "cue_start": pl.Int64(),
    "cue_end": pl.Int64(),
}

DATE_MENTIONS: Final[Schema] = {
    "date_mention_id": pl.String(),  # <article_id>-d<char_start>
    **MENTION,
    "date_kind": pl.String(),  # date, period, duration: the kinds of `pledgebook extract`
    "date_type": pl.String(),  # explicit, relative, duration, fiscal, season, period, deadline, weekday, ...
    "edtf": pl.String(),  # null when it cannot be resolved
    "start_on": pl.Date(),  # first day; null = open or unknown
    "end_on": pl.Date(),  # last day, inclusive; null = open or unknown
    "duration_iso": pl.String(),  # P5Y for "5 ans"
    "mod": pl.String(),  # by, from, start, mid, end, approx; null
    "anchor": pl.String(),  # absolute, publication, other_mention, none
    "weekday": pl.Int8(),  # ISO number of the weekday as written; null when none is
    "is_weekday_right": pl.Boolean(),
    "fiscal_country": pl.String(),  # ISO 3166 alpha-2 of the fiscal calendar used
}

ENTITY_MENTIONS: Final[Schema] = {
    "entity_mention_id": pl.String(),  # <article_id>-e<char_start>
    **MENTION,
    "entity_id": pl.String(),  # null for an unresolved candidate
    "entity_type": pl.String(),  # government, ministry, agency, company, fund, person, country, region, igo, ...
    "mention_type": pl.String(),  # name, acronym, metonym, description, nominal, ambiguous_name, candidate
}

STATUS_CUES: Final[Schema] = {
    "cue_id": pl.String(),  # <article_id>-c<char_start>-<cue_type>
    **MENTION,
    "cue_type": pl.String(),  # status, role, instrument, part, recipient, update, ...
    "cue_code": pl.String(),  # announced, market_size, grant, ...: the code of the reference seed
    "level": pl.Int64(),  # rung of the status ladder; null for other types and side states
    "weight": pl.Float64(),  # log-odds of the cue, from the seed
    "is_negated": pl.Boolean(),
}

PARSED: Final[dict[str, Schema]] = {  # tables of the schema `parsed`, by name
    "passages": PASSAGES,
    "sentences": SENTENCES,
    "money_mentions": MONEY_MENTIONS,
    "money_readings": MONEY_READINGS,
    "quantity_mentions": QUANTITY_MENTIONS,
    "date_mentions": DATE_MENTIONS,
    "entity_mentions": ENTITY_MENTIONS,
    "status_cues": STATUS_CUES,
}

TIMESTAMP: Final = pl.Datetime("us")  # UTC, without a zone: DuckDB's TIMESTAMP

RAW_ARTICLES: Final[Schema] = {  # raw.articles: one row per distinct text
    **ARTICLES,
    "content_sha256": pl.String(),  # of the decoded text in UTF-8; article_id is its beginning
    "encoding": pl.String(),  # of the copy that tells the date best; of every file: raw.article_files
    "byte_size": pl.Int64(),
    "codepoint_count": pl.Int64(),
    "title": pl.String(),  # as stated, else the first line that reads as a headline; null when there is none
    "url": pl.String(),
    "publisher": pl.String(),
    "published_edtf": pl.String(),  # 2025-12-22, 2025-12 or 2025
    "published_basis": pl.String(),  # stated, metadata_prefix, file_name, none
    "loaded_at": TIMESTAMP,
}

ARTICLE_FILES: Final[Schema] = {  # raw.article_files: one row per text and path that it came from
    "article_id": pl.String(),
    "path": pl.String(),  # relative to the raw folder; bytes that are not UTF-8 as \\xNN, a backslash as two
    "byte_size": pl.Int64(),
    "file_sha256": pl.String(),  # of the bytes as delivered: of the file, or of the row
    "modified_at": TIMESTAMP,
    "first_seen_at": TIMESTAMP,
    "row_number": pl.Int64(),  # line or row within a file of many articles, from 1; null for a file of one
    "record_id": pl.String(),  # what such a row calls itself; null when it does not say
    "encoding": pl.String(),  # of this file: utf-8, utf-16-le-bom, ...; null when it was read before this was kept
}

REJECTED_INPUTS: Final[Schema] = {  # raw.rejected_inputs: one row per file or row that is no article as it is now
    "path": pl.String(),
    "byte_size": pl.Int64(),
    "file_sha256": pl.String(),  # null when it could not be read
    "reason_code": pl.String(),  # ingest.rejection.RejectionCode
    "detail": pl.String(),
    "rejected_at": TIMESTAMP,
    "row_number": pl.Int64(),  # as in article_files; null when it is the file as a whole
}

INPUT_STATES: Final[Schema] = {  # raw.input_states: what a path looked like when it was last read
    "path": pl.String(),
    "byte_size": pl.Int64(),
    "modified_ns": pl.Int64(),
    "changed_ns": pl.Int64(),  # inode change time: catches a replacement that keeps size and modification time
    "reader_version": pl.String(),  # code and limits that read it: what was refused is tried again by another reader
}

PARSES: Final[Schema] = {  # parsed.parses: which version of the parser has read an article
    "article_id": pl.String(),
    "parser_version": pl.String(),
    "parsed_at": TIMESTAMP,
}

MODEL_BUILDS: Final[Schema] = {  # raw.model_builds: at most one row, what the last complete build of dbt saw and made
    "inputs_sha256": pl.String(),
    "outputs_sha256": pl.String(),
    "seeds_version": pl.String(),
    "built_at": TIMESTAMP,
    "models_version": pl.String(),  # empty where only reference data is complete
    "changed_count": pl.Int64(),  # articles that changed in the builds since the last full one
    "as_of_on": pl.Date(),  # day that the models counted from; null where no build is complete
}

ARTICLE_INPUTS: Final[Schema] = {  # raw.article_inputs: what there is of an article for dbt to read
    "article_id": pl.String(),
    "inputs_hash": pl.UInt64(),
}

BUILT_ARTICLES: Final[Schema] = {  # raw.built_articles: what the last complete build of dbt knew of an article
    **ARTICLE_INPUTS,
    "readings_hash": pl.String(),  # of its ambiguous figures, which other articles can decide
}

BUILT_CROWDED_KEYS: Final[Schema] = {  # raw.built_crowded_keys: what too many shared then to tell anything
    "crowded_key": pl.UInt64(),
    "firsts_hash": pl.UInt64(),  # of the claims that all others of the key meet
}

BUILT_COMMITMENTS: Final[Schema] = {  # raw.built_commitments: what the last complete build of dbt knew of a commitment
    "commitment_id": pl.String(),
    "members_hash": pl.UInt64(),  # of its claims, their articles and the sources behind these
}


def conform(frame: pl.DataFrame, schema: Schema, *, name: str) -> pl.DataFrame:
    """Select the columns of a contract, in its order, and refuse anything else.

    Args:
        frame: Any shape; further columns are dropped.
        schema: Column names and types.
        name: Name of the table, for the message.

    Returns:
        The frame with exactly the contract's columns.

    Raises:
        ContractError: A column is missing or has another type.
    """
    missing = [column for column in schema if column not in frame.columns]
    if missing:
        raise ContractError(f"{name}: expected columns {missing}, found {frame.columns}")
    wrong = {c: (str(frame.schema[c]), str(t)) for c, t in schema.items() if frame.schema[c] != t}
    if wrong:
        raise ContractError(f"{name}: column types differ (found, expected): {wrong}")
    return frame.select(list(schema))
