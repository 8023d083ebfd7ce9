"""Cells that a spreadsheet could run: quoted on the way out, taken as text on the way in."""

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def quoted(text: str) -> str:
    """Text as a cell of a file; what a spreadsheet could run gets an apostrophe before it."""
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text


def unquoted(cell: str) -> str:
    """A cell as text: without the apostrophe that `quoted` put there."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(BEGINS_A_FORMULA) else cell
