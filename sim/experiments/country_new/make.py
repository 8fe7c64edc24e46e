"""A facts file becomes a country: checked, filled in, tried, and only then put where countries are found."""

import csv
import io
import math
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sim.config import places
from sim.config.configure import configure
from sim.config.facts import COLUMNS, Fact, Facts
from sim.config.model import NO_CURRENCY
from sim.config.parameter import Parameter
from sim.core.errors import InputError, unknown
from sim.experiments.country_new.check import read
from sim.experiments.country_new.gaps import SEARCH, check_population, filled
from sim.experiments.country_new.institutions import WAGE, Money, institutions
from sim.experiments.country_new.neighbour import Neighbour, neighbour

SETTINGS = ("name", "anchor_year", "currency", "pay", "neighbour")
NAME = re.compile(r"[a-z][a-z0-9_]*")


class Made(NamedTuple):
    """What was written, and what was filled in on the way."""

    file: Path
    facts: Path
    anchor_year: int
    given: int
    filled: list[Fact]
    beside: Neighbour
    notes: list[str]


def make(option: str, source: str | Path, settings: dict[str, str], folder: Path | None = None) -> Made:
    """Write ``country/<option>.yaml`` and its facts below ``folder``; nothing is left of a country that cannot run."""
    _check(option, settings)
    rows, notes = read(source)
    facts = Facts(rows, Path(source))
    check_population(facts)
    year = _year(facts, settings)
    beside = neighbour(rows, settings.get("neighbour"))
    added = filled(facts, year, beside.country.facts, beside.country.anchor_year, beside.country.iso3)
    whole = Facts((*rows, *added), Path(source))
    money = _money(settings, facts)
    if money.note:
        notes.append(money.note)
    text = _yaml(option, settings.get("name", rows[0].country), whole, year, money, beside)
    home = places.own() if folder is None else folder.resolve()
    state = home / "country" / "state" / f"{option}.parquet"
    if state.exists():
        raise InputError(
            f"sim country new: {state} is left from an earlier {option}; delete it, or choose another name."
        )
    files = {f"{option}.yaml": text, f"facts/{option}.csv": _csv(whole)}
    _try_and_place(option, home, files)
    country = home / "country"
    return Made(country / f"{option}.yaml", country / f"facts/{option}.csv", year, len(rows), added, beside, notes)


def _money(settings: dict[str, str], facts: Facts) -> Money:
    """In what money is shown: local units where a minimum wage or the mean pay says what they buy, else mean pay."""
    currency, pay = settings.get("currency", NO_CURRENCY), None
    if "pay" in settings:
        try:
            pay = float(settings["pay"])
        except ValueError:
            pay = math.nan
        if not 1 <= pay < math.inf:
            raise InputError(
                f"pay=: mean monthly pay of employees in local money, at least 1, got '{settings['pay']}'."
            )
    known = pay is not None or bool(facts.find(WAGE, unit="lcu_per_month"))
    if known and currency == NO_CURRENCY:
        raise InputError(f"{facts.path}: money is in local units; say in which, as in currency=KES.")
    if not known and currency != NO_CURRENCY:
        note = (
            f"currency={currency} is not used: nothing says what it buys. Money is shown in W, the mean monthly pay of "
            f"employees; pay=25000 or a figure of {WAGE} makes it {currency}."
        )
        return Money(NO_CURRENCY, None, note)
    return Money(currency, pay, "")


def _check(option: str, settings: dict[str, str]) -> None:
    if not NAME.fullmatch(option):
        raise InputError(f"sim country new: a name of small letters, digits and _ is expected, got '{option}'.")
    if option in places.options("country"):
        raise InputError(
            f"sim country new: {option} is there already, {places.country_file(option)}; choose another name, or "
            f"delete that file, facts/{option}.csv and state/{option}.parquet beside it."
        )
    for key in settings:
        if key not in SETTINGS:
            raise unknown("setting", key, SETTINGS, "sim country new")
    if not re.fullmatch("[A-Z]{3}", settings.get("currency", NO_CURRENCY)):
        raise InputError(f"currency=: three capital letters are expected, got '{settings['currency']}'.")


