"""Notes beside the candidate: what was copied into it and what the audit said.

What belongs here: two small JSON files, bound to each other by the content digest. What does not: the candidate itself.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

CANDIDATE_NOTE: Final = "candidate.json"
AUDIT_NOTE: Final = "audit.json"


@dataclass(frozen=True)
class Candidate:
    """What a candidate holds.

    Attributes:
        content_sha256: Digest of all its tables.
        row_counts: Rows by table.
        code_version: Code that it was made and is audited by.
        parser_version: Parser that read the articles.
        as_of_on: ISO date on which staleness was judged; None where the build was of some tables only.
    """

    content_sha256: str
    row_counts: dict[str, int]
    code_version: str
    parser_version: str
    as_of_on: str | None

    def says_the_same_as(self, other: "Candidate") -> bool:
        """Whether the same code has made the same content, so that an audit of one holds for the other."""
        return (self.content_sha256, self.code_version) == (other.content_sha256, other.code_version)


@dataclass(frozen=True)
class AuditRecord:
    """Result of the audit of one table, as stored with the publication."""

    table_name: str
    is_passed: bool
    severity: str
    evaluated_count: int
    failed: list[str]


def write_candidate(folder: Path, candidate: Candidate) -> None:
    """Store what the candidate holds."""
    _write_note(folder / CANDIDATE_NOTE, asdict(candidate))


def record_audit(folder: Path, audits: Sequence[AuditRecord]) -> None:
    """Store what the audit said about the candidate, bound to its content."""
    candidate = read_candidate(folder)
    note = {"content_sha256": candidate.content_sha256, "audits": [asdict(audit) for audit in audits]}
    _write_note(folder / AUDIT_NOTE, note)


def read_candidate(folder: Path) -> Candidate:
    """Read what the candidate holds.

    Raises:
        FileNotFoundError: There is no candidate.
    """
    return Candidate(**json.loads((folder / CANDIDATE_NOTE).read_text(encoding="utf-8")))


def read_audit(folder: Path) -> list[AuditRecord]:
    """Read what the audit said about this very candidate.

    Raises:
        FileNotFoundError: It was not audited.
        ValueError: The audit is of another candidate.
    """
    note = json.loads((folder / AUDIT_NOTE).read_text(encoding="utf-8"))
    expected = read_candidate(folder).content_sha256
    if note["content_sha256"] != expected:
        raise ValueError(f"expected the audit of {expected[:12]}, found one of {note['content_sha256'][:12]}")
    return [AuditRecord(**audit) for audit in note["audits"]]


def _write_note(path: Path, content: dict[str, Any]) -> None:
    """Write a small JSON file."""
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
