"""Target groups: a conjunction over traits and registers, written in YAML, checked, and compiled to a mask on columns.

    target: {sex: female, age: 15-24, area: rural, disability: moderate_plus, education: [none, primary], neet: true}

Values of one trait are alternatives, traits must all hold. People, firms and providers each have their traits
(``TRAITS``). What contradicts itself is refused with one message; what merely finds nobody reaches nobody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from sim.core.calendar import NEVER, WORKING_AGE
from sim.core.errors import InputError, unknown
from sim.core.states import (
    Area,
    Disability,
    Education,
    Family,
    Job,
    Level,
    ProviderKind,
    Sector,
    Segment,
    Sex,
)

Words = dict[str, tuple[int, ...]]
Ranges = tuple[tuple[int, int], ...]
BEARERS = ("person", "firm", "provider", "sector", "economy")


def _words(enum: type[IntEnum], **more: tuple[int, ...]) -> Words:
    return {e.name.lower(): (int(e),) for e in enum} | more


class Trait(NamedTuple):
    """How a trait is written and read. ``words``: closed list, ``bounds``: whole numbers in a range, neither: yes/no.

    ``read(columns, rows, month, territory)`` gives an integer array, compared with the words' codes or the ranges.
    """

    name: str
    bearers: tuple[str, ...]
    meaning: str
    read: Callable[[Any, np.ndarray, int, Any], np.ndarray]
    words: Words | None = None
    bounds: tuple[int, int] | None = None


def _column(name: str) -> Callable[[Any, np.ndarray, int, Any], np.ndarray]:
    return lambda c, rows, month, territory: getattr(c, name)[rows]


def _area(c: Any, rows: np.ndarray, month: int, territory: Any) -> np.ndarray:
    if hasattr(c, "area"):
        return np.asarray(c.area[rows])
    return np.asarray(territory.area)[c.market[rows]]


def _age(c: Any, rows: np.ndarray, month: int, territory: Any) -> np.ndarray:
    return (month - c.birth[rows].astype(np.int64)) // 12


def _young_child(c: Any, rows: np.ndarray, month: int, territory: Any) -> np.ndarray:
    born = c.child_birth[rows].astype(np.int64)
    return (born != NEVER) & (month - born < 72)


def _quintile(c: Any, rows: np.ndarray, month: int, territory: Any) -> np.ndarray:
    return c.wealth[rows].astype(np.int64) + 1


def employees_of(firms: Any, rows: Any = slice(None)) -> np.ndarray:
    """Employees of firms ``rows``, all without."""
    found: np.ndarray = firms.staff_regular[rows].astype(np.int64) + firms.staff_casual[rows]
    return found


def _staff(c: Any, rows: np.ndarray, month: int, territory: Any) -> np.ndarray:
    return employees_of(c, rows)


# Registers of a person: predicates on (job, unemployed, education). Employment as of the 19th ICLS.
_NOT_EMPLOYMENT = (Job.NONE, Job.UNPAID_APPRENTICE, Job.UNPAID_INTERN, Job.OWN_USE_PRODUCER)
_APPRENTICE = (Job.PAID_APPRENTICE, Job.UNPAID_APPRENTICE)


def _employed(job: Any, seeks: Any, education: Any) -> Any:
    return ~np.isin(job, _NOT_EMPLOYMENT)


REGISTERS: dict[str, tuple[str, Callable[[Any, Any, Any], Any]]] = {
    "employed": ("works for pay or profit", _employed),
    "employee": ("has an employee's job", lambda j, s, e: j == Job.EMPLOYEE),
    "own_account": ("main job on own account", lambda j, s, e: j == Job.OWN_ACCOUNT),
    "family_worker": ("main job in the family's enterprise", lambda j, s, e: j == Job.FAMILY_WORKER),
    "apprentice": ("apprentice, paid or not", lambda j, s, e: np.isin(j, _APPRENTICE)),
    "unemployed": ("no job, seeks one and is available", lambda j, s, e: (j == Job.NONE) & s),
    "outside_labour_force": (
        "neither employed nor unemployed",
        lambda j, s, e: np.isin(j, _NOT_EMPLOYMENT) & ~((j == Job.NONE) & s),
    ),
    "enrolled": ("in school or a course", lambda j, s, e: e != Education.NONE),
    "in_school": ("in school", lambda j, s, e: e == Education.SCHOOL),
    "in_training": (
        "in a course or an apprenticeship",
        lambda j, s, e: (e == Education.COURSE) | np.isin(j, _APPRENTICE),
    ),
    "neet": (
        "not in employment, education or training; apprenticeship counts as training",
        lambda j, s, e: np.isin(j, _NOT_EMPLOYMENT) & (j != Job.UNPAID_APPRENTICE) & (e == Education.NONE),
    ),
}


def _register(name: str) -> Callable[[Any, np.ndarray, int, Any], np.ndarray]:
    test = REGISTERS[name][1]
    return lambda c, rows, month, territory: test(
        c.job[rows], (c.seeking[rows] == 1) & (c.available[rows] == 1), c.education[rows]
    )


_PERSON, _PLACE = ("person",), ("person", "firm", "provider")
_LEVELS = _words(
    Level,
    no_tertiary=(0, 1, 2, 3),
    tertiary=(Level.SHORT_TERTIARY, Level.BACHELOR),
    secondary_plus=tuple(range(Level.UPPER_SECONDARY, Level.BACHELOR + 1)),
)
_DISABILITY = _words(Disability, moderate_plus=(Disability.MODERATE, Disability.SEVERE))

TRAITS: dict[str, Trait] = {
    t.name: t
    for t in (
        Trait("sex", _PERSON, "sex", _column("sex"), _words(Sex)),
        Trait("age", _PERSON, "completed years", _age, bounds=WORKING_AGE),
        Trait("area", _PLACE, "area of the local market", _area, _words(Area)),
        Trait("market", _PLACE, "number of the local market", _column("market"), bounds=(0, 254)),
        Trait("disability", _PERSON, "functional difficulty", _column("disability"), _DISABILITY),
        Trait("education", _PERSON, "highest level completed", _column("level"), _LEVELS),
        Trait("wealth", _PERSON, "wealth quintile, 1 poorest to 5", _quintile, bounds=(1, 5)),
        Trait("segment", _PERSON, "national, refugee or migrant", _column("segment"), _words(Segment)),
        Trait("in_union", _PERSON, "married or in union", _column("union")),
        Trait("young_child", _PERSON, "a child under six", _young_child),
        *(Trait(n, _PERSON, text, _register(n)) for n, (text, _) in REGISTERS.items()),
        Trait("size", ("firm",), "staff of the firm", _staff, bounds=(0, 1_000_000)),
        Trait("formal", ("firm",), "registered", _column("formal")),
        Trait("sector", ("firm", "sector"), "sector of the firm", _column("sector"), _words(Sector)),
        Trait("kind", ("provider",), "kind of provider", _column("kind"), _words(ProviderKind)),
        Trait("family", ("firm", "provider"), "occupation family", _column("family"), _words(Family)),
        Trait("recognised", ("provider",), "certificate is recognised", _column("recognised")),
    )
}


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple | set | frozenset) else [value]


def _parse_words(trait: Trait, value: Any, where: str) -> tuple[int, ...]:
    assert trait.words is not None
    codes: set[int] = set()
    for word in _as_list(value):
        if word is None:
            word = "none"
        if str(word) not in trait.words:
            raise unknown(trait.name, str(word), trait.words, f"{where}.{trait.name}")
        codes.update(trait.words[str(word)])
    return tuple(sorted(codes))


def _parse_ranges(trait: Trait, value: Any, where: str) -> Ranges:
    assert trait.bounds is not None
    low, high = trait.bounds
    made = []
    for part in _as_list(value):
        text = str(part).replace(" ", "")
        first, dash, last = text.partition("-")
        if text.endswith("+"):
            first, dash, last = text[:-1], "-", str(high)
        if isinstance(part, bool) or not first.isdigit() or (dash and not last.isdigit()):
            raise InputError(f"{where}.{trait.name}: got '{part}'; write {low}-{high}, {low}+ or a whole number.")
        a, b = int(first), int(last) if dash else int(first)
        if a > b:
            raise InputError(f"{where}.{trait.name}: '{part}' starts above its end; did you mean {b}-{a}?")
        if b < low or a > high:
            raise InputError(f"{where}.{trait.name}: '{part}' reaches nobody; values are {low} to {high}.")
        made.append((max(a, low), min(b, high)))
    return tuple(sorted(made))


def _parse_flag(trait: Trait, value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise InputError(f"{where}.{trait.name}: must be true or false, got '{value}'.")
    return value


def _check_registers(flags: Mapping[str, bool], where: str) -> None:
    """Refuse registers that no person can hold together, by trying all combinations of job, search and schooling."""
    if len(flags) < 2:
        return
    for job, seeks, education in product(Job, (False, True), Education):
        if seeks and job != Job.NONE:
            continue
        state = (np.array(int(job)), np.array(seeks), np.array(int(education)))
        if all(bool(REGISTERS[n][1](*state)) == wanted for n, wanted in flags.items()):
            return
    shown = ", ".join(f"{n}: {str(v).lower()}" for n, v in flags.items())
    raise InputError(f"{where}: nobody can be {{{shown}}} at once; the registers contradict each other.")


@dataclass(frozen=True)
class Target:
    """A group. Empty: everybody. Make one with ``Target.parse``."""

    conditions: tuple[tuple[str, Any], ...] = ()
    nobody: bool = False

    @classmethod
    def parse(cls, written: "Mapping[str, Any] | Target | str | None", where: str = "target") -> "Target":
        """Read a target as it stands in YAML: a mapping, or the words ``everybody`` and ``nobody``."""
        if isinstance(written, Target):
            return written
        if written is None or written == "everybody":
            return cls()
        if written == "nobody":
            return cls(nobody=True)
        if not isinstance(written, Mapping):
            raise InputError(f"{where}: write a mapping of traits, everybody or nobody; got '{written}'.")
        conditions, nobody = [], False
        for name, value in written.items():
            if name not in TRAITS:
                raise unknown("trait", str(name), TRAITS, where)
            trait = TRAITS[name]
            if trait.words is not None:
                read: Any = _parse_words(trait, value, where)
            elif trait.bounds is not None:
                read = _parse_ranges(trait, value, where)
            else:
                read = _parse_flag(trait, value, where)
            nobody = nobody or read == ()
            conditions.append((str(name), read))
        made = cls(tuple(sorted(conditions)), nobody)
        _check_registers({n: v for n, v in made.conditions if n in REGISTERS}, where)
        if not any(made.describes(b) for b in BEARERS):
            raise InputError(f"{where}: {{{made.describe()}}} mixes traits of people, firms and providers.")
        return made

    def describes(self, bearer: str) -> bool:
        """Can these traits be asked of a ``person``, ``firm``, ``provider``, ``sector`` or the ``economy``?"""
        return all(bearer in TRAITS[n].bearers for n, _ in self.conditions)

    def describe(self) -> str:
        """The group in words, as it could be written in YAML."""
        if self.nobody:
            return "nobody"
        return ", ".join(f"{n}: {_written(TRAITS[n], v)}" for n, v in self.conditions) or "everybody"

    def mask(
        self,
        columns: Any,
        month: int,
        rows: np.ndarray | None = None,
        *,
        bearer: str = "person",
        territory: Any = None,
    ) -> np.ndarray:
        """Which of ``rows`` (all rows where None) belong to the group, as an array of bool."""
        asked: Any = slice(None) if rows is None else rows
        found = np.full(len(next(iter(columns))) if rows is None else len(rows), not self.nobody)
        places: Any = slice(None)  # who is still in; each condition is put only to them
        for name, wanted in self.conditions:
            trait = TRAITS[name]
            if bearer not in trait.bearers:
                raise InputError(f"a {bearer} has no trait '{name}'")
            found[places] &= _test(trait, trait.read(columns, asked, month, territory), wanted)
            places = np.flatnonzero(found)
            asked = places if rows is None else rows[places]
        return found

    def sectors(self, codes: np.ndarray) -> np.ndarray:
        """Which of the sector ``codes`` belong to the group."""
        found = np.full(len(codes), not self.nobody)
        for name, wanted in self.conditions:
            found &= _test(TRAITS[name], codes, wanted)
        return found


def _test(trait: Trait, read: np.ndarray, wanted: Any) -> np.ndarray:
    if trait.words is not None:
        found = np.zeros(len(read), np.bool_)
        for code in wanted:
            found |= read == code
        return found
    if trait.bounds is not None:
        found = np.zeros(len(read), np.bool_)
        for low, high in wanted:
            found |= (read >= low) & (read <= high)
        return found
    return read.astype(np.bool_) == wanted


def _written(trait: Trait, wanted: Any) -> str:
    if trait.words is not None:
        names = [w for w, codes in trait.words.items() if codes in tuple((c,) for c in wanted)]
    elif trait.bounds is not None:
        names = [str(a) if a == b else f"{a}-{b}" for a, b in wanted]
    else:
        return str(wanted).lower()
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"


def parse(written: Any, where: str = "target") -> Target:
    """Read and check a target as it stands in YAML."""
    return Target.parse(written, where)
