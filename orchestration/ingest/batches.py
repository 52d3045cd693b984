"""Files to frames, a bounded number at a time.

What belongs here: reading a batch and shaping its rows as contracts say. What does not: which files are new, storing.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any, Final

import polars as pl

from orchestration.contracts import ARTICLE_FILES, INPUT_STATES, RAW_ARTICLES, REJECTED_INPUTS
from orchestration.ingest.article import read_article
from orchestration.ingest.files import InputFile, read_bytes
from orchestration.ingest.rejection import InputRejectedError, RejectionCode

BATCH_FILES: Final = 5_000  # a batch of articles of 4 KB takes some 60 MB
BATCH_BYTES: Final = 64 * 1024 * 1024


@dataclass(frozen=True)
class IngestBatch:
    """What a batch of files became.

    Attributes:
        articles: ``RAW_ARTICLES``, one row per file that was read, texts may repeat.
        files: ``ARTICLE_FILES``, one row per file that was read.
        rejected: ``REJECTED_INPUTS``, one row per file that was not.
        states: ``INPUT_STATES`` of all of them, but not of files that were still being written.
    """

    articles: pl.DataFrame
    files: pl.DataFrame
    rejected: pl.DataFrame
    states: pl.DataFrame


def read_batches(files: Iterable[InputFile], *, max_file_bytes: int, now: datetime) -> Iterator[IngestBatch]:
    """Read files into frames.

    Args:
        files: Entries of ``list_files`` that are new or changed.
        max_file_bytes: Larger files are rejected.
        now: Time of loading, UTC, without zone.

    Yields:
        Batches of at most ``BATCH_FILES`` files and about ``BATCH_BYTES`` bytes, in the given order.
    """
    for chunk in _chunks(files):
        yield _read_chunk(chunk, max_file_bytes=max_file_bytes, now=now)


def _chunks(files: Iterable[InputFile]) -> Iterator[list[InputFile]]:
    """Cut the list by count and by size."""
    chunk: list[InputFile] = []
    byte_count = 0
    for file in files:
        if chunk and (len(chunk) == BATCH_FILES or byte_count + file.byte_size > BATCH_BYTES):
            yield chunk
            chunk, byte_count = [], 0
        chunk.append(file)
        byte_count += file.byte_size
    if chunk:
        yield chunk


def _read_chunk(chunk: Sequence[InputFile], *, max_file_bytes: int, now: datetime) -> IngestBatch:
    """Read one chunk; every file ends in exactly one of articles and rejected."""
    articles: list[dict[str, Any]] = []
    sources: list[dict[str, Any]] = []
    rejected: list[dict[str, Any]] = []
    states: list[tuple[str, int, int, int]] = []
    for file in chunk:
        digest = None
        try:
            content = read_bytes(file, max_bytes=max_file_bytes)
            digest = hashlib.sha256(content).hexdigest()
            article = read_article(content, file_name=PurePosixPath(file.path).name)
        except InputRejectedError as rejection:
            rejected.append(_rejected_row(file, digest, rejection, now))
            if rejection.code is not RejectionCode.CHANGED_WHILE_READ:
                states.append(file.state)
            continue
        articles.append({**asdict(article), "loaded_at": now})
        sources.append(_source_row(file, article.article_id, digest, now))
        states.append(file.state)
    return IngestBatch(
        articles=pl.DataFrame(articles, schema=RAW_ARTICLES),
        files=pl.DataFrame(sources, schema=ARTICLE_FILES),
        rejected=pl.DataFrame(rejected, schema=REJECTED_INPUTS),
        states=pl.DataFrame(states, schema=INPUT_STATES, orient="row"),
    )


def _source_row(file: InputFile, article_id: str, digest: str, now: datetime) -> dict[str, Any]:
    """Provenance of one article in one file."""
    modified_at = datetime.fromtimestamp(file.modified_ns / 1e9, tz=UTC).replace(tzinfo=None)
    return {
        "article_id": article_id,
        "path": file.path,
        "byte_size": file.byte_size,
        "file_sha256": digest,
        "modified_at": modified_at,
        "first_seen_at": now,
    }


def _rejected_row(file: InputFile, digest: str | None, rejection: InputRejectedError, now: datetime) -> dict[str, Any]:
    """One rejected input."""
    return {
        "path": file.path,
        "byte_size": file.byte_size,
        "file_sha256": digest,
        "reason_code": rejection.code.value,
        "detail": rejection.detail,
        "rejected_at": now,
    }
