"""Recipients as mail programs write them: "Ana Lima <ana@a.example>; bia@a.example, ...".

The text is cut first, and each piece is read by itself: `email.utils.getaddresses` gives nothing at all for a
list with one bad place in it, and what it gives differs between builds of Python.
"""

import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from core.spreadsheets.tables import LONGEST_CELL, Record

# What is not cut: something in quotation marks, in angle brackets or in round ones. Here and below no two
# parts of a pattern take the same letters: a text of a megabyte would be tried in all ways to share them.
WHOLE = re.compile(r'"[^"\n]*"|<[^<>\n]*>|\([^()\n]*\)')
AHEAD = r"(?:(?:mailto|smtp):)?"
NAMED = re.compile(rf"^(?P<name>[^<>]*)<\s*{AHEAD}(?P<address>[^<>\s]+)\s*>\s*[.]?$", re.IGNORECASE)
IN_BRACKETS = re.compile(r"^(?P<address>[^\s@]+@[^\s@]+)\s+\((?P<name>[^()]+)\)$")
BEFORE_BRACKETS = re.compile(
    r"^(?P<name>[^()\[\]<>@]+)[(\[](?P<address>[^\s()\[\]<>@]+@[^\s()\[\]<>@]+)[)\]]$"
)
BARE = re.compile(rf"^{AHEAD}[^\s@<>]+@[^\s@<>]+$", re.IGNORECASE)
SCHEME = re.compile(f"^{AHEAD}", re.IGNORECASE)
# What stands before a recipient where lines of a mail or of a list are copied: "Cc: ", "* ", "2. ".
LEADS_IN = re.compile(r"^(?:(?:to|cc|bcc|para|cco|com cópia)\s*:|[-*•·–]\s|\d{1,3}[.)]\s)\s*", re.IGNORECASE)
BESIDE = re.compile(r"(?<=>)(?:\s+(?:and|e|&))?\s+(?=[^\s<>][^<>]*<)", re.IGNORECASE)
QUOTES = "\"'“”‘’"
LOOKED_AT = 20


def are_recipients(text: str) -> bool:
    """Whether a text is a list for a mail and no table.

    It has lines of a name and an address in angle brackets, or lines with several addresses and little else,
    or an address and a comma at the end of a line.
    """
    lines = [line for line in text.splitlines() if line.strip()][:LOOKED_AT]
    if not any("@" in line for line in lines):
        return False
    for line in lines:
        pieces = list(_recipients(line))
        several = sum(map(_is_one, pieces))
        if several > 1 and 2 * several > len(pieces):
            return True
        if len(pieces) == several == 1 and (NAMED.match(pieces[0]) or line.rstrip().endswith(",")):
            return True
    return False


def recipients_in(text: str) -> Iterator[Record]:
    """Each recipient with the line on which it stands: address and name.

    A piece that holds no address is given as it is, in the place of the address, for whoever checks it.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        for piece in _recipients(line):
            yield Record(number, address_and_name(piece))


def address_and_name(piece: str) -> tuple[str, str]:
    """The address in one piece and the name before it; the piece and no name where it is neither."""
    piece = LEADS_IN.sub("", piece)
    found = NAMED.match(piece) or IN_BRACKETS.match(piece) or BEFORE_BRACKETS.match(piece)
    if found is None:
        return SCHEME.sub("", piece), ""
    name = _decoded(found["name"].strip().strip(QUOTES).replace('\\"', '"').strip())
    return SCHEME.sub("", found["address"]), "" if "@" in name else name


def _decoded(name: str) -> str:
    """A name as people read it, where the head of a mail writes it in ASCII: "=?utf-8?Q?Jos=C3=A9?="."""
    if "=?" not in name or len(name) > LONGEST_CELL:
        return name
    try:
        return str(make_header(decode_header(name)))
    except (HeaderParseError, LookupError, ValueError):
        return name


def _is_one(piece: str) -> bool:
    piece = LEADS_IN.sub("", piece)
    return any(form.match(piece) for form in (BARE, NAMED, IN_BRACKETS, BEFORE_BRACKETS))


def _recipients(line: str) -> Iterator[str]:
    """The pieces of a line, each for one recipient; "Lima, Ana <...>" is one, two in a row are two."""
    separators = _separators(line)
    before = ""
    for piece in _pieces(line, separators):
        if "," in separators and piece and "@" not in piece and not before:
            before = piece  # the last name, if an address follows the first one
            continue
        if before and not (NAMED.match(piece) and not piece.startswith(("<", '"'))):
            yield before
            before = ""
        yield from filter(None, BESIDE.split(f"{before}, {piece}" if before else piece))
        before = ""
    if before:
        yield before


def _separators(line: str) -> str:
    """What separates recipients: semicolons where there are some, for a comma may then be part of a name."""
    outside = WHOLE.sub("", line)
    return ";；" if ";" in outside or "；" in outside else ",，\t"


def _pieces(line: str, separators: str) -> Iterator[str]:
    begin = 0
    kept = {at for found in WHOLE.finditer(line) for at in range(found.start(), found.end())}
    for at, letter in enumerate(line):
        if letter in separators and at not in kept:
            yield line[begin:at].strip()
            begin = at + 1
    yield line[begin:].strip()
