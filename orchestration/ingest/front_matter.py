"""The YAML block that may open an article.

What belongs here: finding the block, reading its top-level scalars and their positions. What does not: what a key
means.

The block comes from strangers: it is read as a stream of parser events, so no Python object is ever built from it,
aliases are refused (YAML bombs), and size and depth are bounded.
"""

import re
from dataclasses import dataclass
from typing import Final

import yaml

from orchestration.ingest.limits import InputLimits
from orchestration.ingest.rejection import InputRejectedError, RejectionCode

_OPENING: Final = re.compile(
    r"---[ \t]*\r?\n"  # the line of dashes, then a first key: a rule between two paragraphs is no front matter
    r"(?=\s*(?:#[^\n]*\n\s*)*[\"']?[A-Za-z_][\w .-]{0,99}[\"']?[ \t]{0,9}:(?:\s|\Z))"  # bounded: a file of blanks
)
_CLOSING: Final = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_PLAIN_LINE: Final = re.compile(r"([A-Za-z_][\w-]*):[ \t]+([^\s\"'\[\]{}&*!|>%@`#].*)")
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is 15 times faster and gives the same events


@dataclass(frozen=True)
class FieldValue:
    """One scalar of the front matter.

    Attributes:
        value: The value after YAML's unquoting.
        start: First character of the value within the whole text, quotes excluded.
        end: End of the value, exclusive.
    """

    value: str
    start: int
    end: int


@dataclass(frozen=True)
class FrontMatter:
    """What stands before the body.

    Attributes:
        fields: Top-level scalars by lower-case key; empty values and nested values are left out.
        body_start: Offset of the first character after the closing line.
    """

    fields: dict[str, FieldValue]
    body_start: int


def read_front_matter(text: str, *, limits: InputLimits) -> FrontMatter | None:
    r"""Read the block between the two ``---`` lines.

    Args:
        text: A whole decoded article.
        limits: How long and how deep the block may be.

    Returns:
        The fields, or None when the text does not open with ``---`` and a key.

    Raises:
        InputRejectedError: The block is not closed, not YAML, too large, too deep or holds aliases.

    Examples:
        ``---\ntitle: "A: b"\n---\nBody`` has the field ``title`` at (12, 16) and its body at 22.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return None
    longest = limits.front_matter_characters
    closing = _CLOSING.search(text, opening.end(), opening.end() + longest)
    if closing is None:
        raise _invalid(f"expected a closing line --- within {longest} characters, found none")
    block = text[opening.end() : closing.start()]
    fields = _yaml_fields(block, offset=opening.end(), max_depth=limits.front_matter_depth)
    return FrontMatter(fields=fields, body_start=closing.end())


def _yaml_fields(block: str, *, offset: int, max_depth: int) -> dict[str, FieldValue]:
    """Read the block as YAML; accept the usual slip of an unquoted colon in a value."""
    try:
        return _scalar_fields(block, offset=offset, max_depth=max_depth)
    except (yaml.YAMLError, UnicodeError) as error:
        fields = _plain_fields(block, offset=offset)
        if fields is None:
            problem = getattr(error, "problem", None) or str(error)
            raise _invalid(f"expected YAML keys and values, found: {problem}") from error
        return fields


def _scalar_fields(block: str, *, offset: int, max_depth: int) -> dict[str, FieldValue]:
    """Walk the parser's events and keep the scalars of the outermost mapping."""
    fields: dict[str, FieldValue] = {}
    depth, key = 0, None
    for event in yaml.parse(block, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise _invalid("expected plain values, found an anchor or alias")
        if isinstance(event, yaml.SequenceStartEvent) and depth == 0:
            raise _invalid("expected keys and values, found a list")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > max_depth:
                raise _invalid(f"expected at most {max_depth} levels, found more")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            key = None if depth == 1 else key
        elif isinstance(event, yaml.ScalarEvent) and depth == 1:
            if key is None:
                key = event.value.strip().lower()
            else:
                _keep(fields, key, event, offset=offset)
                key = None
    return fields


def _keep(fields: dict[str, FieldValue], key: str, event: yaml.ScalarEvent, *, offset: int) -> None:
    """Store one scalar with the span of its value; the first of two equal keys wins."""
    is_plain = event.implicit[0]
    if not event.value.strip() or (is_plain and event.value.lower() in {"~", "null"}):
        return
    quote = 1 if event.style in ("'", '"') else 0
    if event.start_mark is None or event.end_mark is None:
        raise _invalid("expected a position for every value, found none")
    span = (offset + event.start_mark.index + quote, offset + event.end_mark.index - quote)
    fields.setdefault(key, FieldValue(event.value.strip(), *span))


def _plain_fields(block: str, *, offset: int) -> dict[str, FieldValue] | None:
    """Read ``key: value`` lines without YAML; None when any line is something else."""
    fields: dict[str, FieldValue] = {}
    for line in block.splitlines(keepends=True):
        found = _PLAIN_LINE.match(line.rstrip())
        if found is not None:
            span = (offset + found.start(2), offset + found.end(2))
            fields.setdefault(found[1].lower(), FieldValue(found[2], *span))
        elif line.strip():
            return None
        offset += len(line)
    return fields


def _invalid(detail: str) -> InputRejectedError:
    """Build the rejection of this module."""
    return InputRejectedError(RejectionCode.FRONT_MATTER_INVALID, detail)
