"""Which changes to the rules nobody would notice: every rule mutated, one small change at a time.

    python -m benchmarks.rule_mutations [CHAPTER…] [--survivors FILE]

A mutant turns a comparison, moves a number by one, swaps "and" with "or", drops a "not", or turns a permit into a
forbid and back. It is noticed when a worked example of the pack, an example written from the law, or a worked contact
no longer holds. The code of the functions is replaced where it stands, so that whoever imported one has the mutant too.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import inspect
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from trainer.district.examples import Example, failures, load_examples
from trainer.district.pack import Pack, load_pack
from trainer.district.rules import RULES
from trainer.scenarios.library import Library, load_library
from trainer.settings import LIBRARY, SEED

TESTS = Path(__file__).parents[1] / "tests"
TURNED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
SWAPPED = {"permitted": "forbidden", "forbidden": "permitted"}


@dataclass(frozen=True)
class Mutant:
    """One change: where, and what it did."""

    module: str
    line: int
    what: str
    source: str


def mutants(module: ModuleType) -> Iterator[tuple[Mutant, ast.Module]]:
    """Every small change to the functions of a module, with the changed tree."""
    source = inspect.getsource(module)
    lines = source.splitlines()
    for number in range(sum(1 for _ in _changes(ast.parse(source)))):
        tree = ast.parse(source)
        place, apply, what = list(_changes(tree))[number]
        apply()
        ast.fix_missing_locations(tree)
        yield Mutant(module.__name__, place.lineno, what, lines[place.lineno - 1].strip()), tree


def _changes(tree: ast.Module) -> Iterator[tuple[ast.expr, Callable[[], None], str]]:
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        for node in ast.walk(ast.Module(function.body, [])):
            yield from _of(node)


def _of(node: ast.AST) -> Iterator[tuple[ast.expr, Callable[[], None], str]]:
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            if type(operator) in TURNED:
                turned = TURNED[type(operator)]()
                yield (
                    node,
                    lambda n=node, p=place, t=turned: n.ops.__setitem__(p, t),
                    f"turned {type(operator).__name__}",
                )
    elif isinstance(node, ast.BoolOp):
        other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield node, lambda n=node, o=other: setattr(n, "op", o), f"{type(node.op).__name__} swapped"
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield node, lambda n=node: setattr(n, "value", n.value + 1), "moved by one"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node, lambda n=node: setattr(n, "op", ast.UAdd()), "not dropped"
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SWAPPED:
        yield node, lambda n=node: _swap(n), f"{node.func.id} swapped"


def _swap(call: ast.Call) -> None:
    """A permit becomes a bare forbid, and a forbid a bare permit."""
    to = SWAPPED[call.func.id]  # type: ignore[attr-defined]
    call.func = ast.Attribute(ast.Call(ast.Name("__import__", ast.Load()), [
        ast.Constant("trainer.record.ruling"), ast.Constant(None), ast.Constant(None),
        ast.List([ast.Constant(to)], ast.Load())], []), to, ast.Load())  # fmt: skip
    call.args, call.keywords = ([ast.Constant("Turned round.")] if to == "forbidden" else []), []


def _functions(code: CodeType) -> dict[str, CodeType]:
    """Every function by its full name, those made inside others too."""
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    return {name: found for one in inner for name, found in ((one.co_qualname, one), *_functions(one).items())}


def _standing(module: ModuleType) -> list[FunctionType]:
    """The functions of a module: those it names, and those it made for rules."""
    made = (each for rule in RULES.values() for each in (rule.ruling, rule.owed, rule.released))
    every = {id(one): one for one in (*vars(module).values(), *made) if isinstance(one, FunctionType)}
    return [one for one in every.values() if one.__module__ == module.__name__]


class planted:  # noqa: N801 - used as a context
    """The module's functions with the mutant's code, until it ends."""

    def __init__(self, module: ModuleType, tree: ast.Module) -> None:
        self.module, self.tree = module, tree

    def __enter__(self) -> None:
        new = _functions(compile(self.tree, self.module.__file__ or "", "exec"))
        mine = [one for one in _standing(self.module) if one.__qualname__ in new]
        self.kept = [(one, one.__code__) for one in mine]
        for function in mine:
            code = new[function.__qualname__]
            if len(code.co_freevars) == len(function.__code__.co_freevars):
                function.__code__ = code

    def __exit__(self, *_: object) -> None:
        for function, code in self.kept:
            function.__code__ = code


@cache
def _loaded() -> tuple[list[Pack], Library, tuple[Example, ...]]:
    packs = [load_pack(SEED / name) for name in ("smwd", "alder-mesa")]
    return packs, load_library(LIBRARY), tuple(load_examples(TESTS / "worked" / "truth"))


def noticed(module: ModuleType) -> bool:
    """Whether anything no longer holds: first the examples of the module's own rules, then everything."""
    packs, library, truth = _loaded()
    own = {name for name, rule in RULES.items() if rule.chapter == module.__name__.rpartition(".")[2]}
    return (
        any(_broken(pack, [one for one in pack.examples if one.rule in own]) for pack in packs)
        or _broken(packs[0], [one for one in truth if one.rule in own])
        or any(_broken(pack, [one for one in pack.examples if one.rule not in own]) for pack in packs)
        or _contacts_broken(packs[0], library)
    )


def _broken(pack: Pack, examples: list[Example]) -> bool:
    return any(_fails(one, pack) for one in examples)


def _fails(example: Example, pack: Pack) -> bool:
    try:
        return next(failures(example, pack.rulebook, pack), None) is not None
    except Exception:
        return True


def _contacts_broken(pack: Pack, library: Library) -> bool:
    from worked.harness import all_cases
    from worked.test_swaps import holds

    try:
        return not all(holds(case, pack, library) for case in all_cases())
    except Exception:
        return True


def measure(name: str) -> tuple[int, list[Mutant]]:
    """How many mutants of a module of rules there are, and which nobody noticed."""
    sys.path.insert(0, str(TESTS))
    module, count, survived = importlib.import_module(f"trainer.district.rules.{name}"), 0, []
    for mutant, tree in mutants(module):
        count += 1
        with planted(module, copy.deepcopy(tree)):
            if not noticed(module):
                survived.append(mutant)
    return count, survived


def main() -> None:
    asking = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asking.add_argument("chapters", nargs="*")
    asking.add_argument("--survivors", type=Path)
    given = asking.parse_args()
    names = given.chapters or sorted({rule.chapter for rule in RULES.values()})
    total, lines = 0, []
    with ProcessPoolExecutor() as pool:
        for name, (count, survived) in zip(names, pool.map(measure, names), strict=True):
            total += count
            print(f"{name:28} {count - len(survived):5} of {count:5} noticed", flush=True)
            lines += [f"{name}:{one.line}: {one.what}: {one.source}" for one in survived]
    print(f"{total - len(lines)} of {total} noticed ({(total - len(lines)) / max(total, 1):.1%})")
    if given.survivors:
        given.survivors.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
