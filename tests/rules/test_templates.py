"""Templates and static files keep the strict policy, the languages and the look."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

HOUSE = Path(__file__).parents[2]
APPS = ("core", "organizations", "maturity", "surveys", "reports")
TEMPLATES = sorted((HOUSE / "templates").rglob("*.html"))
SCRIPTS = sorted((HOUSE / "static" / "js").rglob("*.js"))
STYLES = sorted((HOUSE / "static" / "css").rglob("*.css"))
VENDORED = sorted(path for path in (HOUSE / "static" / "vendor").rglob("*") if path.is_file())
PYTHON = sorted(path for app in APPS for path in (HOUSE / app).rglob("*.py"))

COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", re.S)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)
HANDLED = re.compile(r"""\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*["']|javascript:""")
SCRIPT = re.compile(r"<script\b[^>]*>")
HOST = re.compile(r"(?:https?:)?//[\w-]+\.[\w.-]+")
LOADED = re.compile(r"\{%\s*load\s+([^%]*)%\}")
CLASSES = re.compile(r"""\bclass(?:Name)?=\\?["']([^"'>]*)""")
STATIC = re.compile(r"""\{%\s*static\s+["']([^"']+)["']|\bstatic\(["']([^"'{}]+)["']\)""")
DRAWN = re.compile(
    r"""\{%\s*(?:icon|glyph)\s+["']([^"']+)["']"""
    r"""|_(?:icon|glyph)\.html["']\s+with\s+name=["']([^"']+)["']"""
    r"""|sprite_url\(["']([^"'{}]+)["']\)"""
)
RAW_COLOUR = re.compile(r":[^;{}]*(#[0-9A-Fa-f]{3,8}\b|rgba?\(|hsla?\()")
UNSAFE = re.compile(r"""\bimport\(\s*[^"'\s]|\beval\(|new Function\(|\.innerHTML\s*=""")
FORWARDED = re.compile(r"^\s*export\s+(?:\*|\{[^}]*\})\s+from\b", re.M)
FORM = re.compile(r"<form\b.*?</form>", re.S)
TRANSLATED = re.compile(r"\{% blocktranslate\b.*?\{% endblocktranslate %\}", re.S)
# What a line may begin but once: an element, or a condition, loop or part.
BEGINS = re.compile(
    r"""<(?P<element>[a-zA-Z][\w-]*|\{\{[^}]*\}\})(?:"(?:[^"{]|\{\{.*?\}\}|\{%.*?%\})*"|\{%.*?%\}|\{\{.*?\}\}|[^">{])*>"""
    r"""|\{%\s*(?:if|for|with|include)\b.*?%\}"""
)
# Elements that stand in a line of text, where white space beside them shows.
INLINE = {
    "a",
    "b",
    "button",
    "code",
    "em",
    "i",
    "input",
    "kbd",
    "label",
    "mark",
    "select",
    "small",
    "span",
    "strong",
}
WIDEST = 160

SETS = "sets what it says, and setting it again changes nothing"
TURNS = "turns a state that can be turned once; the second one is told so"
SAME = "what is there already stays as it is"
OWN_RULE = "django-allauth's own"
# Forms that post without a key: the route that they go to, else their template, and why twice is as once.
DONE_ONCE_ANYWAY = {
    "core:language": SETS,
    "core:theme": SETS,
    "organizations:general": SETS,
    "organizations:leave": TURNS,
    "reports:archives": "while an archive is being made, asking gives that one",
    "reports:fetch_archive": "gives a file, each time",
    "organizations:end_organization": TURNS,
    "organizations:take_back_end": TURNS,
    "organizations:set_logo": SETS,
    "organizations:remove_logo": SETS,
    "maturity:make_default": SETS,
    "account_login": OWN_RULE,
    "account_logout": OWN_RULE,
    "account_reset_password": OWN_RULE,
    "account_confirm_email": OWN_RULE,
    "account_reauthenticate": OWN_RULE,
    "account_change_password": OWN_RULE,
    "account_set_password": OWN_RULE,
    "account_email": SETS,
    "organizations:drop_change": SETS,
    "organizations:end_session": SETS,
    "organizations:end_other_sessions": SETS,
    "sign_on": OWN_RULE,
    "mfa_authenticate": OWN_RULE,
    "mfa_reauthenticate": OWN_RULE,
    "mfa_reauthenticate_webauthn": OWN_RULE,
    "mfa_login_webauthn": OWN_RULE,
    "mfa_activate_totp": OWN_RULE,
    "mfa_deactivate_totp": OWN_RULE,
    "mfa_add_webauthn": OWN_RULE,
    "mfa_generate_recovery_codes": "the later codes count, and are the ones that are shown",
    "mfa/webauthn/edit_form.html": SETS,
    "mfa/webauthn/authenticator_confirm_delete.html": TURNS,
    "account/password_reset_from_key.html": OWN_RULE,
    "answer:dimension": "each answer carries its revision",
    "answer:submit": "carries the key of its sending",
    "answer:reopen": TURNS,
    "surveys/arrive.html": SAME,
    "surveys/reminders_stop.html": SETS,
    "surveys/start.html": SAME,
    "surveys:answer": SAME,
    "surveys:open": TURNS,
    "surveys:revoke_link": TURNS,
    "surveys/round_close.html": TURNS,
    "surveys/round_discard.html": TURNS,
    "surveys/round_extend.html": SETS,
    "surveys/round_outcome.html": SETS,
    "surveys:pause_recurrence": TURNS,
    "surveys:resume_recurrence": TURNS,
    "surveys/recurrence_end.html": TURNS,
    "organizations:setup": TURNS,
    "organizations/offer_arrive.html": SAME,
    "offers:answer": TURNS,
    "offers:decline": TURNS,
    "reports:export": "gives a file, each time",
    "surveys:export": "gives a file, each time",
    "organizations:account": SETS,
    "organizations:change_team": SETS,
    "organizations:move_team": "says where the team was seen, so a second move is refused",
    "organizations/_move.html": "the same form, sent by the script",
    "organizations/team_merge.html": TURNS,
    "organizations/import.html": "only keeps the rows for the page that asks",
    "organizations/import_columns.html": SETS,
    "organizations:label": SETS,
    "organizations:merge_label": TURNS,
    "organizations:delete_label": TURNS,
    "organizations:archive_team": SETS,
    "organizations:restore_team": SETS,
    "organizations:erase_me": TURNS,
    "organizations:erase_member": TURNS,
    "organizations:grant": SAME,
    "organizations:suspend": TURNS,
    "organizations:bring_back": TURNS,
    "organizations:send_offer": "refused within ten minutes",
    "organizations:send_offers": "writes to nobody within ten minutes",
    "organizations:correct_offer": "refused within ten minutes",
    "organizations:revoke_offer": TURNS,
    "offers:accept_here": TURNS,
    "offers:decline_here": TURNS,
    "organizations:add_person": SAME,
    "organizations:revoke": TURNS,
    "organizations:end": TURNS,
    "organizations:download_audit": "reads; each download is a line of its own",
}


