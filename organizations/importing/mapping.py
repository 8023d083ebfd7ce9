"""What the columns of a list mean: found out from their names, chosen by hand, and applied to its rows."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.names import plain
from core.spreadsheets.tables import MOST_COLUMNS, Grid, Note, Record, Row, Table, some_of
from organizations.importing.headers import (
    LEVEL_WORDS,
    NOTHING_WORDS,
    OF_PEOPLE,
    OF_TEAMS,
    OUR_WORDS,
    PATH_WORDS,
    PEOPLE_WORDS,
    TEAM_IN_A_QUESTION,
    TEAM_WORDS,
    UNITS,
    Column,
    said,
    ways_to_say,
)

TEAMS, PEOPLE = "teams", "people"
LANGUAGES = ("en", "pt-br")
COLUMNS: Mapping[str, Sequence[Column]] = {
    TEAMS: (Column.KEY, Column.NAME, Column.PARENT, Column.KIND, Column.LABELS),
    PEOPLE: (Column.EMAIL, Column.NAME, Column.ROLE, Column.TEAM, Column.LANGUAGE),
}
"""The columns of the templates, in their order."""

PART = "\x1f"
"""Between the parts of a path that several columns make; no cell holds it."""

ADDRESS = re.compile(r"[^\s@<>;,]@[^\s@<>;,]+\.[^\s@<>;,]")
LONGEST_NOTHING = max(map(len, NOTHING_WORDS))
NAMES = (Column.EMAIL, Column.NAME, Column.FIRST, Column.LAST, Column.KEY)  # whatever stands there, is meant
LOOKED_AT = 50  # rows whose values say what a column may be
BY_PLACE = (Column.EMAIL, Column.NAME, Column.ROLE, Column.TEAM)  # of a list without names of columns

Columns = tuple[Column | None, ...]
"""What each column of a grid is taken for, by its place; None for one that is not read."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What the columns seem to be; `sure` when nobody needs to be asked."""

    columns: Columns
    sure: bool


def word(kind: str, column: Column, language: str) -> str:
    """The name of a column in a template; English where there is none."""
    words = (OF_PEOPLE if kind == PEOPLE else OF_TEAMS)[column]
    return words[1 if language.lower().startswith("pt") else 0]


def kind_of(columns: Iterable[Column | None]) -> str:
    """A list with addresses is one of people, any other one of teams."""
    return PEOPLE if Column.EMAIL in columns else TEAMS


def names_columns(cells: Sequence[str]) -> int:
    """How many columns a row names, if it can stand above a table at all."""
    cells = cells[: MOST_COLUMNS + 1]  # a wider table is refused; a line of commas alone has a million cells
    found, _twice = _by_words(cells, PEOPLE_WORDS)
    if Column.EMAIL in found:
        return len(found) + len(_levels(cells))
    teams, _twice = _by_words(cells, TEAM_WORDS)
    levels = _levels(cells)
    named = Column.NAME in teams or levels
    alone = len(cells) == 1 and said(cells[0]) not in ("name", "nome")
    return len(teams) + len(levels) if named and (alone or len(teams) + len(levels) > 1) else 0


def guess(grid: Grid) -> Guess:
    """What the columns of a grid seem to be, by their names and by the addresses that stand in them."""
    addresses = _addresses(grid)
    if not grid.header:
        return _by_place(grid, addresses)
    found, twice = _by_words(grid.head, PEOPLE_WORDS)
    mails = [at for at in range(len(grid.head)) if _is_mail(grid.head[at])]
    if not mails:
        teams = _guess_teams(grid, *_by_words(grid.head, TEAM_WORDS))
        if teams.sure or not addresses:
            return teams
        mails = [max(addresses, key=lambda at: addresses[at])]
    # The better word, unless nothing stands in its column: Entra leaves "mail" empty without a mailbox.
    filled = [at for at in mails if addresses[at]] or mails
    found[Column.EMAIL] = min(filled, key=lambda at: _quality(grid.head[at]))
    return _guess_people(grid, found, twice)


def _is_mail(header: str) -> bool:
    return any(PEOPLE_WORDS.get(way, ("",))[0] == Column.EMAIL for way in ways_to_say(header))


def _quality(header: str) -> int:
    return min((PEOPLE_WORDS[way][1] for way in ways_to_say(header) if way in PEOPLE_WORDS), default=99)


