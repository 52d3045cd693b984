"""Files of many articles: JSONL, compressed or not, and Parquet."""

import gzip
import json
from datetime import date, datetime

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.ingest import batches, rows
from orchestration.ingest.batches import read_batches
from orchestration.ingest.files import list_files
from orchestration.ingest.limits import InputLimits
from orchestration.ingest.parquet_pages import largest_page
from orchestration.settings import Settings
from orchestration.warehouse.articles import LoadCounts, changed_files, store_batch
from orchestration.warehouse.connect import build_database

NOW = datetime(2026, 11, 24)
RECORD = {"id": "a1", "text": "Un texte.", "title": "Titre", "url": "https://x", "publisher": "Le Journal"}
RECORD |= {"published": "2025-12-22", "lang": "fr-FR"}


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


def read(folder, *, limits=InputLimits()):  # noqa: B008 - frozen
    found = list(read_batches(list_files(folder), limits=limits, now=NOW))
    frames = ("articles", "files", "rejected", "states")
    return {name: pl.concat([getattr(batch, name) for batch in found]) for name in frames}


def load(settings, *, reader="1"):
    with build_database(settings.build_database) as connection:
        counts = LoadCounts()
        files = changed_files(connection, list_files(settings.raw_dir), reader_version=reader)
        for batch in read_batches(files, limits=settings.limits, now=NOW):
            counts += store_batch(connection, batch, reader_version=reader)
    return counts


def query(settings, sql):
    with build_database(settings.build_database) as connection:
        return connection.execute(sql).fetchall()


def write_jsonl(path, records):
    content = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)


@pytest.mark.parametrize("name", ["wire.jsonl", "wire.jsonl.gz", "wire.ndjson", "wire.parquet"])
def test_each_row_is_an_article_with_its_metadata_and_its_place(raw, name):
    records = [RECORD, RECORD | {"id": "a2", "text": "Un autre texte.", "title": None}]
    if name.endswith(".parquet"):
        pl.DataFrame(records).write_parquet(raw / name)
    else:
        write_jsonl(raw / name, records)
    found = read(raw)
    assert found["articles"].select("text", "title", "url", "publisher", "language", "published_edtf").rows() == [
        ("Un texte.", "Titre", "https://x", "Le Journal", "fr", "2025-12-22"),
        ("Un autre texte.", None, "https://x", "Le Journal", "fr", "2025-12-22"),
    ]
    assert found["files"].select("path", "row_number", "record_id").rows() == [(name, 1, "a1"), (name, 2, "a2")]
    assert found["articles"]["title_start"].to_list() == [None, None]
    assert found["states"].height == 1


def test_the_same_text_has_the_same_id_whatever_brought_it(raw):
    (raw / "a.txt").write_text("Un texte.")
    write_jsonl(raw / "b.jsonl", [RECORD])
    pl.DataFrame([RECORD]).write_parquet(raw / "c.parquet")
    assert read(raw)["articles"]["article_id"].n_unique() == 1


def test_front_matter_in_the_text_fills_what_the_row_does_not_say(raw):
    text = "---\ntitle: Dedans\npublished: 2024-01-02\n---\nLe corps."
    write_jsonl(raw / "a.jsonl", [{"text": text, "published": "2025-01-02"}])
    article = read(raw)["articles"].row(0, named=True)
    assert (article["title"], article["published_edtf"]) == ("Dedans", "2025-01-02")
    assert text[article["title_start"] : article["title_end"]] == "Dedans"
    assert text[article["body_start"] :] == "Le corps."