def _year(facts: Facts, settings: dict[str, str]) -> int:
    """The anchor year: chosen, or that of the latest survey of unemployment, else of the latest NEET rate."""
    if "anchor_year" in settings:
        if not settings["anchor_year"].isdigit():
            raise InputError(f"anchor_year=: a year is expected, got '{settings['anchor_year']}'.")
        return int(settings["anchor_year"])
    for indicator in (SEARCH, "neet_rate"):
        if indicator in facts:
            return max(f.year for f in facts.rows(indicator))
    raise InputError(
        f"{facts.path}: neither {SEARCH} nor neet_rate; give the year to stand for, as in anchor_year=2022."
    )


def _yaml(option: str, name: str, facts: Facts, year: int, money: Money, beside: Neighbour) -> str:
    """The country's file: the neighbour's level constants to start from, and its own law as far as it is known."""
    lines = [
        f"# {name}, {year}: made by `sim country new {option}`; figures that nobody published stand in for by those of",
        f"# {beside.country.name} ({beside.why}), each with its rule in the facts file. Not calibrated yet.",
        f"name: {_quoted(name)}", f"iso3: {facts.all[0].iso3}", f"anchor_year: {year}", f"currency: {money.currency}",
        f"facts: facts/{option}.csv", "constants:",
    ]  # fmt: skip
    start = f"start of the fit: {beside.country.name}"
    for key, leaf in beside.country.constants_table.items():
        lines.append(_line(key, leaf.model_copy(update={"source": start if leaf.status == "fitted" else leaf.source})))
    lines.append("institutions:")
    lines += [_line(key, leaf) for key, leaf in institutions(facts, year, beside.country, money).items()]
    return "\n".join([*lines, ""])


def _line(key: str, leaf: Parameter) -> str:
    def number(value: float | None) -> str:
        return "null" if value is None else f"{value:.6g}"

    fields = (
        f"value: {number(leaf.value)}, unit: {_quoted(leaf.unit)}, low: {number(leaf.low)}, high: {number(leaf.high)}"
    )
    return f"  {key}: {{{fields}, status: {leaf.status}, source: {_quoted(leaf.source)}}}"


def _quoted(text: str) -> str:
    """Text in double quotes of YAML, kept apart from what a configuration would look up.

    >>> _quoted('a "b"')
    '"a \\\\"b\\\\""'
    """
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("${", "$ {")
    return f'"{plain}"'


def _csv(facts: Facts) -> str:
    """The facts with those filled in, in the format in which they came."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([*f[:7], f"{f.value:g}" if abs(f.value) < 1e6 else repr(f.value), *f[8:]] for f in facts.all)
    return out.getvalue()


def _try_and_place(option: str, home: Path, files: dict[str, str]) -> None:
    """Write into a folder of its own, live a month there, then move everything; on any error nothing stays."""
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=home) as draft:
        for name, text in files.items():
            file = Path(draft, "country", name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        with _countries_in(Path(draft)):
            _live(option)
        placed: list[Path] = []
        try:
            for name in sorted(files, reverse=True):  # the facts first: a country is found by its YAML
                target = home / "country" / name
                target.parent.mkdir(parents=True, exist_ok=True)
                if target.exists():
                    raise InputError(f"sim country new: {target} is there already; choose another name.")
                os.replace(Path(draft, "country", name), target)
                placed.append(target)
        except BaseException:
            for file in placed:
                file.unlink(missing_ok=True)
            raise


def _live(option: str) -> Any:
    """One month of a few people: what the model cannot read shows here."""
    from sim.model import LabourMarket

    model = LabourMarket(configure(f"country={option}", "people=500", "months=1", "checks=true"))
    model.step()
    return model


@contextmanager
def _countries_in(folder: Path) -> Iterator[None]:
    """Look for the user's countries in another folder for a while."""
    before = os.environ.get(places.OWN)
    os.environ[places.OWN] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[places.OWN]
        else:
            os.environ[places.OWN] = before
