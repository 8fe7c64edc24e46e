"""The table of published figures of a country: one observation a row, each with its source.

Columns: country, iso3, indicator, sex, age_band, area, education, value, unit, year, source,
source_url_or_repo, how_verified. Values stay in the unit of the file (percent, persons, …).
"""

import csv
import hashlib
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from sim.core.errors import InputError, nearest, unknown

COLUMNS = (
    "country", "iso3", "indicator", "sex", "age_band", "area", "education",
    "value", "unit", "year", "source", "source_url_or_repo", "how_verified",
)  # fmt: skip
UNIQUE = ("iso3", "indicator", "sex", "age_band", "area", "education", "unit", "year", "source")
SEXES = ("total", "female", "male")
AREAS = ("national", "rural", "urban")
UNBOUNDED = ("growth", "inflation", "gross_enrolment", "gross_attendance", "earnings_ratio", "_return_")
"""Words in the names of indicators in percent that may leave 0 to 100."""

FILLED = ("borrowed", "derived", "assumption")
"""First words of ``how_verified`` of figures that nobody published for the country and year; the rule is the source."""
LU3 = ("unemployment_rate_lu3", "unemployment_rate_national_headline")
"""Unemployment with the available who do not search: the figure under this name, else the national headline."""


class Fact(NamedTuple):
    """One published figure."""

    country: str
    iso3: str
    indicator: str
    sex: str
    age_band: str
    area: str
    education: str
    value: float
    unit: str
    year: int
    source: str
    url: str
    verified: str

    @property
    def cell(self) -> str:
        """Whom the figure describes, in words."""
        return f"{self.sex}, {self.age_band}, {self.area}, {self.education}, {self.unit}, {self.year}"

    @property
    def published(self) -> bool:
        """Read in a publication; otherwise filled in by a stated rule, and taken before a published one of its year."""
        return not self.verified.startswith(FILLED)


class Facts:
    """All published figures of one country, with the hash of the file they come from."""

    def __init__(self, facts: Iterable[Fact], path: Path, sha256: str = "") -> None:
        self.all = tuple(facts)
        self.path, self.sha256 = path, sha256
        self._by_indicator: dict[str, list[Fact]] = {}
        for fact in self.all:
            self._by_indicator.setdefault(fact.indicator, []).append(fact)

    def __eq__(self, other: object) -> bool:
        same_file = isinstance(other, Facts) and bool(self.sha256) and self.sha256 == other.sha256
        return same_file or (isinstance(other, Facts) and self.all == other.all)

    def __hash__(self) -> int:
        return hash(self.sha256)

    def __len__(self) -> int:
        return len(self.all)

    def __contains__(self, indicator: str) -> bool:
        return indicator in self._by_indicator

    @property
    def indicators(self) -> list[str]:
        return sorted(self._by_indicator)

    def rows(self, indicator: str) -> list[Fact]:
        """Every figure of an indicator: all groups, years and units."""
        if indicator not in self._by_indicator:
            raise unknown("indicator", indicator, self.indicators, str(self.path))
        return list(self._by_indicator[indicator])

    def find(self, indicator: str, **cell: str | int | None) -> list[Fact]:
        """Figures of an indicator that agree with every given word of the cell; empty if there is none."""
        wanted = {k: v for k, v in cell.items() if v is not None}
        return [f for f in self._by_indicator.get(indicator, []) if all(getattr(f, k) == v for k, v in wanted.items())]

    def value(
        self,
        indicator: str,
        sex: str = "total",
        age_band: str | None = None,
        area: str = "national",
        education: str = "all",
        year: int | None = None,
        unit: str | None = None,
    ) -> Fact:
        """The one figure of a cell, of the latest year unless ``year`` is given.

        ``age_band`` and ``unit`` may be left out where the indicator has only one.
        """
        rows = self.rows(indicator)
        cell = {"sex": sex, "age_band": age_band, "area": area, "education": education, "unit": unit, "year": year}
        for name, word in cell.items():
            allowed = sorted({str(getattr(f, name)) for f in rows})
            if word is not None and str(word) not in allowed:
                raise unknown(name, str(word), allowed, f"{self.path}, {indicator}")
        found = self.find(indicator, **cell)
        if not found:
            raise InputError(
                f"{self.path}: no figure of {indicator} for {_words(cell)}. "
                f"There are: {'; '.join(f.cell for f in rows[:8])}{'; …' if len(rows) > 8 else ''}."
            )
        for name in ("age_band", "unit"):
            several = sorted({getattr(f, name) for f in found})
            if len(several) > 1:
                raise InputError(f"{self.path}: {indicator} needs {name}, one of {', '.join(several)}.")
        return max(found, key=lambda f: (f.year, not f.published, f.verified == "data_file"))

    def near(self, indicator: str, year: int, **cell: Any) -> Fact:
        """The one figure of a cell in the year nearest to ``year`` (the later of two), as ``value`` takes cells."""
        latest = self.value(indicator, **cell)
        same = {k: getattr(latest, k) for k in ("sex", "age_band", "area", "education", "unit")}
        years = {f.year for f in self.find(indicator, **same)}
        return self.value(indicator, **{**cell, **same, "year": min(years, key=lambda y: (abs(y - year), -y))})

    def first_of(self, *indicators: str) -> str:
        """The first of ``indicators`` of which there are figures; the last if there are none."""
        return next((i for i in indicators if i in self), indicators[-1])

    def people(self, lowest: int, highest: int, year: int, sex: str = "total") -> float:
        """People of ``lowest`` to ``highest`` years of age in a year, between two counts by constant growth.

        Outside the years of the file the nearest count is taken.
        """
        years = sorted({f.year for f in self.rows("population")})
        before = max((y for y in years if y <= year), default=years[0])
        after = min((y for y in years if y >= year), default=years[-1])
        first, last = (self._count(lowest, highest, y, sex) for y in (before, after))
        share = (year - before) / (after - before) if after > before else 0.0
        return first * (last / first) ** share

    def _count(self, lowest: int, highest: int, year: int, sex: str) -> float:
        sexes = ("female", "male") if sex == "total" else (sex,)
        total = 0.0
        for fact in self.rows("population"):
            low, _, high = fact.age_band.removesuffix("plus").partition("-")
            if fact.sex in sexes and fact.year == year and low.isdigit() and lowest <= int(low):
                if high.isdigit() and int(high) <= highest:
                    total += fact.value
        if total <= 0:
            raise InputError(f"{self.path}: no population of {lowest} to {highest} years, {sex}, in {year}.")
        return total


