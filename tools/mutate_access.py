"""Change organizations/access.py in hundreds of small ways, one at a time: the tests must notice each.

    .venv/bin/python -m tools.mutate_access          the whole; fails below 95 %
    .venv/bin/python -m tools.mutate_access --list   say what would be changed

Two kinds of change. The table of rights as data: a right dropped from a role, given to one, given a wider or
a narrower reach, a rank raised or lowered. And the source: comparisons turned round, conditions dropped,
constants moved, statements and returns taken out. Each change runs the tests in a process of its own, in
which the changed module stands in the place of the real one.
"""

import ast
import copy
import importlib
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from time import monotonic
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "organizations" / "access.py"
TESTS = ["tests/unit/test_access.py", "tests/rules/test_house.py::test_the_access_page_is_the_table"]
ENOUGH = 0.95
NAME = "organizations.access"

COMPARED: dict[type[ast.cmpop], list[type[ast.cmpop]]] = {
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.Gt: [ast.GtE, ast.Lt],
    ast.Lt: [ast.LtE, ast.Gt],
    ast.LtE: [ast.Lt, ast.Gt],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
}
SWAPPED = {"any": "all", "all": "any", "max": "min", "min": "max"}


@dataclass(frozen=True)
class Mutant:
    """One change: what it is, and how it makes the module."""

    what: str
    make: Callable[[], ModuleType]


def load(tree: ast.Module) -> ModuleType:
    """The module of this source, in the place of the real one."""
    module = ModuleType(NAME)
    module.__file__ = str(SOURCE)
    sys.modules[NAME] = module
    importlib.import_module("organizations").access = module  # type: ignore[attr-defined]
    exec(compile(ast.fix_missing_locations(tree), str(SOURCE), "exec"), module.__dict__)
    return module


def of_the_table(tree: ast.Module) -> Iterator[Mutant]:
    """The policy as data."""
    policy = importlib.import_module(NAME)
    tables = {f"GRANTS[{role.name}]": ("GRANTS", role.name) for role in policy.Role}
    tables["MANAGER_OF_ALL"] = ("MANAGER_OF_ALL", "")
    for (title, where), right in product(tables.items(), policy.Right):
        row = getattr(policy, where[0])
        held = (row[policy.Role[where[1]]] if where[1] else row).get(right)
        for reach in [None, *policy.Scope]:
            if reach != held:
                words = f"{title}: {right.name} {held or 'not held'} -> {reach or 'not held'}"
                yield Mutant(words, partial(_regranted, tree, where, right.name, reach))
    for role, rank in policy.RANK.items():
        for other in (rank - 1, rank + 1):
            words = f"RANK[{role.name}]: {rank} -> {other}"
            yield Mutant(words, partial(_reranked, tree, role.name, other))


def _regranted(tree: ast.Module, where: tuple[str, str], right: str, reach: Any) -> ModuleType:
    module = load(copy.deepcopy(tree))
    row = getattr(module, where[0])
    row = row[module.Role[where[1]]] if where[1] else row
    if reach is None:
        del row[module.Right[right]]
    else:
        row[module.Right[right]] = module.Scope(reach.value)
    return module


def _reranked(tree: ast.Module, role: str, rank: int) -> ModuleType:
    module = load(copy.deepcopy(tree))
    module.RANK[module.Role[role]] = rank
    return module


def of_the_source(tree: ast.Module) -> Iterator[Mutant]:
    """The code: each node that stands for a decision, changed in each way that its kind has."""
    skipped = set(_not_run(tree))
    for place, node in enumerate(ast.walk(tree)):
        if node in skipped:
            continue
        for number, (words, _change) in enumerate(_changes_of(node)):
            line = getattr(node, "lineno", 0)
            yield Mutant(f"line {line}: {words}", partial(_changed, tree, place, number))


def _changed(tree: ast.Module, place: int, number: int) -> ModuleType:
    copied = copy.deepcopy(tree)
    node = list(ast.walk(copied))[place]
    _words, change = list(_changes_of(node))[number]
    change()
    return load(copied)


