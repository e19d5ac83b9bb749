"""The benchmarks: ratios taken side by side in one run, each against a floor named beside it.

Run it with `python benchmarks/run.py` from the checkout, on a machine that does nothing else.
Times are the best of several rounds of processor time; ratios, not times, are what counts.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import floor
import generated
import yaml

import ragengine

HERE = Path(__file__).parent
RULES = HERE.parent / "rules" / "leicestershire"
PERIOD = "2019-20 Q1"
ROUNDS = 7
TIMES = range(4000)


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least processor time that the work took, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def best_in_turns(*works: Callable[[], object], rounds: int = 5) -> list[float]:
    """The least time of each of several works that take turns, so that all find the memory alike."""
    times = [[best(work, 1) for work in works] for _ in range(rounds)]
    return [min(column) for column in zip(*times, strict=True)]


def show(what: str, ratio: float, limit: float, *, at_least: bool = False) -> None:
    """One line: the ratio, its limit, and whether it is met."""
    met = ratio >= limit if at_least else ratio <= limit
    sign = "at least" if at_least else "at most"
    print(f"{what:66} {ratio:6.2f}   {sign} {limit}: {'met' if met else 'NOT MET'}")


Pairs = list[tuple[str, float]]


def rating() -> None:
    """One measure after another, and a million values at once, against the floor."""
    rules = ragengine.load(RULES)
    rows = ragengine.read_results(RULES / "results" / "2019-20.csv")
    verdicts = rules.rate_many(rows)
    values = [
        (row.measure, float(verdict.value))
        for row, verdict in zip(rows, verdicts, strict=True)
        if verdict.rating is not None and verdict.value is not None
    ]
    assert len(values) == 23  # noqa: S101 - as paragraph 27 of the report says
    only = ragengine.loads(only_2019())
    here = rules.at(PERIOD)
    for measure, value in values:
        verdict = here[measure].rate(value)
        assert str(verdict.rating) == floor.rate(measure, value)  # noqa: S101 - the floor is right here
        assert only.rate(measure, value).rating == verdict.rating  # noqa: S101 - a benchmark of wrong answers is none
    one_by_one(rules, only, values)
    at_once(rules, values)


def by_name(rate: Callable[[str, float], object], values: Pairs) -> Callable[[], None]:
    """The work of rating every value, each named by its measure."""

    def work() -> None:
        for _ in TIMES:
            for measure, value in values:
                rate(measure, value)

    return work


def by_held(pairs: list[tuple[Callable[..., object], object]]) -> Callable[[], None]:
    """The work of rating every value by a function of its own."""

    def work() -> None:
        for _ in TIMES:
            for rate, value in pairs:
                rate(value)

    return work


def one_by_one(rules: ragengine.RuleSet, only: ragengine.RuleSet, values: Pairs) -> None:
    """A measure that is held, and one that is named in each call, against the floor."""
    here = rules.at(PERIOD)
    held = [(here[measure].rate, value) for measure, value in values]
    decimals = [(here[measure].rate, Decimal(repr(value))) for measure, value in values]

    def by_period() -> None:
        rate = rules.rate
        for _ in TIMES:
            for measure, value in values:
                rate(measure, value, period=PERIOD)

    base = best(by_name(floor.rate, values))
    each = base / len(TIMES) / len(values) * 1e9
    print(f"floor: hand-written if/elif for 23 measures, {each:.0f} ns a value\n")
    show("a measure held, floats", best(by_held(held)) / base, 3.5)
    show("a measure held, Decimals", best(by_held(decimals)) / base, 3.5)
    show("rules.rate(code, x)", best(by_name(only.rate, values)) / base, 4.5)
    show("rules.rate(code, x, period=...)", best(by_period) / base, 5.5)


def at_once(rules: ragengine.RuleSet, values: Pairs) -> None:
    """A million values in one call, against a loop on the floor that keeps its answers."""
    million = (values * (1_000_000 // len(values) + 1))[:1_000_000]

    def by_loop() -> list[str]:
        rate = floor.rate
        out = []
        for measure, value in million:
            out.append(rate(measure, value))
        return out

    slow = best(lambda: rules.rate_many(million, period=PERIOD), 3)
    what = "rate_many on a million values: speed against a loop on the floor"
    show(what, best(by_loop, 3) / slow, 0.4, at_least=True)


def only_2019() -> str:
    """The council's rules with the targets of 2019-20 alone, in which a code needs no period."""
    text = (RULES / "leicestershire.rag.yml").read_text(encoding="utf-8")
    tree = yaml.load(text, yaml.CBaseLoader)  # noqa: S506 - texts only: the base loader makes nothing else
    kept = {}
    for name, measure in tree["measures"].items():
        target = measure["target"]
        here = target.get("2019-20", target.get("to 2021-22")) if isinstance(target, dict) else None
        if here is None or here in ("TBC", "no survey"):
            continue
        span = " (Apr-Jun)" if measure.get("basis") == "forecast by run rate" else ""
        kept[name] = {**measure, "target": f"{here}{span}" if not span else _quarter(here)}
        for key in ("examples", "national average", "population"):  # of years that are left out
            kept[name].pop(key, None)
        code = measure.get("code")
        if isinstance(code, dict):
            kept[name]["code"] = code["to 2021-22"]
    tree["measures"] = kept
    tree.pop("compare")
    return yaml.dump(tree, allow_unicode=True)