def content(path: Path) -> str:
    """The text of a file, of a template without its comments."""
    text = path.read_text(encoding="utf-8")
    return COMMENT.sub("", text) if path.suffix == ".html" else text


def offences(paths: Iterable[Path], find: Callable[[str], Iterable[str]]) -> dict[str, list[str]]:
    """What `find` finds in each file, where it finds anything."""
    found = {str(path.relative_to(HOUSE)): sorted(find(content(path))) for path in paths}
    return {name: what for name, what in found.items() if what}


def words(pattern: re.Pattern[str], text: str) -> set[str]:
    """What the groups of a pattern caught."""
    return {group for match in pattern.finditer(text) for group in match.groups() if group}


def without_texts(path: Path) -> str:
    """A template line by line, without its comments and without the texts that translators see."""
    text = path.read_text(encoding="utf-8")
    for what in (COMMENT, TRANSLATED):
        text = what.sub(lambda match: "t" + "\n" * match[0].count("\n"), text)
    return text


def crowded(text: str) -> Iterator[str]:
    """The places where a second tag stands on a line though a break before it would not show on the page."""
    tags = list(BEGINS.finditer(text))
    for first, second in pairwise(tags):
        between = TAG.sub("t", text[first.end() : second.start()])
        inline = {first["element"], second["element"]} <= {None, *INLINE}
        if "\n" not in between and (" " in between or not inline):
            yield text[first.start() : second.end()]


def keyless_forms() -> Iterator[str]:
    """Each form that posts without `{% form_key %}`: the route that it goes to, else its template."""
    for path in TEMPLATES:
        for form in FORM.findall(content(path)):
            if 'method="post"' in form[: form.index(">")] and "{% form_key %}" not in form:
                goes_to = re.search(r"""action="\{%\s*url\s+["']([\w:]+)""", form)
                yield goes_to[1] if goes_to else str(path.relative_to(HOUSE / "templates"))


def test_a_form_that_creates_something_has_a_key() -> None:
    """Sent twice, it then does its deed once. What does no harm twice says why in DONE_ONCE_ANYWAY."""
    assert set(keyless_forms()) - set(DONE_ONCE_ANYWAY) == set(), (
        "Put {% form_key %} beside {% csrf_token %}, or name the route in DONE_ONCE_ANYWAY with the reason."
    )
    assert set(DONE_ONCE_ANYWAY) - set(keyless_forms()) == set(), "These forms are gone or have a key now."


def test_a_template_has_one_tag_a_line() -> None:
    """A second one stays only where a white space between the two would show."""
    found = {str(path.relative_to(HOUSE)): list(crowded(without_texts(path))) for path in TEMPLATES}

    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize(
    ("line", "places"),
    [
        pytest.param("<li><a href='x'>One</a></li>", 1, id="an element in a block"),
        pytest.param("<p>{% if who %}{{ who }}{% endif %}</p>", 1, id="a condition in a block"),
        pytest.param("{% if who %}<b>{{ who }}</b> {% include 'x' %}{% endif %}", 1, id="after a space"),
        pytest.param("<strong>{{ who }}</strong><span>, lead</span>", 0, id="a comma that follows"),
        pytest.param('<a href="{% if far %}x{% endif %}">{% translate "Go" %}</a>', 0, id="within a tag"),
    ],
)
def test_two_tags_on_a_line_are_found(line: str, places: int) -> None:
    assert len(list(crowded(line))) == places


