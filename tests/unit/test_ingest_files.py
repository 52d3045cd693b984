"""What is in the raw folder, and batches of it."""

import os
from datetime import datetime

import pytest

from orchestration.ingest import batches
from orchestration.ingest.batches import read_batches
from orchestration.ingest.files import list_files, listing_sha256, read_bytes
from orchestration.ingest.limits import InputLimits
from orchestration.ingest.rejection import InputRejectedError

NOW = datetime(2026, 11, 23)
SMALL = InputLimits(file_bytes=100)


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


def rejections(folder, *, limits=SMALL):
    (batch,) = read_batches(list_files(folder), limits=limits, now=NOW)
    return dict(batch.rejected.select("path", "reason_code").rows())


def test_files_are_listed_by_path_and_hidden_ones_are_not(raw):
    (raw / "sub").mkdir()
    for name in ("b.txt", "a.md", ".hidden.txt", "sub/c.TXT"):
        (raw / name).write_text("x")
    assert [file.path for file in list_files(raw)] == ["a.md", "b.txt", "sub/c.TXT"]


def test_a_missing_folder_is_an_error_and_not_an_empty_one(tmp_path):
    with pytest.raises(FileNotFoundError, match="PLEDGEBOOK_RAW_DIR"):
        list_files(tmp_path / "nowhere")


def test_every_input_that_cannot_be_read_has_its_code(raw, tmp_path):
    (tmp_path / "secret.txt").write_text("not ours")
    (raw / "good.txt").write_text("Un article.")
    (raw / "outside.txt").symlink_to(tmp_path / "secret.txt")
    (raw / "nowhere.txt").symlink_to(raw / "gone.txt")
    (raw / "outer").symlink_to(tmp_path)
    (raw / "inside.txt").symlink_to(raw / "good.txt")
    (raw / "big.txt").write_text("x" * 101)
    (raw / "page.html").write_text("<p>x</p>")
    (raw / "empty.txt").touch()
    os.mkfifo(raw / "pipe.txt")
    assert rejections(raw) == {
        "outside.txt": "symlink_outside",
        "nowhere.txt": "symlink_outside",
        "outer": "symlink_outside",
        "big.txt": "too_large",
        "page.html": "unsupported_type",
        "empty.txt": "empty",
        "pipe.txt": "not_a_file",
    }


def test_a_link_that_leads_nowhere_is_not_said_to_leave_the_folder(raw, tmp_path):
    (raw / "nowhere.txt").symlink_to("gone.txt")
    (raw / "outside.txt").symlink_to(tmp_path / "gone.txt")
    assert [file.problem[1] for file in list_files(raw)] == ["the link leads nowhere", "the link leaves the raw folder"]


class TestListing:
    @pytest.fixture
    def listing(self, raw):
        (raw / "sub").mkdir()
        for name in ("a.txt", "sub/b.txt", ".hidden.txt"):
            (raw / name).write_text("x")
        return listing_sha256(raw)

    def test_it_says_the_same_until_something_changes_and_opens_no_file(self, raw, listing, monkeypatch):
        monkeypatch.setattr("orchestration.ingest.files.os.open", None)
        assert listing_sha256(raw) == listing
        assert listing[0] == 2
        (raw / ".hidden.txt").write_text("y")
        (raw / "empty").mkdir()
        assert listing_sha256(raw) == listing

    @pytest.mark.parametrize(
        "change",
        [
            pytest.param(lambda raw: (raw / "sub" / "c.txt").touch(), id="new"),
            pytest.param(lambda raw: (raw / "sub" / "b.txt").write_text("xy"), id="longer"),
            pytest.param(lambda raw: os.utime(raw / "a.txt", (1, 1)), id="touched"),
            pytest.param(lambda raw: (raw / "a.txt").unlink(), id="gone"),
            pytest.param(lambda raw: (raw / "a.txt").rename(raw / "b.txt"), id="renamed"),
            pytest.param(lambda raw: (raw / "l.txt").symlink_to("gone.txt"), id="link to nowhere"),
        ],
    )
    def test_every_change_is_seen(self, raw, listing, change):
        change(raw)
        assert listing_sha256(raw)[1] != listing[1]

    def test_a_missing_folder_is_an_error(self, tmp_path):
        with pytest.raises(FileNotFoundError, match="PLEDGEBOOK_RAW_DIR"):
            listing_sha256(tmp_path / "nowhere")


def test_names_with_quotes_line_breaks_and_broken_bytes_are_only_names(raw):
    names = [b'it\'s "x".txt', b"two\nlines.txt", b"caf\xe9.txt"]
    for name in names:
        (raw / os.fsdecode(name)).write_text(f"Un article {name!r}.")
    (batch,) = read_batches(list_files(raw), limits=SMALL, now=NOW)
    assert sorted(batch.files["path"]) == sorted(['it\'s "x".txt', "two\nlines.txt", "caf\\xe9.txt"])


def test_a_file_that_grows_while_it_is_read_is_read_again_later(raw, monkeypatch):
    path = raw / "a.txt"
    path.write_text("first")
    (file,) = list_files(raw)
    real_fstat, calls = os.fstat, []

    def growing(descriptor):
        if calls:
            path.write_text("first and more")
        calls.append(descriptor)
        return real_fstat(descriptor)

    monkeypatch.setattr(os, "fstat", growing)
    with pytest.raises(InputRejectedError) as caught:
        read_bytes(file, max_bytes=100)
    assert caught.value.code == "changed_while_read"


def test_a_batch_is_bounded_by_count_and_by_bytes(raw, monkeypatch):
    for number in range(5):
        (raw / f"{number}.txt").write_text("x" * 10)
    monkeypatch.setattr(batches, "BATCH_INPUTS", 2)
    assert [batch.files.height for batch in read_batches(list_files(raw), limits=SMALL, now=NOW)] == [2, 2, 1]
    monkeypatch.setattr(batches, "BATCH_BYTES", 15)
    assert [batch.files.height for batch in read_batches(list_files(raw), limits=SMALL, now=NOW)] == [1] * 5
