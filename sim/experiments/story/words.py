"""What a person's registers say, in words: one sentence for each thing that changes from one month to the next."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from sim.core.states import Education, Job, ProviderKind, Sector, Tier, Unit
from sim.experiments.story.watch import State

STATES = {
    State.SCHOOL: "School",
    State.TRAINING: "Training",
    State.FORMAL_JOB: "Formal job",
    State.INFORMAL_JOB: "Informal job",
    State.OWN_WORK: "Own or family work",
    State.SEARCH: "Looking for work",
    State.CARE: "Care at home",
    State.OUTSIDE: "Not in the labour force",
}
FAMILIES = (
    "farming", "craft", "construction", "machines and driving", "trade", "personal services", "office work",
    "professional work",
)  # fmt: skip
PROVIDERS = {
    ProviderKind.PUBLIC_COLLEGE: "a public college",
    ProviderKind.PRIVATE: "a private centre",
    ProviderKind.NGO: "an NGO centre",
    ProviderKind.ENTERPRISE: "a firm's centre",
    ProviderKind.MASTER: "a master",
}
LEVELS = ("no completed level", "primary school", "lower secondary", "upper secondary", "short tertiary", "a degree")
JOBS = {
    Job.OWN_ACCOUNT: "starts to work on own account",
    Job.EMPLOYER: "becomes an employer",
    Job.FAMILY_WORKER: "helps in the family's business or farm",
    Job.PUBLIC_WORKS: "starts a public works job",
    Job.PAID_INTERN: "starts a paid internship",
    Job.UNPAID_INTERN: "starts an unpaid internship",
    Job.OWN_USE_PRODUCER: "produces for the household's own use",
}
APPRENTICE = (int(Job.PAID_APPRENTICE), int(Job.UNPAID_APPRENTICE))
PAY_STEP = 0.10
"""A change of pay in the same job is told from this fraction on."""


class Event(NamedTuple):
    """Something that happened in a month of the story (1 the first)."""

    month: int
    text: str


def events(r: dict[str, np.ndarray]) -> list[Event]:
    """All that the registers of one person tell, in the order of time."""
    told = []
    for t in range(1, len(r["job"])):
        before, now = ({name: values[s] for name, values in r.items()} for s in (t - 1, t))
        if not now["here"]:
            told.append(Event(t, "leaves the model: died, moved abroad or turned 65"))
            break
        told += [Event(t, text) for text in _month(before, now, r, t)]
    return told


def _month(before: dict[str, Any], now: dict[str, Any], r: dict[str, np.ndarray], t: int) -> Iterator[str]:
    for change in (_life, _school, _queue, _training, _work, _search):
        yield from change(before, now, r, t)


def _life(before: dict[str, Any], now: dict[str, Any], r: Any, t: int) -> Iterator[str]:
    if now["union"] > before["union"]:
        yield "marries or moves in with a partner"
    if now["child_birth"] > before["child_birth"]:
        yield "has a child"
    if now["market"] != before["market"]:
        yield "moves to another local market"


def _school(before: dict[str, Any], now: dict[str, Any], r: Any, t: int) -> Iterator[str]:
    was, is_ = before["education"] == Education.SCHOOL, now["education"] == Education.SCHOOL
    if was and not is_:
        yield f"leaves school with {LEVELS[int(now['level'])]}"
    elif is_ and not was:
        yield "goes back to school"


def programme(kind: int, family: int) -> str:
    if kind == ProviderKind.MASTER:
        return f"an apprenticeship with a master in {FAMILIES[family]}"
    return f"a course in {FAMILIES[family]} at {PROVIDERS[ProviderKind(kind)]}"


def _queue(before: dict[str, Any], now: dict[str, Any], r: dict[str, np.ndarray], t: int) -> Iterator[str]:
    if now["waiting_for"] >= 0 and now["waiting_for"] != before["waiting_for"]:
        what = programme(int(now["queue_kind"]), int(now["queue_family"]))
        full = f"; it is full, {int(now['queue_length'])} stand in the queue" if now["queue_full"] else ""
        yield f"applies for {what}{full}"
    if before["waiting_for"] >= 0 > now["waiting_for"] and not _learns(now):
        waited = _months_unchanged(r["waiting_for"], t - 1)
        full = "refused, because it was full" if before["queue_full"] else "no place came up"
        yield f"leaves the queue after {waited} month{'' if waited == 1 else 's'}: {full}"


def _months_unchanged(values: np.ndarray, t: int) -> int:
    n = 1
    while t - n >= 0 and values[t - n] == values[t]:
        n += 1
    return n


def _learns(r: dict[str, Any]) -> bool:
    return bool(r["education"] == Education.COURSE or int(r["job"]) in APPRENTICE)


def _training(before: dict[str, Any], now: dict[str, Any], r: Any, t: int) -> Iterator[str]:
    gained = now["certificates"] != before["certificates"]
    if _learns(now) and not _learns(before):
        queued = "is admitted to" if before["waiting_for"] >= 0 else "starts"
        yield f"{queued} {programme(int(now['school_kind']), int(now['school_family']))}"
    elif _learns(before) and not _learns(now):
        if now["provider"] >= 0:
            yield f"completes the training{' and gets a certificate' if gained else ', without a certificate'}"
        else:
            yield "drops out of the training"
        return
    if gained:
        yield "gets a certificate of skills"


def _pay(now: dict[str, Any]) -> str:
    return f"{float(now['pay'] + now['pay_kind']):.2f} W a month"


def _work(before: dict[str, Any], now: dict[str, Any], r: Any, t: int) -> Iterator[str]:
    was, is_ = int(before["job"]), int(now["job"])
    changed = was != is_ or (is_ == Job.EMPLOYEE and now["firm"] != before["firm"])
    if was == Job.EMPLOYEE and is_ == Job.NONE:
        yield "separated: the job ends"
    elif changed and was in (int(Job.OWN_ACCOUNT), int(Job.EMPLOYER)) and is_ == Job.NONE:
        yield "gives up the own business"
    elif changed and was not in (int(Job.NONE), int(Job.EMPLOYEE), *APPRENTICE) and is_ == Job.NONE:
        yield "stops helping in the family's business" if was == Job.FAMILY_WORKER else "stops that work"
    if changed and is_ == Job.EMPLOYEE:
        yield hired(now)
    elif changed and is_ in JOBS:
        trade = f" in {FAMILIES[int(now['family'])]}" if is_ in (int(Job.OWN_ACCOUNT), int(Job.EMPLOYER)) else ""
        income = f", income {_pay(now)}" if now["pay"] > 0 else ""
        yield f"{JOBS[Job(is_)]}{trade}{income}"
    elif not changed and is_ == Job.EMPLOYEE:
        yield from _in_the_job(before, now)


def hired(now: dict[str, Any]) -> str:
    """By what kind of firm, of how many people, in what kind of job, for how much."""
    kinds = {Unit.GOVERNMENT: "the government", Unit.FORMAL: "a formal firm"}
    kind, size = kinds.get(Unit(int(now["unit"])), "an informal firm"), ""
    if now["unit"] != Unit.GOVERNMENT:
        size = f" of {int(now['staff'])} people in {Sector(int(now['sector'])).name.lower()}"
    tier = "regular" if now["tier"] == Tier.REGULAR else "casual"
    return f"hired by {kind}{size}: {tier} job in {FAMILIES[int(now['family'])]}, {_pay(now)}"


def _in_the_job(before: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    if now["tier"] == Tier.REGULAR and before["tier"] == Tier.CASUAL:
        yield "the casual job becomes a regular one"
    old, new = float(before["pay"]), float(now["pay"])
    if old > 0 and abs(new / old - 1.0) >= PAY_STEP:
        yield f"pay {'rises' if new > old else 'falls'} to {_pay(now)}"


def _search(before: dict[str, Any], now: dict[str, Any], r: Any, t: int) -> Iterator[str]:
    if now["seeking"] == 1 and before["seeking"] == 0 and now["job"] == Job.NONE:
        yield "looks for work"
    elif before["seeking"] == 1 and now["seeking"] == 0 and now["job"] == Job.NONE and not _learns(now):
        yield "stops looking for work"


def described(world: Any, person: int) -> str:
    """Who the person is before the story begins, in a few words."""
    r = {name: values[0] for name, values in world.of(person).items()}
    years = (world.start - int(world.birth[person])) // 12
    noun = "woman" if world.sex[person] == 1 else "man"
    place = "in town" if world.area[person] == 1 else "in the countryside"
    state = {
        State.SCHOOL: "at school", State.TRAINING: "in training", State.FORMAL_JOB: "in a formal job",
        State.INFORMAL_JOB: "in an informal job", State.OWN_WORK: "in own or family work",
        State.SEARCH: "looking for work", State.CARE: "caring at home", State.OUTSIDE: "not in the labour force",
    }[State(int(r["state"]))]  # fmt: skip
    return f"a {noun} of {years} {place}, {LEVELS[int(r['level'])]}, {state}"
