"""Releases: folders that each hold one complete publication, and the link that readers follow.

What belongs here: switching, keeping, rolling back, all by atomic steps of the file system. What does not: queries.

A release is a folder, not a file, because a stale write-ahead log beside a replaced file would be replayed into the new
one. Everything is flushed to disk before the link moves: after a power cut readers find a complete release.
"""

import os
import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from orchestration.files import flush_to_disk
from orchestration.settings import PUBLICATION_NAME, Settings
from orchestration.warehouse.candidate import seal_candidate
from orchestration.warehouse.connect import publication
from orchestration.warehouse.notes import AUDIT_NOTE, CANDIDATE_NOTE, AuditRecord, Candidate, read_audit, read_candidate

_TRASH: Final = ".trash-"


class NotPublishableError(RuntimeError):
    """The candidate must not be published."""


@dataclass(frozen=True)
class Release:
    """One publication on disk.

    Attributes:
        release_id: Name of its folder.
        path: The published file.
        is_current: Readers follow the link to it.
    """

    release_id: str
    path: Path
    is_current: bool


def publish_candidate(settings: Settings, *, now: datetime) -> tuple[Release, bool]:
    """Make the audited candidate the publication that readers see.

    Args:
        settings: Where releases are.
        now: Time of publication, UTC, without zone.

    Returns:
        The current release, and whether it is new to readers: a candidate with the same content as the current one, or
        as a newer one that a kill kept from readers, is dropped. While a rollback holds readers, a new release is kept
        beside the current one and not shown.

    Raises:
        NotPublishableError: The audit found damage, or there was none of this candidate.
    """
    folder = settings.candidate_dir
    candidate = read_candidate(folder)
    _refuse_damage(folder)
    _clear_leftovers(settings)
    release = _equal_release(settings, candidate.content_sha256)
    if release is not None:
        _confirm(folder, release)
    else:
        release_id = f"{now:%Y%m%dT%H%M%S%fZ}-{candidate.content_sha256[:8]}"
        seal_candidate(folder, publication_id=release_id, published_at=now, memory_limit=settings.memory_limit)
        for path in folder.iterdir():
            path.chmod(0o444)
            flush_to_disk(path)
        flush_to_disk(folder)
        target = settings.releases_dir / release_id
        folder.rename(target)
        flush_to_disk(settings.releases_dir)
        release = Release(release_id, target / PUBLICATION_NAME, is_current=False)
    held = current_release(settings) if is_held(settings) else None
    if held is None:
        _point(settings, release.release_id)
    _prune(settings)
    return held or replace(release, is_current=True), held is None and not release.is_current


def published_notes(settings: Settings) -> tuple[Candidate, list[AuditRecord]] | None:
    """What the current publication holds and what its audit said; None without one, or without notes that fit it."""
    current = current_release(settings)
    if current is None:
        return None
    try:
        return read_candidate(current.path.parent), read_audit(current.path.parent)
    except (FileNotFoundError, ValueError, TypeError):  # no notes, or damaged ones: the audit is made again
        return None


def settled_audit(settings: Settings) -> list[AuditRecord] | None:
    """What the audit said of the current publication, if the candidate is its equal in content and code; else None."""
    notes = published_notes(settings)
    if notes is None or not read_candidate(settings.candidate_dir).says_the_same_as(notes[0]):
        return None
    return notes[1]


def list_releases(settings: Settings) -> list[Release]:
    """List the publications on disk, newest first."""
    current = _current_id(settings)
    folders = sorted(settings.releases_dir.glob("[0-9]*"), reverse=True) if settings.releases_dir.is_dir() else []
    return [
        Release(folder.name, folder / PUBLICATION_NAME, is_current=folder.name == current)
        for folder in folders
        if (folder / PUBLICATION_NAME).is_file()
    ]


def current_release(settings: Settings) -> Release | None:
    """The publication that readers see, None before the first."""
    return next((release for release in list_releases(settings) if release.is_current), None)


def release_before(settings: Settings) -> Release | None:
    """The newest publication that is older than the current one; None when there is none."""
    current = _current_id(settings)
    older = [release for release in list_releases(settings) if current is not None and release.release_id < current]
    return older[0] if older else None


