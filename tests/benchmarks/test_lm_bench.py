"""LM-bench does what its definition says, in columns and in objects; how fast is not tested."""

import numpy as np
import pytest

from benchmarks.lm_bench import EMPLOYED, LAST_AGE, UNEMPLOYED, Month, base_sizes, wrong
from benchmarks.lm_bench.columns import ColumnMarket
from benchmarks.lm_bench.objects import ObjectMarket
from benchmarks.lm_bench.objects import Worker as ObjectWorker
from benchmarks.lm_bench.world import ONE, LmFirm, LmWorker

CHECKED = 42


def after(market, months: int):
    for _ in range(months):
        market.step()
    return market


def test_columns_give_the_figures_of_the_definition():
    for seed in (1, 2):  # 60,000 workers each; four standard errors
        assert wrong(after(ColumnMarket(60_000, seed), CHECKED).latest) == []


def test_objects_give_the_same_figures():
    assert wrong(after(ObjectMarket(6_000, 3), CHECKED).latest) == []  # four standard errors


def test_the_check_tells_a_wrong_market():
    employed_too_few = Month((2500,) * 4 + (14000,) * 4 + (5000,) * 4 + (300,) * 4, 60_000.0, 2000, 1300, 1000, 100)
    assert any(line.startswith("employed") for line in wrong(employed_too_few))


def test_the_same_seed_gives_the_same_market_and_another_seed_another():
    first, again, other = (after(ColumnMarket(2_000, seed), 6).latest for seed in (1, 1, 2))
    assert first == again != other


@pytest.fixture(scope="module")
def market() -> ColumnMarket:
    return after(ColumnMarket(5_000), 12)


def test_staff_of_firms_are_the_employed(market: ColumnMarket):
    workers, firms = market.store(LmWorker).columns, market.store(LmFirm).columns
    employed = workers.code // 4 == EMPLOYED
    assert ((workers.employer >= 0) == employed).all()
    assert (np.bincount(workers.employer[employed], minlength=len(firms.fid)) == firms.staff).all()
    assert market.latest.counts == tuple(np.bincount(workers.code, minlength=16).tolist())


def test_nobody_is_older_than_64_and_nobody_has_more_than_all_skill(market: ColumnMarket):
    workers = market.store(LmWorker).columns
    assert (market.month - workers.birth.astype(int)).max() < LAST_AGE
    assert workers.skill.max() <= ONE
    assert len(np.unique(workers.pid)) == len(workers.pid)


def test_workers_in_columns_are_mesa_agents(market: ColumnMarket):
    unemployed = market.agents_by_type[LmWorker].where(code=UNEMPLOYED * 4)
    assert len(unemployed) == market.latest.counts[UNEMPLOYED * 4]
    assert next(iter(unemployed)).employer == -1


def test_objects_keep_the_same_books():
    market = after(ObjectMarket(1_000), 6)
    staff = sum(worker.state == EMPLOYED for worker in market.agents_by_type[ObjectWorker])
    assert staff == sum(market.latest.counts[4:8])
    assert sum(market.latest.counts) == 1_000


def test_usual_staff_has_the_mean_of_its_distribution():
    sizes = base_sizes(20_000, np.random.default_rng(1))
    assert sizes.mean() == pytest.approx(13, rel=0.003)  # the outermost quantiles are missing