def _guess_people(grid: Grid, found: dict[Column, int], twice: bool) -> Guess:
    plain_name = Column.NAME in found and ways_to_say(grid.head[found[Column.NAME]])[1] in ("name", "nome")
    if plain_name and Column.LAST in found and Column.FIRST not in found:
        found[Column.FIRST] = found.pop(Column.NAME)  # "Nome; Sobrenome"
    if Column.TEAM in found and _are_moments(grid, found[Column.TEAM]):
        del found[Column.TEAM]  # "time" is a team in Portuguese alone
    levels = _levels(grid.head)
    if Column.TEAM not in found and (asked := _asked_for_team(grid.head)):
        found[Column.TEAM] = asked[0]
    elif Column.TEAM not in found and levels:
        found[Column.TEAM] = levels.pop()
    elif Column.TEAM in found and set(ways_to_say(grid.head[found[Column.TEAM]])) & PATH_WORDS:
        levels = []
    _add_levels(found, levels)
    columns = _placed(found, len(grid.head))
    # Without a team hardly any row can be imported: if a column may hold it, somebody should say which.
    others = {said(name) for name, column in zip(grid.head, columns, strict=True) if column is None}
    lost = Column.TEAM not in found and Column.ROLE not in found and bool(others - OUR_WORDS)
    return Guess(columns, sure=not (twice or lost))


def _guess_teams(grid: Grid, found: dict[Column, int], twice: bool) -> Guess:
    levels = [] if Column.PARENT in found else _levels(grid.head)
    if Column.NAME not in found and levels:
        found[Column.NAME] = levels.pop()
    _add_levels(found, levels)
    known = Column.NAME in found and (len(found) > 1 or len(grid.head) == 1)
    return Guess(_placed(found, len(grid.head)), sure=known and not twice)


def _by_place(grid: Grid, addresses: Counter[int]) -> Guess:
    """Columns without names: an address first, then name, role and team, as a list is written by hand."""
    width = len(grid.head)
    if not addresses:
        return Guess((None,) * width, sure=False)
    mail = max(addresses, key=lambda at: addresses[at])
    if mail == 0:
        return Guess(tuple([*BY_PLACE, *[None] * width][:width]), sure=width <= len(BY_PLACE))
    found = {Column.EMAIL: mail} | ({Column.NAME: 0} if mail == 1 else {})
    return Guess(_placed(found, width), sure=width == len(found))


def _by_words(head: Sequence[str], words: Mapping[str, tuple[Column, int]]) -> tuple[dict[Column, int], bool]:
    """The place of each column by the best word for it; and whether one word names two of them."""
    best: dict[Column, tuple[int, int]] = {}
    twice = False
    for place, header in enumerate(head):
        column, quality = next((words[way] for way in ways_to_say(header) if way in words), (None, 0))
        if column is None:
            continue
        known = best.get(column)
        twice = twice or (known is not None and known[0] == quality)
        if known is None or quality < known[0]:
            best[column] = (quality, place)
    return {column: place for column, (_quality, place) in best.items()}, twice


def _levels(head: Sequence[str]) -> list[int]:
    """The places of columns of units, the widest first; of one word only the first counts."""
    ranks: dict[int, int] = {}
    for place, header in enumerate(head):
        rank = next((LEVEL_WORDS[way] for way in ways_to_say(header) if way in LEVEL_WORDS), None)
        if rank is not None:
            ranks.setdefault(rank, place)
    return [ranks[rank] for rank in sorted(ranks)]


def _add_levels(found: dict[Column, int], levels: Sequence[int]) -> None:
    taken = set(found.values())
    free = [place for place in levels if place not in taken][-len(UNITS) :]
    found.update(zip(UNITS, free, strict=False))


def _placed(found: Mapping[Column, int], width: int) -> Columns:
    by_place = {place: column for column, place in found.items()}
    return tuple(by_place.get(place) for place in range(width))


def _asked_for_team(head: Sequence[str]) -> list[int]:
    """Questions of a form that ask for the team."""
    questions = ((at, plain(header)) for at, header in enumerate(head) if "?" in header)
    return [at for at, words in questions if TEAM_IN_A_QUESTION.search(words)]


def _addresses(grid: Grid) -> Counter[int]:
    """How many of the first rows hold an address, by the place of the column."""
    rows = grid.rows[:LOOKED_AT]
    return Counter(at for row in rows for at, cell in enumerate(row.cells) if ADDRESS.search(cell))


def _are_moments(grid: Grid, place: int) -> bool:
    values = [row.cells[place] for row in grid.rows[:LOOKED_AT] if place < len(row.cells)]
    return any(":" in value and value[:1].isdigit() for value in values)


# Remembering: by the names of the columns in any order.


def names_of(head: Sequence[str]) -> list[str]:
    """A name for each column by which it is found again in the next file of that shape."""
    seen: Counter[str] = Counter()
    names = []
    for header in head:
        name = said(header)
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return names


def shape_of(grid: Grid) -> str:
    """Equal for lists with the same columns in any order; "" for one without names of columns."""
    if not grid.header:
        return ""
    names = sorted(name for name in names_of(grid.head) if name not in OUR_WORDS)
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