@pytest.mark.parametrize(
    ("line", "code"),
    [
        pytest.param(b"{", "row_invalid", id="open brace"),
        pytest.param(b"[]", "row_invalid", id="list"),
        pytest.param(b"{}", "row_invalid", id="no text"),
        pytest.param(b'{"text": 1}', "row_invalid", id="number as text"),
        pytest.param(b'{"text": "a", "title": ["b"]}', "row_invalid", id="list as title"),
        pytest.param(b'{"text": "\\ud800"}', "row_invalid", id="half a surrogate pair"),
        pytest.param(b"[" * 100_000, "row_invalid", id="deep"),
        pytest.param(b'{"text": "a", "id": 1' + b"0" * 5000 + b"}", "row_invalid", id="endless number"),
        pytest.param(b'{"text": "\xff"}', "undecodable", id="not UTF-8"),
        pytest.param(b'{"text": " "}', "empty", id="blank"),
        pytest.param(b'{"text": "a\\u0000"}', "binary", id="NUL"),
        pytest.param(b'{"text": "---\\na: &x 1\\nb: *x\\n---\\n"}', "front_matter_invalid", id="alias"),
        pytest.param(b'{"text": "' + b"x" * 200_000 + b'"}', "too_large", id="long"),
    ],
)
def test_a_broken_row_is_rejected_by_number_and_the_others_are_read(raw, line, code):
    good = json.dumps(RECORD).encode()
    (raw / "a.jsonl").write_bytes(b"\n".join([good, b"", line, good.replace(b"texte", b"sexte")]))
    found = read(raw, limits=InputLimits(row_bytes=150_000))
    assert found["files"]["row_number"].to_list() == [1, 4]
    assert found["rejected"].select("row_number", "reason_code").rows() == [(3, code)]
    assert found["states"].height == 1


def test_parquet_days_and_numbers_become_text(raw):
    pl.DataFrame({"text": ["Un texte."], "published": [date(2025, 1, 2)], "id": [7]}).write_parquet(raw / "a.parquet")
    found = read(raw)
    assert (found["articles"]["published_edtf"][0], found["files"]["record_id"][0]) == ("2025-01-02", "7")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        pytest.param("a.parquet", b"PAR1 no table PAR1", "unreadable", id="no Parquet"),
        pytest.param("a.jsonl.gz", b"no gzip", "unreadable", id="no gzip"),
        pytest.param("a.jsonl", b"\n \n", "empty", id="no row"),
        pytest.param("a.jsonl.gz", gzip.compress(b" " * 5_000_000), "too_large", id="unpacks to more than allowed"),
    ],
)
def test_a_broken_container_is_rejected_as_a_whole(raw, name, content, code):
    (raw / name).write_bytes(content)
    found = read(raw, limits=InputLimits(table_bytes=1_000_000, row_bytes=100_000))
    assert [row for row in found["rejected"].select("row_number", "reason_code").rows() if row[0] is None] == [
        (None, code)
    ]


def test_a_table_without_texts_is_rejected(raw):
    pl.DataFrame({"x": [1]}).write_parquet(raw / "a.parquet")
    assert read(raw)["rejected"]["reason_code"].to_list() == ["row_invalid"]


class TestParquetThatUnpacksToMore:
    """A few hundred bytes that say one long value five hundred times."""

    LONG = "x" * 1_000_000

    @pytest.fixture(params=["dictionary", "prefixes"])
    def bomb(self, raw, request):
        ways = {
            "dictionary": {},
            "prefixes": {"use_dictionary": False, "column_encoding": {"text": "DELTA_BYTE_ARRAY"}},
        }
        table = pa.table({"text": [self.LONG] * 512})
        pq.write_table(table, raw / "a.parquet", compression="zstd", **ways[request.param])
        assert (raw / "a.parquet").stat().st_size < 1_000
        return raw

    def test_it_is_rejected_as_a_whole_beyond_the_limit(self, bomb):
        found = read(bomb, limits=InputLimits(table_bytes=1_000_000, row_bytes=2_000))
        assert found["rejected"].select("row_number", "reason_code").rows() == [(None, "too_large")]

    def test_within_the_limit_its_rows_are_rejected_and_few_are_held_at_a_time(self, bomb):
        held = pa.total_allocated_bytes()
        (file,) = list_files(bomb)
        for _, row in zip(range(20), rows.read_rows(file, limits=InputLimits(row_bytes=2_000)), strict=False):
            assert row.problem.code == "too_large"
            assert pa.total_allocated_bytes() - held < 64_000_000

    def test_a_page_that_is_too_large_is_never_unpacked(self, raw, monkeypatch):
        monkeypatch.setattr(rows, "_PARQUET_PAGE_BYTES", 100_000)
        pq.write_table(pa.table({"text": [self.LONG]}), raw / "a.parquet", use_dictionary=False, compression="zstd")
        monkeypatch.setattr(pq.ParquetFile, "iter_batches", None)
        found = read(raw, limits=InputLimits(row_bytes=2_000))
        assert found["rejected"].select("row_number", "reason_code").rows() == [(None, "too_large")]

    def test_rows_without_anything_are_bounded_too(self, raw):
        pq.write_table(pa.table({"text": pa.nulls(1_000_000, pa.string())}), raw / "a.parquet")
        found = read(raw, limits=InputLimits(table_bytes=5_000))
        assert found["rejected"].height < 1_000
        assert found["rejected"]["reason_code"][-1] == "too_large"

    def test_a_row_with_a_list_of_values_is_not_decoded(self, raw):
        pq.write_table(pa.table({"text": ["a"], "title": [["x"] * 1_000_000]}), raw / "a.parquet")
        found = read(raw)
        assert found["rejected"].select("row_number", "reason_code").rows() == [(None, "row_invalid")]

    @pytest.mark.parametrize("version", ["1.0", "2.0"])
    @pytest.mark.parametrize("size", [7_000_000, 10])
    def test_sizes_are_read_from_the_pages_and_not_from_the_footer(self, tmp_path, version, size):
        path = tmp_path / "a.parquet"
        table = pa.table({"text": ["x" * size, "y"], "id": [1, None]})
        pq.write_table(table, path, data_page_version=version, use_dictionary=False, compression="gzip")
        with path.open("rb") as stream:
            largest = largest_page(stream, pq.ParquetFile(path).metadata, [0])
        assert size < largest < size + 50