def _words(cell: dict[str, str | int | None]) -> str:
    return ", ".join(f"{k} {v}" for k, v in cell.items() if v is not None)


def load_facts(path: str | Path) -> Facts:
    """Read and check a facts file; the first problem names the file, the line and what is allowed."""
    path, raw, lines = _text(path)
    facts, problems = _read(path, lines)
    if problems:
        raise problems[0]
    return Facts(facts, path, hashlib.sha256(raw).hexdigest())


def problems_of(path: str | Path) -> tuple[list[tuple[int, Fact]], list[InputError]]:
    """The sound rows of a facts file, each with its line, and every problem of the others."""
    path, _, lines = _text(path)
    numbered: list[tuple[int, Fact]] = []
    _, problems = _read(path, lines, numbered)
    return numbered, problems


def _text(path: str | Path) -> tuple[Path, bytes, list[str]]:
    path = Path(path)
    if not path.is_file():
        raise InputError(f"{path}: facts file not found.")
    raw = path.read_bytes()
    try:
        return path, raw, raw.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as e:
        raise InputError(f"{path}: not UTF-8 text (byte {e.start}).") from None


def _read(
    path: Path, lines: list[str], numbered: list[tuple[int, Fact]] | None = None
) -> tuple[list[Fact], list[InputError]]:
    """All rows that can be used, and one problem for each of the others."""
    reader = csv.DictReader(lines)
    _check_header(path, list(reader.fieldnames or []))
    seen: dict[tuple[str, ...], int] = {}
    facts, problems = [], []
    for row in reader:
        where = f"{path}, line {reader.line_num}"
        try:
            fact = _row(row, where, seen, reader.line_num)
        except InputError as problem:
            problems.append(problem)
            continue
        facts.append(fact)
        if numbered is not None:
            numbered.append((reader.line_num, fact))
    if not facts and not problems:
        raise InputError(f"{path}: no rows below the header.")
    return facts, problems


def _row(row: dict[Any, Any], where: str, seen: dict[tuple[str, ...], int], line: int) -> Fact:
    if None in row or None in row.values():
        raise InputError(f"{where}: {len(COLUMNS)} values expected, one a column.")
    fact = _fact(row, where)
    identity = tuple(row[c] for c in UNIQUE)
    if identity in seen:
        raise InputError(
            f"{where}: duplicate of line {seen[identity]}: {row['indicator']}, {fact.cell}. "
            f"Rows must differ in one of {', '.join(UNIQUE)}."
        )
    seen[identity] = line
    return fact


def _check_header(path: Path, header: list[str]) -> None:
    for column in COLUMNS:
        if column not in header:
            near = nearest(column, [h for h in header if h not in COLUMNS])
            hint = f" Is it the column '{near}'?" if near else ""
            raise InputError(f"{path}: column '{column}' is missing.{hint} Columns: {', '.join(COLUMNS)}.")


def _fact(row: dict[str, str], where: str) -> Fact:
    value, year = _number(row["value"], "value", where), _number(row["year"], "year", where)
    if year != int(year) or not 1900 <= year <= 2100:
        raise InputError(f"{where}: year must be a whole number from 1900 to 2100, got '{row['year']}'.")
    for column, allowed in (("sex", SEXES), ("area", AREAS)):
        if row[column] not in allowed:
            raise unknown(column, row[column], allowed, where)
    for column in ("iso3", "indicator", "age_band", "education", "unit", "source"):
        if not row[column].strip():
            raise InputError(f"{where}: {column} is empty.")
    _check_range(row["indicator"], row["unit"], value, where)
    return Fact(
        row["country"], row["iso3"], row["indicator"], row["sex"], row["age_band"], row["area"], row["education"],
        value, row["unit"], int(year), row["source"], row["source_url_or_repo"], row["how_verified"],
    )  # fmt: skip


def _number(text: str, column: str, where: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise InputError(f"{where}: {column} must be a number, got '{text}'.")
    return number


def _check_range(indicator: str, unit: str, value: float, where: str) -> None:
    if unit == "persons" and value < 0:
        raise InputError(f"{where}: {indicator} must not be negative, got {value:g} persons.")
    is_share = unit == "percent" and not any(word in indicator for word in UNBOUNDED)
    if is_share and not 0 <= value <= 100:
        raise InputError(f"{where}: {indicator} must lie between 0 and 100 percent, got {value:g}.")
