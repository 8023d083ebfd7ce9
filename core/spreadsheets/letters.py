"""Letters that went wrong before a list came here: converted once too often, lost, or left as codes."""

import re

# "José" in UTF-8 that was taken for Windows-1252; the sign for a letter that is lost; letters of DOS taken
# for those of Windows; a question mark where PowerShell could not write a letter; codes of web pages.
WRONG = re.compile(
    "[ÃÂ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]"
    "|\ufffd"
    "|(?<=[A-Za-z])[‚„†‡ƒˆ¡¢£¤]"
    r"|(?<=[^\W\d_])\?|\?(?=[^\W\d_])"
    "|&(?:[A-Za-z](?:acute|grave|circ|tilde|uml|cedil|ring)|amp|quot|apos|nbsp|#[0-9]{2,5}|#x[0-9A-Fa-f]{2,5});"
)
BETWEEN_WORDS = re.compile(r"[\s,|\"]")


def odd_word(cell: str) -> str:
    """The word of a cell in which letters look wrong; "" where none does."""
    if cell.isascii() and "?" not in cell and "&" not in cell:  # nearly every cell
        return ""
    found = WRONG.search(cell)
    if found is None:
        return ""
    begin = max((mark.end() for mark in BETWEEN_WORDS.finditer(cell, 0, found.start())), default=0)
    return BETWEEN_WORDS.split(cell[begin : begin + 60], maxsplit=1)[0]