def test_no_template_is_wider_than_a_screen() -> None:
    def find(text: str) -> list[str]:
        return [line for line in text.splitlines() if len(line) > WIDEST]

    assert offences(TEMPLATES, find) == {}


def test_no_template_holds_a_style_or_a_script() -> None:
    def find(text: str) -> list[str]:
        inline = [tag for tag in SCRIPT.findall(text) if "src=" not in tag and "application/json" not in tag]
        return HANDLED.findall(text) + inline

    pages = [path for path in TEMPLATES if "mail" not in path.parts]  # mail programs know no stylesheet
    assert offences(pages, find) == {}


def test_no_trigger_of_htmx_has_a_filter() -> None:
    """Without eval htmx drops the filter and polls on; a listener of `htmx:beforeRequest` decides instead."""

    def find(text: str) -> list[str]:
        return [found for found in re.findall(r"""hx-trigger=["']([^"']*)["']""", text) if "[" in found]

    assert find('<p hx-trigger="every 15s [!document.hidden]">')
    assert offences(TEMPLATES, find) == {}


def test_nothing_comes_from_another_host() -> None:
    def find(text: str) -> list[str]:
        without_notices = re.sub(r"/\*!.*?\*/", "", text, flags=re.S)
        return [host for host in HOST.findall(without_notices) if not host.endswith("//www.w3.org")]

    assert offences([*TEMPLATES, *SCRIPTS, *STYLES], find) == {}


def test_no_template_loads_a_library_that_all_know() -> None:
    def find(text: str) -> set[str]:
        return {"i18n", "static", "look"} & set(" ".join(LOADED.findall(text)).split())

    assert offences(TEMPLATES, find) == {}


def test_every_part_says_first_what_it_takes() -> None:
    parts = [path for path in TEMPLATES if path.name.startswith("_")]

    silent = [
        str(path.relative_to(HOUSE))
        for path in parts
        if not path.read_text(encoding="utf-8").lstrip().startswith(("{% comment %}", "{#"))
    ]

    assert parts
    assert silent == []


def test_every_static_file_that_is_named_exists() -> None:
    def find(text: str) -> list[str]:
        return [name for name in words(STATIC, text) if finders.find(name) is None]

    assert offences([*TEMPLATES, *PYTHON], find) == {}


def test_every_icon_that_is_named_is_in_the_sprite() -> None:
    """`make assets` adds a new one."""
    sprite = (HOUSE / "static" / "icons.svg").read_text(encoding="utf-8")
    known = set(re.findall(r'<symbol id="([^"]+)"', sprite))

    assert offences([*TEMPLATES, *PYTHON], lambda text: words(DRAWN, text) - known) == {}


def test_no_class_of_bootstrap_that_is_used_was_cut() -> None:
    """`make assets` brings it back."""
    cut = set((HOUSE / "tests" / "vendor" / "bootstrap-cut.txt").read_text(encoding="utf-8").split())

    def find(text: str) -> set[str]:
        return {word for value in CLASSES.findall(TAG.sub(" ", text)) for word in value.split()} & cut

    assert "carousel" in cut
    assert offences([*TEMPLATES, *PYTHON, *SCRIPTS], find) == {}


def test_the_stylesheet_under_all_others_ends_with_the_tokens() -> None:
    """`make assets` writes it anew."""
    foundation = (HOUSE / "static" / "css" / "foundation.css").read_text(encoding="utf-8")
    tokens = (HOUSE / "static" / "css" / "tokens.css").read_text(encoding="utf-8")

    assert foundation.endswith(tokens)


def test_raw_colours_stand_in_the_tokens_alone() -> None:
    own = [path for path in STYLES if path.name not in ("tokens.css", "foundation.css")]

    assert offences(own, lambda text: RAW_COLOUR.findall(re.sub(r"/\*.*?\*/", "", text, flags=re.S))) == {}


def test_no_script_does_what_the_policy_or_hashed_names_forbid() -> None:
    assert offences(SCRIPTS, lambda text: UNSAFE.findall(text) + FORWARDED.findall(text)) == {}


def test_scripts_stay_short() -> None:
    long = [path.name for path in SCRIPTS if len(path.read_text(encoding="utf-8").splitlines()) > 150]

    assert long == []


def test_what_others_wrote_comes_with_its_licence_and_without_a_missing_map() -> None:
    def find(text: str) -> list[str]:
        return re.findall("sourceMappingURL=[^ ]*", text)

    assert [path.parent.name for path in VENDORED if not (path.parent / "LICENSE").exists()] == []
    assert offences([path for path in VENDORED if path.suffix in (".js", ".css")], find) == {}


def test_the_lock_of_the_assets_names_no_host() -> None:
    lock = (HOUSE / "assets" / "package-lock.json").read_text(encoding="utf-8")

    assert '"resolved"' not in lock
    assert lock.count('"integrity"') > 5
