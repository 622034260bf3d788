"""How figures of a quiz are said."""


def number(points: float) -> str:
    """A number of points as people write it: `8.5`, `3`."""
    return f"{points:g}" if points % 1 else str(int(points))
