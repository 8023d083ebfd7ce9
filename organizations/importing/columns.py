"""The columns of both tables, the words for them in either language, and finding them in a file."""

from collections.abc import Mapping, Sequence

from core.names import plain
from core.spreadsheets.tables import HeaderMissing, HeaderTwice, Lines, Row, Table, checked

TEAMS, PEOPLE = "teams", "people"
LANGUAGES = ("en", "pt-br")

# Column -> its words; the first two are those of the template, in English and Portuguese.
TEAM_COLUMNS: Mapping[str, Sequence[str]] = {
    "key": ("key", "chave", "external key", "chave externa"),
    "name": ("name", "nome"),
    "parent": ("unit", "unidade", "parent", "parent key", "unidade acima"),
    "kind": ("kind", "tipo", "type"),
    "labels": ("labels", "etiquetas", "label", "etiqueta"),
}
PEOPLE_COLUMNS: Mapping[str, Sequence[str]] = {
    "email": ("email", "e-mail", "e-mail address", "endereço de e-mail"),
    "name": ("name", "nome"),
    "role": ("role", "papel"),
    "team": ("team", "equipe", "team key", "chave da equipe"),
    "language": ("language", "idioma", "língua"),
}
COLUMNS = {TEAMS: TEAM_COLUMNS, PEOPLE: PEOPLE_COLUMNS}
NEEDED = {TEAMS: ("key", "name"), PEOPLE: ("email",)}
HEADER_WITHIN = 10  # a title or a note may stand above the header


def word(kind: str, column: str, language: str) -> str:
    """The name of a column in a template; English where there is none."""
    words = COLUMNS[kind][column]
    return words[1 if language.lower().startswith("pt") else 0]


def find_table(name: str, lines: Lines) -> Table | None:
    """The teams or people in the lines of a file or sheet; None when no row names the columns.

    Raises:
        HeaderTwice: two columns have the same meaning.
        The errors of `checked`.
    """
    lines = checked(lines)
    for _count, (_line, cells) in zip(range(HEADER_WITHIN), lines, strict=False):
        kind = _kind_of(cells)
        if kind is not None:
            return _table(name, kind, cells, lines)
    return None


def _kind_of(cells: Sequence[str]) -> str | None:
    for kind in (PEOPLE, TEAMS):
        if all(any(_meaning(kind, cell) == column for cell in cells) for column in NEEDED[kind]):
            return kind
    return None


def _meaning(kind: str, cell: str) -> str | None:
    """The column that the words of a cell name."""
    said = plain(" ".join(cell.split()))
    return next(
        (column for column, words in COLUMNS[kind].items() if said in [plain(word) for word in words]), None
    )


def _table(name: str, kind: str, header: Sequence[str], lines: Lines) -> Table:
    places: dict[str, int] = {}
    unused = []
    for place, cell in enumerate(header):
        column = _meaning(kind, cell)
        if column in places:
            raise HeaderTwice(column=cell)
        if column is not None:
            places[column] = place
        elif cell:
            unused.append(cell)
    head = {column: header[place] for column, place in places.items()}
    rows = [_row(line, cells, places) for line, cells in lines]
    return Table(name, kind, head, unused, [row for row in rows if any(row.cells.values())])


def _row(line: int, cells: Sequence[str], places: Mapping[str, int]) -> Row:
    return Row(line, {column: cells[at] if at < len(cells) else "" for column, at in places.items()})


def header_missing(language: str) -> HeaderMissing:
    """The refusal of a file in which no row names the columns, with their names."""
    words = {column: word(TEAMS, column, language) for column in NEEDED[TEAMS]}
    return HeaderMissing(**words, email=word(PEOPLE, "email", language))