# Applying


def apply(grid: Grid, columns: Columns, *, hidden_too: bool = False) -> Table:
    """The rows of a grid under known columns.

    Args:
        hidden_too: whether rows that the sheet hides are read.
    """
    kind = kind_of(columns)
    if kind == TEAMS:
        columns = tuple(Column.NAME if one == Column.TEAM else one for one in columns)
    places = {column: place for place, column in enumerate(columns) if column}
    records = grid.rows
    if hidden_too and grid.hidden:
        records = sorted([*grid.rows, *grid.hidden], key=lambda one: one.line)
    read = _person_cells if kind == PEOPLE else _team_cells
    rows = [Row(record.line, read(record, places)) for record in records]
    head = _head(grid, places, kind)
    unused = [
        grid.head[place] or letter_of(place)
        for place, column in enumerate(columns)
        if column is None and (grid.head[place] or _is_filled(grid, place))
    ]
    filled = [row for row in rows if any(row.cells.values())]
    return Table(grid.name, kind, head, unused, filled, [*_units_left_out(records, places, kind)])


def _units_left_out(records: Iterable[Record], places: Mapping[Column, int], kind: str) -> Iterator[Note]:
    """A note of the rows whose widest unit is empty below one that names it.

    Where cells were merged and the list was saved as text, only the first row of a group names the unit. With
    keys a list is made for us, and an empty unit is the top.
    """
    widest = Column.UNIT_1 if Column.KEY in places or Column.UNIT_1 in places else Column.PARENT
    narrower = (Column.TEAM if kind == PEOPLE else Column.NAME, *UNITS[1:])
    below, lines = False, []
    for record in records if widest in places else ():
        if _cell(record, places, widest):
            below = True
        elif below and any(_cell(record, places, column) for column in narrower):
            lines.append(record.line)
    if lines:
        yield Note("units_left_out", lines[0], said=some_of(lines))


def letter_of(place: int) -> str:
    """The letter of a column, as spreadsheets have them: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _is_filled(grid: Grid, place: int) -> bool:
    return any(place < len(row.cells) and row.cells[place] for row in grid.rows)


def _head(grid: Grid, places: Mapping[Column, int], kind: str) -> dict[str, str]:
    """The names of the columns that are read, as the file has them, by what they are."""
    head = {column.value: grid.head[place] or letter_of(place) for column, place in places.items()}
    units = [head.pop(unit) for unit in UNITS if unit in head]
    if kind == PEOPLE:
        names = [head.pop(part) for part in (Column.REVERSED, Column.FIRST, Column.LAST) if part in head]
        if names:
            head.setdefault(Column.NAME, names[0])
        if units:
            head.setdefault(Column.TEAM, units[-1])
    elif units:
        head[Column.PARENT] = units[-1]
    return {str(column): name for column, name in head.items()}


def _cell(record: Record, places: Mapping[Column, int], column: Column) -> str:
    place = places.get(column)
    cell = record.cells[place] if place is not None and place < len(record.cells) else ""
    is_nothing = len(cell) <= LONGEST_NOTHING and column not in NAMES and plain(cell) in NOTHING_WORDS
    return "" if is_nothing else cell


def _units(record: Record, places: Mapping[Column, int]) -> list[str]:
    return [unit for column in UNITS if (unit := _cell(record, places, column))]


def _person_cells(record: Record, places: Mapping[Column, int]) -> dict[str, str]:
    simple = (Column.EMAIL, Column.ROLE, Column.LANGUAGE, Column.STATUS, Column.LEFT)
    cells = {column.value: _cell(record, places, column) for column in simple if column in places}
    cells[Column.NAME.value] = _name(record, places)
    team = _cell(record, places, Column.TEAM)
    if not places.keys().isdisjoint(UNITS):
        team = PART.join([*_units(record, places), *([team] if team else [])])
    cells[Column.TEAM.value] = team
    return cells


def _name(record: Record, places: Mapping[Column, int]) -> str:
    if whole := _cell(record, places, Column.NAME):
        return whole
    if turned := _cell(record, places, Column.REVERSED):
        last, _comma, first = turned.partition(",")
        return f"{first.strip()} {last.strip()}".strip()
    return f"{_cell(record, places, Column.FIRST)} {_cell(record, places, Column.LAST)}".strip()


def _team_cells(record: Record, places: Mapping[Column, int]) -> dict[str, str]:
    cells = {column.value: _cell(record, places, column) for column in COLUMNS[TEAMS] if column in places}
    if not places.keys().isdisjoint(UNITS):
        cells[Column.PARENT.value] = PART.join(_units(record, places))
    return cells
