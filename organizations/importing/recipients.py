"""Recipients as mail programs write them: "Ana Lima <ana@a.example>; bia@a.example, ...".

The text is cut first, and each piece is read by itself: `email.utils.getaddresses` gives nothing at all for a
list with one bad place in it, and what it gives differs between builds of Python.
"""

import re
from collections.abc import Iterator

from core.spreadsheets.tables import Record

# What is not cut: something in quotation marks, in angle brackets or in round ones.
WHOLE = re.compile(r'"[^"\n]*"|<[^>\n]*>|\([^)\n]*\)')
NAMED = re.compile(r"^(?P<name>.*?)\s*<\s*(?:mailto:)?(?P<address>[^<>\s]+)\s*>\s*[.]?$")
IN_BRACKETS = re.compile(r"^(?P<address>\S+@\S+)\s+\((?P<name>[^()]+)\)$")
BARE = re.compile(r"^(?:mailto:)?[^\s@<>]+@[^\s@<>]+$")
LOOKED_AT = 20


def are_recipients(text: str) -> bool:
    """Whether a text is a list for a mail and no table.

    It has lines of a name and an address in angle brackets, or lines with several addresses and little else.
    """
    lines = [line for line in text.splitlines() if line.strip()][:LOOKED_AT]
    if not any("@" in line for line in lines):
        return False
    for line in lines:
        pieces = [piece for piece in _pieces(line, _separators(line)) if piece]
        several = sum(map(_is_one, pieces))
        if (several > 1 and 2 * several > len(pieces)) or (len(pieces) == 1 and NAMED.match(pieces[0])):
            return True
    return False


def recipients_in(text: str) -> Iterator[Record]:
    """Each recipient with the line on which it stands: address and name.

    A piece that holds no address is given as it is, in the place of the address, for whoever checks it.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        for piece in _pieces(line, _separators(line)):
            if piece:
                yield Record(number, address_and_name(piece))


def address_and_name(piece: str) -> tuple[str, str]:
    """The address in one piece and the name before it; the piece and no name where it is neither."""
    found = NAMED.match(piece) or IN_BRACKETS.match(piece)
    if found is None:
        return piece.removeprefix("mailto:"), ""
    name = found["name"].strip().strip("\"'“”").replace('\\"', '"').strip()
    return found["address"], "" if "@" in name else name


def _is_one(piece: str) -> bool:
    return bool(BARE.match(piece) or NAMED.match(piece) or IN_BRACKETS.match(piece))


def _separators(line: str) -> str:
    """What separates recipients: semicolons where there are some, for a comma may then be part of a name."""
    outside = WHOLE.sub("", line)
    return ";" if ";" in outside else ",\t"


def _pieces(line: str, separators: str) -> Iterator[str]:
    begin = 0
    kept = {at for found in WHOLE.finditer(line) for at in range(found.start(), found.end())}
    for at, letter in enumerate(line):
        if letter in separators and at not in kept:
            yield line[begin:at].strip()
            begin = at + 1
    yield line[begin:].strip()
