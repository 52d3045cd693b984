"""Why an input is not an article: one code per reason.

What belongs here: the codes of ``raw.rejected_inputs``. What does not: the checks that lead to them.
"""

from enum import StrEnum


class RejectionCode(StrEnum):
    """Reason codes of ``raw.rejected_inputs``; a code is never renamed, analysts count by it."""

    EMPTY = "empty"  # no character other than white space
    BINARY = "binary"  # NUL bytes or the signature of a known binary format
    UNDECODABLE = "undecodable"  # neither UTF-8, nor marked UTF-16/32, nor an older encoding that is certain
    TOO_LARGE = "too_large"  # above a limit of ingest.limits
    UNREADABLE = "unreadable"  # the operating system refuses to read it
    UNSUPPORTED_TYPE = "unsupported_type"  # an extension without a reader
    NOT_A_FILE = "not_a_file"  # device, socket or pipe
    SYMLINK_OUTSIDE = "symlink_outside"  # a link that leaves the raw folder, or leads nowhere
    FRONT_MATTER_INVALID = "front_matter_invalid"  # not YAML, not closed, aliases, too deep or too large
    ROW_INVALID = "row_invalid"  # a row of a JSONL or Parquet file that is no article, or such a file without texts
    CHANGED_WHILE_READ = "changed_while_read"  # still being written; read again by the next run


class InputRejectedError(ValueError):
    """One input cannot become an article.

    Attributes:
        code: Reason code.
        detail: What was expected and what was found, for a person.
    """

    def __init__(self, code: RejectionCode, detail: str) -> None:
        """Keep the code beside the message."""
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
