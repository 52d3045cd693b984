"""The form that gold annotations take in memory, whichever style the files have.

What belongs here: the types. What does not: reading files (``goldsets``) and comparing (``mentions``, ``marts``).

Offsets are code points into the whole decoded file, end exclusive. Values are in major units.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Span:
    """A place in a text."""

    start: int
    end: int
    surface: str


@dataclass(frozen=True)
class GoldMoney(Span):
    """One amount.

    Attributes:
        index: Position in the article's list, which claims and findings refer to.
        ref: The annotation's own name for it.
        values: Accepted (minimum, maximum) pairs in major units; the first is the annotated one.
        currency: ISO 4217.
        modality: exact, approx, at_least, at_most or between.
        cue: Span of the hedge; None when none is written.
        per: year, month, week, day, share; None for a plain sum.
        equivalent_of: ``index`` of the figure converted.
        role: Role of the amount in the text.
        is_vague: A magnitude ("des centaines de milliards"), not a figure.
        is_optional: Neither required nor punished.
        is_duplicate: Stands in a second copy.
        scale_readings: Values of the other readings of an ambiguous scale word.
    """

    index: int
    ref: str
    values: tuple[tuple[float, float], ...]
    currency: str
    modality: str
    cue: Span | None
    per: str | None
    equivalent_of: int | None
    role: str
    is_vague: bool = False
    is_optional: bool = False
    is_duplicate: bool = False
    scale_readings: tuple[int, ...] = ()


@dataclass(frozen=True)
class GoldQuantity(Span):
    """A number that is not money; ``value_min`` None means that only its presence is annotated."""

    ref: str
    value_min: float | None
    value_max: float | None
    unit: str
    modality: str
    is_label: bool = False
    is_duplicate: bool = False


@dataclass(frozen=True)
class GoldDate(Span):
    """A date, period or anchored duration.

    Attributes:
        ref: The annotation's own name.
        kind: explicit, relative, duration, fiscal, period, deadline and the sample style's own kinds.
        edtf: None when it cannot be resolved.
        bounds: Accepted (first, last) days as ISO text; None is an open or unknown side.
        duration: ISO 8601; where the text does not say when it begins, saying how long is right as well.
        mod: by or from for deadlines.
        weekday_ok: Whether the weekday written is right; None when none is written.
        is_optional: Neither required nor punished.
        is_duplicate: Stands in a second copy.
    """

    ref: str
    kind: str
    edtf: str | None
    bounds: tuple[tuple[str | None, str | None], ...]
    duration: str | None = None
    mod: str | None = None
    weekday_ok: bool | None = None
    is_optional: bool = False
    is_duplicate: bool = False


@dataclass(frozen=True)
class GoldEntity(Span):
    """A name with its canonical entity."""

    ref: str
    entity: str
    type: str
    mention_type: str | None = None
    is_duplicate: bool = False


@dataclass(frozen=True)
class Segment:
    """A stretch of one kind of text."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class GoldArticle:
    """One annotated article.

    Attributes:
        name: File name without suffix.
        path: The text file.
        text: Decoded, line ends unchanged.
        language: fr, en or ja.
        published: ISO date, year-month or None.
        quantities: None where they are not annotated.
        ignore: Places that look like a mention and are none; nothing there is punished or required.
        claims: As annotated (development, unseen and blind articles only).
    """

    name: str
    path: Path
    text: str
    language: str
    published: str | None
    segments: tuple[Segment, ...]
    money: tuple[GoldMoney, ...]
    quantities: tuple[GoldQuantity, ...] | None
    dates: tuple[GoldDate, ...]
    entities: tuple[GoldEntity, ...]
    ignore: tuple[Span, ...] = ()
    claims: tuple[Json, ...] = ()

    @property
    def article_id(self) -> str:
        """Identity of the content, as the pipeline computes it."""
        return sha256(self.text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class GoldSet:
    """The annotated articles of one corpus, with what is annotated across articles.

    Attributes:
        name: As in ``goldsets.load``.
        articles: In file name order.
        whole: Annotations across articles: ``commitments``, ``issues``, ``expected`` in the sample style,
            ``clusters``, ``findings``, ``negatives`` in the other.
    """

    name: str
    articles: tuple[GoldArticle, ...]
    whole: Json = field(default_factory=dict)
