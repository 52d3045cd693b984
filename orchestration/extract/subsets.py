"""Working on the few rows that need it. Frames in, frames out.

What belongs here: evaluating expressions on a part of a frame and putting the results back. What does not: which rows
those are.

``when``/``then`` evaluates its branches on every row and builds all texts anew: searching the tail of 100,000 texts
takes 15 ms, searching those of the 2,000 that need it nothing to speak of.
"""

from collections.abc import Callable, Sequence

import polars as pl

from orchestration.extract.kept import Keeper


def exchange(values: pl.Series, is_other: pl.Series, others: pl.Series) -> pl.Series:
    """Put other values where a mask says so.

    Args:
        values: Any type.
        is_other: Boolean, as long as ``values``.
        others: As many values of the same type as the mask has true ones, in their order.

    Returns:
        The values, with the name of ``values``.
    """
    order = pl.int_range(len(values), eager=True)
    order = order.scatter(is_other.arg_true(), pl.int_range(len(values), len(values) + len(others), eager=True))
    return pl.concat([values, others.alias(values.name)], rechunk=True).gather(order)


def change(rows: pl.DataFrame, condition: pl.Expr, *changes: pl.Expr, kept: Keeper | None = None) -> pl.DataFrame:
    """Change existing columns of some rows.

    Args:
        rows: Any frame.
        condition: Which rows; null counts as false.
        changes: New values, evaluated on those rows only, named as the columns that they replace.
        kept: Where the patterns of the condition and the values stay compiled.

    Returns:
        The rows in the same order, with the same columns and types.
    """
    mask = _select(rows, condition.fill_null(value=False).alias("mask"), kept)
    if not mask.any():
        return rows
    changed = _part(rows, mask, changes, kept)
    return rows.with_columns(
        exchange(rows.get_column(name), mask, changed.get_column(name).cast(rows.schema[name]))
        for name in (value.meta.output_name() for value in changes)
    )


def _select(rows: pl.DataFrame, value: pl.Expr, kept: Keeper | None) -> pl.Series:
    return (kept.call(rows.select_seq, value) if kept else rows.select(value)).to_series()


def _part(rows: pl.DataFrame, mask: pl.Series, values: Sequence[pl.Expr], kept: Keeper | None) -> pl.DataFrame:
    """Evaluate expressions on some rows, and carry over no column that they do not read."""
    read = {name for value in values for name in value.meta.root_names()} or {rows.columns[0]}
    part = rows[sorted(read)].filter(mask)
    return kept.call(part.with_columns_seq, *values) if kept else part.with_columns(*values)


def choose(
    rows: pl.DataFrame,
    name: str,
    cases: Sequence[tuple[pl.Expr, Callable[[], pl.Expr]]],
    *,
    told: Keeper | None = None,
    kept: Keeper | None = None,
) -> pl.DataFrame:
    """Change an existing column by the first case that holds; a value is built and worked out only where it is needed.

    Args:
        rows: Any frame.
        name: The column.
        cases: Condition (null counts as false) and what gives the value; rows without a case stay as they are.
        told: Where the patterns of the conditions stay compiled.
        kept: Where those of the values do.

    Returns:
        The rows in the same order, with the same columns and types.
    """
    codes = [pl.when(condition).then(pl.lit(code, pl.Int32)) for code, (condition, _) in enumerate(cases)]
    chosen = _select(rows, pl.coalesce(codes).alias("case"), told)
    values = rows.get_column(name)
    parts, order = [values], pl.int_range(rows.height, eager=True)
    end = rows.height
    for code in chosen.unique().drop_nulls().sort():
        mask = (chosen == code).fill_null(value=False)
        part = _part(rows, mask, [cases[code][1]().cast(values.dtype).alias(name)], kept).get_column(name)
        order = order.scatter(mask.arg_true(), pl.int_range(end, end + len(part), eager=True))
        end += len(part)
        parts.append(part)
    return rows.with_columns(pl.concat(parts, rechunk=True).gather(order))


def attach(rows: pl.DataFrame, part: pl.DataFrame, *, key: str = "row") -> pl.DataFrame:
    """Add the columns of a part of the rows; null for the others.

    Args:
        rows: Holds ``key``, unique.
        part: ``key`` of some of them and further columns.
        key: Name of the key.

    Returns:
        The rows in the same order, with the columns of ``part``.
    """
    return rows.join(part, on=key, how="left", validate="1:1", maintain_order="left")