def test_rows_before_a_cut_are_kept_and_the_cut_is_said(raw):
    write_jsonl(raw / "a.jsonl.gz", [RECORD | {"text": f"Texte {number:064d}."} for number in range(2_000)])
    content = (raw / "a.jsonl.gz").read_bytes()
    (raw / "a.jsonl.gz").write_bytes(content[: len(content) // 2])
    found = read(raw)
    assert 0 < found["files"].height < 2_000
    assert (found["rejected"]["reason_code"].to_list(), found["rejected"]["row_number"].to_list()) == (
        ["unreadable"],
        [None],
    )


def test_a_file_over_several_batches_keeps_its_rejections_and_one_state(raw, tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "BATCH_INPUTS", 2)
    settings = Settings(raw_dir=raw, data_dir=tmp_path / "data")
    write_jsonl(raw / "a.jsonl", [{"text": f"Texte {number}."} if number % 2 else {} for number in range(7)])
    assert load(settings) == LoadCounts(read=7, added=3, rejected=4)
    assert query(settings, "select row_number from raw.rejected_inputs order by all") == [(1,), (3,), (5,), (7,)]
    assert query(settings, "select count(*) from raw.input_states") == [(1,)]
    assert load(settings) == LoadCounts()


def test_a_load_cut_short_between_two_batches_is_done_again_and_doubles_nothing(raw, tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "BATCH_INPUTS", 2)
    settings = Settings(raw_dir=raw, data_dir=tmp_path / "data")
    write_jsonl(raw / "a.jsonl", [{"text": f"Texte {number}."} if number % 2 else {} for number in range(7)])
    with build_database(settings.build_database) as connection:
        first = next(read_batches(list_files(raw), limits=settings.limits, now=NOW))
        store_batch(connection, first, reader_version="1")
    assert load(settings) == LoadCounts(read=7, added=2, rejected=4)
    counts = "select (select count(*) from raw.articles), (select count(*) from raw.article_files)"
    assert query(settings, counts) == [(3, 3)]
    assert query(settings, "select count(*) from raw.rejected_inputs") == [(4,)]


def test_an_appended_file_adds_its_new_rows_only(raw, tmp_path):
    settings = Settings(raw_dir=raw, data_dir=tmp_path / "data")
    write_jsonl(raw / "a.jsonl", [RECORD])
    load(settings)
    write_jsonl(raw / "a.jsonl", [RECORD, RECORD, RECORD | {"text": "Un autre."}])
    assert load(settings).added == 1
    assert query(settings, "select count(*) from raw.article_files") == [(2,)]


def test_what_one_reader_refused_is_tried_again_by_the_next(raw, tmp_path):
    settings = Settings(raw_dir=raw, data_dir=tmp_path / "data", limits=InputLimits(file_bytes=5))
    (raw / "a.txt").write_text("Un texte.")
    (raw / "b.txt").write_text("Bref.")
    assert load(settings, reader="small") == LoadCounts(read=2, added=1, rejected=1)
    settings = Settings(raw_dir=raw, data_dir=tmp_path / "data")
    assert load(settings, reader="large") == LoadCounts(read=1, added=1)
    assert query(settings, "select * from raw.rejected_inputs") == []
