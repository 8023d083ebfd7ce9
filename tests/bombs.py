"""Catalog files that would unfold to something huge, or take for ever, if they were read to their end."""

LAUGHS = "\n".join(
    ["a: &a [x, x, x, x, x, x, x, x, x]"]
    + [f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
)

BOMBS = {
    "a billion laughs": LAUGHS,
    "brackets without end": "[" * 100_000,
    "braces without end": "a: " + "{a: " * 100_000,
    "dashes without end": "- " * 400_000,
    "a very long list": "a: [" + "x, " * 300_000 + "]",
    "JSON brackets without end": '{"a":' + "[" * 400_000,
    "quotes without end": "a: " + "'" * 999_000,
    "questions without end": "? " * 300_000,
}
