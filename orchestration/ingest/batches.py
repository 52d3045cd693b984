"""Files to frames, a bounded number of articles at a time.

What belongs here: reading a batch and shaping its rows as contracts say. What does not: which files are new, storing.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any, Final

import polars as pl

from orchestration.contracts import ARTICLE_FILES, INPUT_STATES, RAW_ARTICLES, REJECTED_INPUTS
from orchestration.ingest.article import Article, article_of_record, read_article
from orchestration.ingest.files import InputFile, read_bytes
from orchestration.ingest.limits import InputLimits
from orchestration.ingest.rejection import InputRejectedError, RejectionCode
from orchestration.ingest.rows import Row, read_rows

BATCH_INPUTS: Final = 5_000  # a batch of articles of 4 KB takes some 60 MB
BATCH_BYTES: Final = 64 * 1024 * 1024
_STATES: Final = {name: dtype for name, dtype in INPUT_STATES.items() if name != "reader_version"}


@dataclass(frozen=True)
class IngestBatch:
    """What a batch of inputs became; an input is a file, or a row of a file of many articles.

    Attributes:
        articles: ``RAW_ARTICLES``, one row per input that was read, texts may repeat.
        files: ``ARTICLE_FILES``, one row per input that was read.
        rejected: ``REJECTED_INPUTS``, one row per input that was not.
        states: ``INPUT_STATES`` without the reader, of the files that end in this batch, unless they are being written.
        begun: Paths of the files that begin in this batch: what was refused of them before no longer holds.
    """

    articles: pl.DataFrame
    files: pl.DataFrame
    rejected: pl.DataFrame
    states: pl.DataFrame
    begun: pl.DataFrame


@dataclass(frozen=True)
class _Input:
    """What became of one input: an article or a problem."""

    byte_size: int
    sha256: str | None
    article: Article | None = None
    problem: InputRejectedError | None = None
    row_number: int | None = None
    record_id: str | None = None


@dataclass
class _Pending:
    """A batch that is being filled."""

    now: datetime
    articles: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    rejected: list[dict[str, Any]] = field(default_factory=list)
    states: list[tuple[str, int, int, int]] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    byte_count: int = 0

    def has_room_for(self, found: _Input) -> bool:
        """Tell whether one more input fits; the first always does."""
        count = len(self.articles) + len(self.rejected)
        return count == 0 or (count < BATCH_INPUTS and self.byte_count + found.byte_size <= BATCH_BYTES)

    def add(self, file: InputFile, found: _Input) -> None:
        """Add one input to the articles or to the rejected ones."""
        origin = {"path": file.path, "byte_size": found.byte_size, "file_sha256": found.sha256}
        if found.article is not None:
            modified_at = datetime.fromtimestamp(file.modified_ns / 1e9, tz=UTC).replace(tzinfo=None)
            self.articles.append({**asdict(found.article), "loaded_at": self.now})
            seen = {"modified_at": modified_at, "first_seen_at": self.now}
            key = {"article_id": found.article.article_id, "record_id": found.record_id}
            place = {"row_number": found.row_number, "encoding": found.article.encoding}
            self.files.append({**origin, **seen, **key, **place})
        elif found.problem is not None:
            reason = {"reason_code": found.problem.code.value, "detail": found.problem.detail}
            self.rejected.append({**origin, **reason, "rejected_at": self.now, "row_number": found.row_number})
        self.byte_count += found.byte_size

    def finish(self) -> IngestBatch:
        """Shape the batch."""
        return IngestBatch(
            articles=pl.DataFrame(self.articles, schema=RAW_ARTICLES),
            files=pl.DataFrame(self.files, schema=ARTICLE_FILES),
            rejected=pl.DataFrame(self.rejected, schema=REJECTED_INPUTS),
            states=pl.DataFrame(self.states, schema=_STATES, orient="row"),
            begun=pl.DataFrame({"path": self.begun}, schema={"path": pl.String}),
        )


def read_batches(files: Iterable[InputFile], *, limits: InputLimits, now: datetime) -> Iterator[IngestBatch]:
    """Read files into frames.

    Args:
        files: Entries of ``list_files`` that are new or changed.
        limits: Larger inputs are rejected.
        now: Time of loading, UTC, without zone.

    Yields:
        Batches of at most ``BATCH_INPUTS`` inputs and about ``BATCH_BYTES`` bytes, in the given order. The batch in
        which a file ends holds its state, so that a file whose reading was cut short is read again.
    """
    pending = _Pending(now)
    for file in files:
        is_begun, is_settled = False, True
        for found in _rows(file, limits=limits) if file.has_rows else [_whole(file, limits=limits)]:
            if not pending.has_room_for(found):
                yield pending.finish()
                pending = _Pending(now)
            pending.begun += [] if is_begun else [file.path]
            pending.add(file, found)
            is_begun = True
            is_settled = found.problem is None or found.problem.code is not RejectionCode.CHANGED_WHILE_READ
        pending.states += [file.state] if is_settled else []
    if pending.begun or pending.articles or pending.rejected:
        yield pending.finish()


def _whole(file: InputFile, *, limits: InputLimits) -> _Input:
    """Read a file that is one article."""
    digest = None
    try:
        content = read_bytes(file, max_bytes=limits.file_bytes)
        digest = hashlib.sha256(content).hexdigest()
        article = read_article(content, file_name=PurePosixPath(file.path).name, limits=limits)
    except InputRejectedError as problem:
        return _Input(file.byte_size, digest, problem=problem)
    return _Input(len(content), digest, article)


def _rows(file: InputFile, *, limits: InputLimits) -> Iterator[_Input]:
    """Read a file of many articles; what is wrong with it as a whole comes last."""
    count = 0
    try:
        for row in read_rows(file, limits=limits):
            yield _row(row, limits=limits)
            count += 1
        if count == 0:
            raise InputRejectedError(RejectionCode.EMPTY, "expected rows, found none")
    except InputRejectedError as problem:
        detail = f"{problem.detail} (after {count} rows)"
        yield _Input(0, None, problem=InputRejectedError(problem.code, detail))


def _row(row: Row, *, limits: InputLimits) -> _Input:
    """Turn one row into an article or a problem."""
    article, problem = None, row.problem
    if problem is None:
        try:
            article = article_of_record(row.record, limits=limits)
        except InputRejectedError as found:
            problem = found
    return _Input(row.byte_size, row.sha256, article, problem, row.number, row.record.get("id"))