def _quarter(text: str) -> str:
    """A quarter of a year's target, which is what a run rate from one quarter compares with."""
    scale = {"k": 1_000, "m": 1_000_000}[text[-1]]
    return str(Decimal(text[:-1]) * scale / 4)


def loading() -> None:
    """Reading, proving and running the examples of 10,000 measures, against YAML alone."""
    text = generated.rules()
    assert ragengine.check_text(text) == []  # noqa: S101 - or there would be nothing to time
    checked, loaded, alone = best_in_turns(
        lambda: ragengine.check_text(text),
        lambda: ragengine.loads(text),
        lambda: yaml.load(text, yaml.CSafeLoader),
    )
    show("load 10,000 measures and prove them, against yaml.load", loaded / alone, 0.7)
    show("check 10,000 measures and 40,000 examples, against yaml.load", checked / alone, 1.2)


def memory() -> None:
    """The most memory that a fresh process takes to check 10,000 measures."""
    script = f"""
import sys
from resource import RUSAGE_SELF, getrusage
sys.path.insert(0, {str(HERE)!r})
import generated, ragengine
found = ragengine.check_text(generated.rules())
print(getrusage(RUSAGE_SELF).ru_maxrss / 1024)
"""
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    show("check 10,000 measures and 40,000 examples: megabytes", float(done.stdout), 400)


def starting() -> None:
    """`ragengine check` on a small file, against a process that imports what it is built on."""
    with tempfile.TemporaryDirectory() as folder:
        rules = Path(folder) / "thirty.rag.yml"
        rules.write_text(generated.rules(30), encoding="utf-8")
        command = Path(sysconfig.get_path("scripts")) / "ragengine"
        ours = processor_time(str(command), "check", str(rules), "--exit-zero")
    floor_ = processor_time("-c", "import click, attrs, yaml")
    show("ragengine check on 30 measures, against importing click, attrs, yaml", ours / floor_, 2.5)


def processor_time(*arguments: str) -> float:
    """The least processor time of a fresh process that runs Python with these arguments."""
    times = []
    for _ in range(15):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def importing() -> None:
    """A fresh process that imports the library, against one that imports attrs."""

    def fresh(code: str) -> float:
        times = []
        for _ in range(15):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            times.append(time.perf_counter() - start)
        return sorted(times)[len(times) // 2]

    ours, attrs = fresh("from ragengine import load, rate"), fresh("import attrs")
    show("from ragengine import load, rate, against import attrs", ours / attrs, 2.5)
    script = f"""
import sys
from ragengine import check, load, rate
load({str(RULES)!r}), check({str(RULES)!r}), rate(81, target="82", amber="2")
print(sorted({{"pint", "hypothesis", "rich", "narwhals", "pandas"}} & set(sys.modules)))
"""
    loaded = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    print(f"heavy libraries loaded by load, rate and check: {loaded.stdout.strip()}")


if __name__ == "__main__":
    loading()
    memory()
    rating()
    starting()
    importing()
