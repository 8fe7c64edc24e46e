"""Saved states: the households of a settled run, kept as donors from which populations of any size are resampled.

One row a person: every column that does not point to a row of the run, the household's traits, the kind of firm of
employees and the kind of provider of trainees. The averages and the month stand in the metadata of the file.
"""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sim.agents.averages import Averages
from sim.agents.household import Household
from sim.agents.worker import Worker
from sim.core.calendar import NEVER
from sim.core.columns import columns_of
from sim.core.draws import Purpose, key
from sim.core.errors import InputError
from sim.core.states import Education, Job, ProviderKind, Sector
from sim.population.keyed import trait_uniforms

LINKS = ("pid", "household", "employer", "provider", "waiting_for", "market", "status")
KEPT = ("wealth", "farm", "shop", "land", "cash")
LARGEST = 24_000
"""People kept of a larger run: whole households, by keyed lottery."""


def save_state(m: Any, path: Path | str) -> None:
    """Write the people of ``m`` with their households, and the averages, at the start of month ``m.month``."""
    people, h = m.people, m.households
    rows = m.store(Worker).rows()
    homes = people.household[rows]
    if len(rows) > LARGEST:
        u = trait_uniforms(key(m.population_seed, Purpose.RESAMPLE), h.hid[homes], 9)
        rows, homes = rows[u < LARGEST / len(rows)], homes[u < LARGEST / len(rows)]
    order = np.argsort(homes, kind="stable")
    rows, homes = rows[order], homes[order]
    table = {"home": np.unique(homes, return_inverse=True)[1].astype(np.int32)}
    table |= {f"home_{name}": getattr(h, name)[homes] for name in KEPT}
    for name, column in columns_of(Worker).items():
        values = getattr(people, name)[rows]
        if name in LINKS:
            continue
        if column.unit == "run month":
            shifted = np.maximum(values.astype(np.int64) - m.month, NEVER + 1)
            values = np.where(values == NEVER, NEVER, shifted).astype(np.int16)
        if column.width:
            table |= {f"{name}_{k}": values[:, k] for k in range(column.width)}
        else:
            table[name] = values
    table |= _workplaces(m, rows)
    notes = {"iso3": m.country.iso3, "month": int(m.month), "averages": _by_area(m), "providers": _by_kind(m)}
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    written = pa.table(table).replace_schema_metadata({"state": json.dumps(notes)})
    pq.write_table(written, path, compression="zstd", compression_level=15)


def _workplaces(m: Any, rows: np.ndarray) -> dict[str, np.ndarray]:
    """Sector of the employer and kind of the provider now taught by; 255 where there is none."""
    people = m.people
    employer, provider = people.employer[rows], people.provider[rows]
    sector = np.where(employer >= 0, m.firms.sector[np.maximum(employer, 0)], 255).astype(np.uint8)
    learns = is_learner(people.education[rows], people.job[rows]) & (provider >= 0)
    provider = np.where(learns, provider, 0)
    kind = np.where(learns, m.providers.kind[provider], 255).astype(np.uint8)
    taught = np.where(learns, m.providers.family[provider], 255).astype(np.uint8)
    return {"firm_sector": sector, "provider_kind": kind, "provider_family": taught}


def is_learner(education: np.ndarray, job: np.ndarray) -> np.ndarray:
    """In a course, or an apprentice."""
    return (education == Education.COURSE) | (job == Job.PAID_APPRENTICE) | (job == Job.UNPAID_APPRENTICE)


def _local_fields() -> set[str]:
    """Averages whose first axis runs over local markets."""
    return {name for name, values in Averages.new(7).arrays().items() if values.shape[:1] == (7,)}


def _by_area(m: Any) -> dict[str, list]:
    """Averages as lists; those of local markets as means of the two areas, weighted by size."""
    local, land, out = _local_fields(), m.territory, {}
    for name, values in m.averages.arrays().items():
        if name in local:
            means = [
                np.average(values[land.area == a], axis=0, weights=land.weight[land.area == a])
                if (land.area == a).any()
                else np.mean(values, axis=0)
                for a in (0, 1)
            ]
            values = np.array(means)
        out[name] = values.tolist()
    return out


def _by_kind(m: Any) -> dict[str, list[float]]:
    """What providers have come to, by kind: means of fee, reputation, teaching and margin, weighted by places."""
    v = m.providers
    out: dict[str, list[float]] = {}
    for name in ("fee", "reputation", "teaching", "margin"):
        values = [0.0] * len(ProviderKind)
        for kind in ProviderKind:
            mine = (v.rid != 0) & (v.kind == kind) & (v.places > 0)
            values[kind] = float(np.average(getattr(v, name)[mine], weights=v.places[mine])) if mine.any() else -1.0
        out[name] = values
    return out


def read_state(path: Path | str) -> tuple[SimpleNamespace, dict[str, Any]]:
    """(columns of the donors as arrays, notes) of a saved state."""
    table = pq.ParquetFile(path).read()
    metadata = table.schema.metadata or {}
    if b"state" not in metadata:
        raise InputError(f"{path}: not a saved state of the simulator (no notes); write it again with save_state.")
    arrays = {name: _values(table.column(name)) for name in table.column_names}
    for name, column in columns_of(Worker).items():
        if column.width:
            arrays[name] = np.column_stack([arrays.pop(f"{name}_{k}") for k in range(column.width)])
        elif name not in LINKS and name not in arrays:
            raise InputError(f"{path}: column '{name}' is missing; the state was saved by another version.")
    return SimpleNamespace(**arrays), json.loads(metadata[b"state"])


def _values(column: Any) -> np.ndarray:
    """A column as one array; not by ``to_numpy``, which would load pandas."""
    return np.concatenate([np.from_dlpack(chunk) for chunk in column.chunks])


def resample(d: SimpleNamespace, count: int, area: int, k: np.uint64) -> tuple[np.ndarray, np.ndarray]:
    """(donor row, number of the new household) of ``count`` people of an area: whole households, the last one cut.

    Every household as often as it fits; of what remains a systematic sample, ordered by wealth and size.
    """
    rows = np.flatnonzero(d.area == area)
    homes, start, members = np.unique(d.home[rows], return_index=True, return_counts=True)
    if count == 0 or len(homes) == 0:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    copies, rest = divmod(count, len(rows))
    u = trait_uniforms(k, homes.astype(np.int64), 1)
    order = np.lexsort((u, members, d.home_wealth[rows][start]))
    share = rest / len(rows)
    steps = np.floor(np.arange(1, len(order) + 1) * share + u[0]) > np.floor(np.arange(len(order)) * share + u[0])
    tail = np.concatenate([order[steps][np.argsort(u[order[steps]])], order[~steps][np.argsort(u[order[~steps]])]])
    tail = tail[: int(np.searchsorted(np.cumsum(members[tail]), rest)) + 1] if rest else tail[:0]
    chosen = np.concatenate([np.tile(np.argsort(u, kind="stable"), copies), tail])
    size = members[chosen]
    offset = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    return rows[np.repeat(start[chosen], size) + offset][:count], np.repeat(np.arange(len(chosen)), size)[:count]


def averages_of(notes: dict[str, Any], land: Any) -> Averages:
    """The saved averages, spread over the markets of ``land`` by area."""
    fresh, local = Averages.new(len(land)), _local_fields()
    for name, values in fresh.arrays().items():
        if name in notes["averages"]:
            saved = np.array(notes["averages"][name])
            values[...] = saved[land.area] if name in local else saved
    return fresh


assert set(KEPT) < set(columns_of(Household)) and Sector.GOVERNMENT == 3