def _not_run(tree: ast.Module) -> Iterator[ast.AST]:
    """Annotations, docstrings, imports and what is for the type checker only."""
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.Import | ast.ImportFrom):
            parts.append(node)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            parts.append(node)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            parts.append(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            parts += node.args  # words for people are another test's
        for part in parts:
            if part is not None:
                yield from ast.walk(part)


def _changes_of(node: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    if isinstance(node, ast.Compare):
        yield from _compare(node)
    elif isinstance(node, ast.BoolOp):
        yield from _boolean(node)
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SWAPPED:
        other = SWAPPED[node.func.id]
        yield f"{node.func.id} -> {other}", lambda: setattr(node.func, "id", other)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        yield "only the left of |", lambda: _become(node, node.left)
        yield "only the right of |", lambda: _become(node, node.right)
    elif isinstance(node, ast.comprehension):
        for test in list(node.ifs):
            yield f"without `if {ast.unparse(test)}`", partial(node.ifs.remove, test)
    yield from _statements(node)


def _compare(node: ast.Compare) -> Iterator[tuple[str, Callable[[], None]]]:
    for other in COMPARED[type(node.ops[0])]:
        words = f"{ast.unparse(node)}: {type(node.ops[0]).__name__} -> {other.__name__}"
        yield words, partial(node.ops.__setitem__, 0, other())


def _boolean(node: ast.BoolOp) -> Iterator[tuple[str, Callable[[], None]]]:
    other = ast.Or if isinstance(node.op, ast.And) else ast.And
    yield f"{ast.unparse(node)}: {other.__name__}", lambda: setattr(node, "op", other())
    nothing = ast.Constant(isinstance(node.op, ast.And))  # changes neither an `and` nor an `or`
    for place, value in enumerate(node.values):
        yield f"without {ast.unparse(value)}", partial(node.values.__setitem__, place, nothing)


def _constant(node: ast.Constant) -> Iterator[tuple[str, Callable[[], None]]]:
    value = node.value
    if isinstance(value, bool):
        others: list[Any] = [not value]
    elif isinstance(value, int):
        others = [value + 1, value - 1]
    elif isinstance(value, str):
        others = [value + "x"]
    elif value is None:
        others = [0]
    else:
        others = []
    for other in others:
        yield f"{value!r} -> {other!r}", partial(setattr, node, "value", other)


def _statements(node: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    """Statements of a function or a branch taken out; what is returned replaced by nothing."""
    if isinstance(node, ast.Return) and node.value is not None:
        yield f"`{ast.unparse(node)}` -> None", lambda: setattr(node, "value", ast.Constant(None))
    if not isinstance(node, ast.FunctionDef | ast.If):
        return
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    for decorator in list(decorators):
        yield f"without @{ast.unparse(decorator)}", partial(decorators.remove, decorator)
    for place, statement in enumerate(node.body):
        is_words = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if not is_words and not isinstance(statement, ast.Return | ast.FunctionDef):
            words = f"without `{ast.unparse(statement).splitlines()[0]}`"
            yield words, partial(node.body.__setitem__, place, ast.Pass())


def _become(node: ast.BinOp, part: ast.expr) -> None:
    """Let the node be its part: the same expression on both sides of an `|` that changes nothing."""
    node.left = node.right = part


def survives(mutant: Mutant) -> bool:
    """Whether the tests pass with the change, in a process of its own."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                mutant.make()
                code = int(importlib.import_module("pytest").main([*PYTEST, *TESTS]))
        except BaseException:
            code = 1
        finally:
            os._exit(code)
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


PYTEST = ["-q", "-x", "--noconftest", "--assert=plain", "-p", "no:cacheprovider", "-o", "addopts="]


def main() -> int:
    """Run all changes; the share that the tests noticed, and those that they did not."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # the tests need none, and each change starts pytest
    importlib.import_module("pytest")
    importlib.import_module("django").setup()
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    mutants = [*of_the_table(tree), *of_the_source(tree)]
    if "--list" in sys.argv:
        print("\n".join(mutant.what for mutant in mutants))
        return 0
    if not survives(Mutant("nothing", lambda: load(copy.deepcopy(tree)))):
        print("The tests fail without any change: nothing can be said.")
        return 1
    begun = monotonic()
    alive = []
    for mutant in mutants:
        if survives(mutant):
            alive.append(mutant.what)
            print(f"not noticed: {mutant.what}", flush=True)
    share = 1 - len(alive) / len(mutants)
    killed = len(mutants) - len(alive)
    took = f"{monotonic() - begun:.0f} s"
    print(f"organizations/access.py: {killed} of {len(mutants)} changes noticed, {share:.1%}, in {took}")
    return int(share < ENOUGH)


if __name__ == "__main__":
    sys.exit(main())
