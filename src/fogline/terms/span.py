"""A stretch of a text."""

# Half-open, in code points.
Span = tuple[int, int]
