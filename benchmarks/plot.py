"""A plot of seconds by number of articles, as SVG.

What belongs here: drawing. What does not: measuring. Both axes are logarithmic: a curve that grows steeper than the
grid's diagonal grows worse than linearly.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 760, 420, 60, 50, 20, 190
COLOURS: Final = ("#1b6ca8", "#c8553d", "#2a9d8f", "#8a5a44", "#6a4c93", "#888888", "#111111")


def log_plot(results: Sequence[Mapping[str, Any]], *, steps: Sequence[str]) -> str:
    """Draw the steps of the cold runs.

    Args:
        results: With ``run``, ``articles``, ``seconds`` and ``steps`` by name.
        steps: Names to draw, beside the whole.

    Returns:
        An SVG document.
    """
    cold = sorted((result for result in results if result["run"] == "cold"), key=lambda result: int(result["articles"]))
    curves = {step: [(r["articles"], r["steps"].get(step, 0)) for r in cold] for step in steps}
    curves["all"] = [(result["articles"], result["seconds"]) for result in cold]
    shown = {name: [(x, max(y, 0.05)) for x, y in points] for name, points in curves.items()}
    across = _decades([x for points in shown.values() for x, _ in points])
    up = _decades([y for points in shown.values() for _, y in points])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"',
        ' font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        *_grid(across, up),
    ]
    for colour, points in zip(COLOURS, shown.values(), strict=False):
        places = [(_x(x, across), _y(y, up)) for x, y in points]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places]
    parts += _legend(list(shown))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """Whole powers of ten around the values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _x(value: float, decades: tuple[int, int]) -> float:
    share = (math.log10(value) - decades[0]) / (decades[1] - decades[0])
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(value: float, decades: tuple[int, int]) -> float:
    share = (math.log10(value) - decades[0]) / (decades[1] - decades[0])
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)


def _grid(across: tuple[int, int], up: tuple[int, int]) -> list[str]:
    """A line and a label for each power of ten."""
    parts = []
    for power in range(across[0], across[1] + 1):
        x = _x(10**power, across)
        parts.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{10**power:,}</text>')
    for power in range(up[0], up[1] + 1):
        y = _y(10.0**power, up)
        parts.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    parts.append(
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">articles, cold run</text>'
    )
    parts.append(
        f'<text x="14" y="{HEIGHT / 2}" transform="rotate(-90 14 {HEIGHT / 2})" text-anchor="middle">seconds</text>'
    )
    return parts


def _legend(names: Sequence[str]) -> list[str]:
    """Names with their colours, at the right."""
    parts = []
    for place, (colour, name) in enumerate(zip(COLOURS, names, strict=False)):
        y = TOP + 20 + 20 * place
        parts.append(f'<rect x="{WIDTH - RIGHT + 20}" y="{y - 9}" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{WIDTH - RIGHT + 38}" y="{y + 2}">{name.replace("_", " ")}</text>')
    return parts