def is_held(settings: Settings) -> bool:
    """Whether a rollback keeps readers where they are."""
    return settings.hold_file.exists()


def rollback(settings: Settings, *, release_id: str | None = None) -> Release:
    """Point readers at a publication, and keep them there unless it is the newest.

    Args:
        settings: Where releases are.
        release_id: The release wanted; the one before the current one when None.

    Returns:
        The release that is current now.

    Raises:
        LookupError: There is no such release.
    """
    releases = list_releases(settings)
    known = [release.release_id for release in releases]
    if release_id is None:
        before = release_before(settings)
        if before is None:
            raise LookupError(f"expected a publication before {_current_id(settings)}, found {known}")
        release_id = before.release_id
    if release_id not in known:
        raise LookupError(f"expected one of {known}, found {release_id}")
    is_newest = release_id == known[0]
    if not is_newest:  # before readers move: a run that publishes at this moment must not take them back
        settings.hold_file.write_text(f"{release_id}\n", encoding="utf-8")
        flush_to_disk(settings.hold_file)
    _point(settings, release_id)
    if is_newest:
        settings.hold_file.unlink(missing_ok=True)
    return Release(release_id, settings.releases_dir / release_id / PUBLICATION_NAME, is_current=True)


def content_sha256(release: Release) -> str | None:
    """Read the digest that a publication says it has; None when it does not say."""
    with publication(release.path) as connection:
        rows = connection.execute("select content_sha256 from publications").fetchall()
    return str(rows[0][0]) if rows else None


def _refuse_damage(folder: Path) -> None:
    """Publish only what was audited, as it is now, without an error."""
    try:
        audits = read_audit(folder)
    except (FileNotFoundError, ValueError) as error:
        raise NotPublishableError(f"the candidate was not audited: {error}") from error
    damaged = [audit.table_name for audit in audits if not audit.is_passed and audit.severity == "error"]
    if damaged:
        raise NotPublishableError(f"expected an audit without errors, found errors in {damaged}")


def _current_id(settings: Settings) -> str | None:
    """Name of the folder that the link points to."""
    link = settings.current_link
    return link.readlink().name if link.is_symlink() else None


def _point(settings: Settings, release_id: str) -> None:
    """Repoint the link in one step; it is relative, so the data folder can be moved."""
    link = settings.current_link
    if link.exists() and not link.is_symlink():
        raise NotPublishableError(f"expected a link at {link}, found something else; move it away")
    if _current_id(settings) == release_id:
        return
    fresh = link.with_name(f".{link.name}-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(settings.releases_dir.relative_to(settings.data_dir) / release_id, target_is_directory=True)
    fresh.replace(link)
    flush_to_disk(settings.data_dir)


def _equal_release(settings: Settings, digest: str) -> Release | None:
    """Find the current release or a newer one that has this content."""
    current = _current_id(settings) or ""
    newer = [release for release in list_releases(settings) if release.release_id >= current]
    return next((release for release in reversed(newer) if content_sha256(release) == digest), None)


def _confirm(folder: Path, release: Release) -> None:
    """Note with a release that this code has made and audited the same content, and drop the candidate."""
    for note in (CANDIDATE_NOTE, AUDIT_NOTE):
        flush_to_disk(folder / note)
        (folder / note).replace(release.path.parent / note)
    flush_to_disk(release.path.parent)
    shutil.rmtree(folder)


def _prune(settings: Settings) -> None:
    """Delete old releases; whoever has one open keeps reading it until closing."""
    for release in list_releases(settings)[settings.releases_kept :]:
        if not release.is_current:  # renamed first, so that no release is ever seen half deleted
            trash = release.path.parent.rename(settings.releases_dir / f"{_TRASH}{release.release_id}")
            shutil.rmtree(trash)


def _clear_leftovers(settings: Settings) -> None:
    """Delete what killed runs left: half deleted releases, links that were not moved into place."""
    for trash in settings.releases_dir.glob(f"{_TRASH}*"):
        shutil.rmtree(trash)
    for link in settings.data_dir.glob(f".{settings.current_link.name}-*"):
        link.unlink()
