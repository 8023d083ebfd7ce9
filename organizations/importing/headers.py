"""The words by which lists name their columns, as data: whoever meets a list with another word adds it here.

Words are compared without accents, capitals, hyphens and underscores ("E-mail", "e_mail" and "E MAIL" are
one), and once more without what stands in brackets: "Email Address [Required]". The words are those of:

- Google Workspace: the template of "Bulk update users" (admin.google.com, help 40057).
- Entra ID: the export of "Download users"; its Portuguese portal.
- Active Directory: `csvde` writes LDAP names; PowerShell's `Get-ADUser | Export-Csv` the names of properties.
- Microsoft Forms and Google Forms: the columns that stand before the questions, in both languages.
- LimeSurvey: the export of survey participants.
- Brazilian HR lists: the usual headers of payroll exports.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from core.names import plain
from core.spreadsheets.tables import LONGEST_CELL


class Column(StrEnum):
    """What a column of a list can hold; the first block is of people, the second of teams."""

    EMAIL = "email"
    NAME = "name"
    FIRST = "first"
    LAST = "last"
    REVERSED = "reversed"
    ROLE = "role"
    TEAM = "team"
    LANGUAGE = "language"
    STATUS = "status"
    LEFT = "left"

    KEY = "key"
    PARENT = "parent"
    KIND = "kind"
    LABELS = "labels"

    UNIT_1 = "unit1"
    UNIT_2 = "unit2"
    UNIT_3 = "unit3"
    UNIT_4 = "unit4"


BY_VALUE = {column.value: column for column in Column}
UNITS = (Column.UNIT_1, Column.UNIT_2, Column.UNIT_3, Column.UNIT_4)

# Earlier words are better ones: where a list has two columns for one thing, the better word is taken.
OF_PEOPLE: Mapping[Column, Sequence[str]] = {
    Column.EMAIL: (
        "email", "e-mail", "e-mail corporativo", "email corporativo", "e-mail profissional", "work email",
        "work e-mail", "corporate email", "business email", "e-mail institucional", "e-mail do colaborador",
        "e-mail da empresa", "company email", "mail", "email address", "e-mail address", "emailaddress",
        "endereço de e-mail", "endereço de email", "endereço eletrônico", "correio eletrônico",
        "primary email", "e-mail principal", "user email", "userprincipalname", "user principal name",
        "nome principal do usuário", "upn",
    ),
    Column.NAME: (
        "name", "nome", "nome completo", "full name", "display name", "displayname", "nome de exibição",
        "nome para exibição", "nome social", "employee name", "employee", "nome do colaborador",
        "nome da colaboradora", "nome do funcionário", "colaborador", "colaborador(a)", "funcionário",
        "funcionário(a)", "empregado", "participant", "participante", "your name", "seu nome", "cn",
    ),
    Column.FIRST: (
        "first name", "firstname", "given name", "givenname", "primeiro nome", "prenome", "forename",
    ),
    Column.LAST: (
        "last name", "lastname", "surname", "sobrenome", "family name", "último nome", "sn",
    ),
    Column.REVERSED: (
        "name (last name, first name)", "name (last, first)", "name (surname, first name)",
        "last name, first name", "last, first", "nome (sobrenome, nome)", "sobrenome, nome",
    ),
    Column.ROLE: ("role", "papel"),
    Column.TEAM: (
        "team", "equipe", "team key", "chave da equipe", "squad", "team name", "nome da equipe", "time",
        "nome do time", "nome da squad", "org unit path", "org unit", "caminho da unidade organizacional",
        "which team are you in?", "what team are you in?", "which team do you work in?",
        "em qual equipe você está?", "em qual equipe você trabalha?", "de qual equipe você faz parte?",
        "qual é a sua equipe?", "your team", "sua equipe", "lotação",
    ),
    Column.LANGUAGE: (
        "language", "idioma", "língua", "preferred language", "preferredlanguage", "idioma preferido",
    ),
    Column.STATUS: (
        "status", "situação", "account status", "accountenabled", "account enabled", "conta habilitada",
        "enabled", "habilitado", "active", "ativo", "useraccountcontrol", "emailstatus", "email status",
        "situação do colaborador", "situação do funcionário", "status do colaborador", "employment status",
    ),
    Column.LEFT: (
        "suspended", "suspenso", "blacklisted", "blocked", "block credential", "sign-in blocked", "bloqueado",
        "bloquear credencial", "accountexpirationdate", "account expiration date", "data de desligamento",
        "desligamento", "data de demissão", "data demissão", "demissão", "data de saída",
        "termination date", "leaving date", "last day",
    ),
}  # fmt: skip
OF_TEAMS: Mapping[Column, Sequence[str]] = {
    Column.KEY: (
        "key", "chave", "external key", "chave externa", "team key", "chave da equipe", "team id",
        "id da equipe", "código da equipe", "team code", "código", "code", "id",
    ),
    Column.NAME: (
        "name", "nome", "team", "equipe", "team name", "nome da equipe", "squad", "nome da squad", "time",
        "nome do time",
    ),
    Column.PARENT: (
        "unit", "unidade", "parent", "parent key", "unidade acima", "unidade superior", "parent unit",
        "chave da unidade", "unit path", "org unit path", "caminho",
    ),
    Column.KIND: ("kind", "tipo", "type"),
    Column.LABELS: ("labels", "etiquetas", "label", "etiqueta", "tags", "tag", "marcadores"),
}  # fmt: skip

# From the widest unit to the narrowest; a list has some of them, and each lies in the one before it.
LEVELS: Sequence[Sequence[str]] = (
    ("vice-presidência", "vice presidency", "vp", "diretoria executiva"),
    ("business unit", "unidade de negócio", "unidade de negócios", "bu"),
    ("division", "divisão", "diretoria", "directorate", "direção", "secretaria"),
    ("superintendência", "superintendency"),
    ("department", "departamento", "depto", "dept", "department name", "nome do departamento"),
    ("gerência", "gerência geral", "gerência executiva"),
    ("unit", "unidade", "unidade organizacional", "organizational unit"),
    ("area", "área", "sector", "setor", "section", "seção"),
    ("coordination", "coordenação", "núcleo", "supervisão"),
    ("tribe", "tribo", "group", "grupo"),
)

# Whole paths: beside one of these, columns of units say the same once more, or something else.
PATHS = ("org unit path", "caminho da unidade organizacional")

ACTIVE = (
    "active", "ativo", "ativa", "enabled", "habilitado", "habilitada", "true", "verdadeiro", "yes", "sim",
    "y", "s", "1", "a", "ok", "férias", "on leave", "em férias", "trabalhando", "normal", "em atividade",
)  # fmt: skip
INACTIVE = (
    "inactive", "inativo", "inativa", "disabled", "desabilitado", "desabilitada", "desativado", "desativada",
    "false", "falso", "no", "não", "n", "0", "suspended", "suspenso", "suspensa", "archived", "arquivado",
    "arquivada", "deleted", "excluído", "excluída", "blocked", "bloqueado", "bloqueada", "terminated", "left",
    "desligado", "desligada", "demitido", "demitida", "rescindido", "rescindida", "exonerado", "exonerada",
    "falecido", "falecida", "optout", "opt out", "bounced", "invalid", "aposentado", "aposentada",
)  # fmt: skip
ALL = ("*", "whole organization", "the whole organization", "toda a organização", "organização inteira")
"""What stands in the cell of a team for a role in the whole organization; an empty cell never does."""

NOTHING = ("-", "--", "---", "–", "—", "/", "n/a", "n.a.", "n/d", "null", "nan", "none")
"""What programs and people write where there is nothing: an organization without units, a field left out."""

OURS = ("line", "linha", "what is wrong", "o que está errado")
"""What we add to the rows with problems that we give out: no columns of the list that comes back."""

# "Which team are you in?", "What is your squad?", "Qual o nome da sua equipe?"; not what people think of it.
TEAM_IN_A_QUESTION = re.compile(
    r"\b(?:which|what|what ?[’']?s|qual|que)(?: is| e)?(?: (?:the|your|o|a|seu|sua))*"
    r"(?: (?:name|nome) (?:of|de|do|da)(?: (?:the|your|seu|sua))?)? (?:team|squad|equipe|time)\b"
)
BRACKETS = re.compile(r"\[[^\]]*\]|\([^)]*\)")
NO_LETTER = re.compile(r"[\W_]+")


def said(header: str) -> str:
    """The words of a header for comparing."""
    return NO_LETTER.sub(" ", plain(header)).strip()


def ways_to_say(header: str) -> tuple[str, str]:
    """The words of a header, and the same without what stands in brackets."""
    header = header[
        :LONGEST_CELL
    ]  # what is longer names no column; brackets without an end are looked for long
    return said(header), said(BRACKETS.sub(" ", header))


def _index(words: Mapping[Column, Sequence[str]]) -> Mapping[str, tuple[Column, int]]:
    """Each word with its column and how good it is, 0 the best."""
    return {said(word): (column, at) for column, of in words.items() for at, word in enumerate(of)}


PEOPLE_WORDS, TEAM_WORDS = _index(OF_PEOPLE), _index(OF_TEAMS)
LEVEL_WORDS: Mapping[str, int] = {said(word): rank for rank, words in enumerate(LEVELS) for word in words}
NOTHING_WORDS = frozenset(map(plain, NOTHING))
PATH_WORDS, OUR_WORDS = frozenset(map(said, PATHS)), frozenset(map(said, OURS))
ACTIVE_WORDS, INACTIVE_WORDS, ALL_WORDS = (frozenset(map(plain, words)) for words in (ACTIVE, INACTIVE, ALL))
