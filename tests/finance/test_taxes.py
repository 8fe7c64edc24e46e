"""A month of pay, tax and spending in a world of sixty people."""

import numpy as np
import pytest
from small_world import small_world

from sim.core import policy
from sim.core.calendar import NEVER
from sim.core.states import Education, Job, Unit
from sim.finance.budget import check_money, open_the_budgets
from sim.finance.ledger import MILLION, Account, For
from sim.finance.payday import income_tax
from sim.finance.taxes import consumption, levy_due, levy_rates, pay_and_tax
from sim.instruments.hiring_subsidy import HiringSubsidy
from sim.instruments.levy_revenue_only import LevyRevenueOnly
from sim.instruments.public_places_block import PublicPlacesBlock


def live(m, months=1, **instruments):
    for _ in range(months):
        m.instruments, m.levers = instruments, policy.compile(instruments, m.month)
        open_the_budgets(m)
        pay_and_tax(m)
        check_money(m)
        m.ledger.close(m.month)
        m.month += 1
    m.ledger.identity()
    return m


def paid(m, purpose):
    rows = m.ledger.rows()
    return int(rows[rows[:, 1] == purpose, 5].sum())


def test_only_pay_above_the_allowance_is_taxed():
    assert income_tax(0.2, 0.25, 0.16) == 0.0
    assert income_tax(1.25, 0.25, 0.16) == pytest.approx(0.16)


def test_levy_is_due_from_the_threshold_on_by_formal_firms_that_comply():
    assert levy_due(10.0, 0.01, 10, 10, 1, True) == pytest.approx(0.1)
    assert levy_due(10.0, 0.01, 9, 10, 1, True) == 0.0
    assert levy_due(10.0, 0.01, 10, 10, 0, True) == 0.0
    assert levy_due(10.0, 0.01, 10, 10, 1, False) == 0.0


def test_households_spend_their_income_at_the_buffer_and_never_more_than_their_cash():
    assert consumption(1.5, 1.0, 0.5, 0.1, 0.25) == pytest.approx(1.0)
    assert consumption(3.5, 1.0, 0.5, 0.1, 0.25) == pytest.approx(1.5)
    assert consumption(0.05, 0.0, 0.3, 0.1, 0.25) == pytest.approx(0.05)


def test_money_identity_holds_every_month_of_two_years():
    m = live(small_world(), months=24)
    assert m.households.cash.min() >= 0
    assert m.ledger.balance(Account.ENTERPRISES) == 0
    assert m.ledger.balance(Account.GOVERNMENT) == m.budgets.public.balance
    assert m.ledger.balance(Account.DONORS) == m.budgets.donor.balance


def test_everybody_at_work_is_paid_once():
    m = live(small_world())
    pay = np.round(m.people.pay.astype(float) * 1e6)
    employees, own = m.people.job == Job.EMPLOYEE, m.people.job == Job.OWN_ACCOUNT
    assert paid(m, For.PAY) == pytest.approx(pay[employees].sum(), abs=len(pay))
    assert paid(m, For.OWN_INCOME) == pytest.approx(pay[own].sum(), abs=len(pay))


def test_informal_work_is_neither_taxed_nor_insured():
    m = small_world()
    m.people.benefits[:] = 0
    m.people.unit[m.people.unit == Unit.FORMAL] = Unit.INFORMAL
    m.people.unit[m.people.unit == Unit.GOVERNMENT] = Unit.INFORMAL
    live(m)
    assert paid(m, For.INCOME_TAX) == 0
    assert paid(m, For.SOCIAL_CONTRIBUTION) == 0


def test_the_unspent_public_budget_lapses_in_january():
    m = live(small_world(), months=12)
    assert m.budgets.public.balance == 13 * 120_000
    live(m)
    assert m.events["lapsed"] == pytest.approx(13 * 0.12)
    assert m.budgets.public.balance == 120_000


def test_the_state_inherits_what_current_trainees_still_cost():
    m = small_world()
    m.people.education[2], m.people.provider[2], m.people.course_end[2] = Education.COURSE, 0, 6
    open_the_budgets(m)
    assert m.budgets.public.committed == pytest.approx(6 * 0.5 * 0.8 * MILLION, abs=1)
    assert m.people.course_end[0] == NEVER


def test_levy_reaches_the_fund_by_its_earmark_less_administration():
    levy = LevyRevenueOnly(rate=0.02, threshold=1, earmark=0.5)
    m = live(small_world(), levy=levy)
    assert paid(m, For.LEVY) > 0
    assert paid(m, For.EARMARK) == pytest.approx(paid(m, For.LEVY) * 0.5, abs=1)
    assert m.ledger.balance(Account.TRAINING_FUND) == pytest.approx(0.9 * paid(m, For.EARMARK), abs=1)
    assert m.budgets.fund.balance == m.ledger.balance(Account.TRAINING_FUND)


def test_levy_spares_small_and_informal_firms_and_the_state():
    m = small_world()
    m.firms.staff_regular[0] = 30
    m.levers = policy.compile({"levy": LevyRevenueOnly(rate=0.02, threshold=10)}, 0)
    assert levy_rates(m).tolist() == pytest.approx([0.02, 0, 0, 0, 0, 0])


def test_compliance_is_nested():
    low, high = small_world(levy_rate=0.01, levy_compliance=0.3), small_world(levy_rate=0.01, levy_compliance=0.8)
    assert (levy_rates(low) <= levy_rates(high)).all()


def test_hiring_subsidy_pays_firms_back_for_young_hires_since_its_start():
    m = small_world()
    m.people.job_since[0], m.people.job_since[3] = 0, -1  # aged 16 and 19: hired now, hired before
    subsidy = HiringSubsidy(share=0.5, take_up=1.0, admin_share=0.0, leakage=0.0)
    live(m, subsidy=subsidy)
    assert paid(m, For.SUBSIDY) == pytest.approx(0.5 * float(m.people.pay[0]) * 1e6, abs=1)


def test_new_public_money_is_recovered_by_a_tax_on_household_income():
    block = PublicPlacesBlock(budget=0.01)
    taxed, plain = live(small_world(), months=3, block=block), live(small_world(), months=3)
    more = paid(taxed, For.INCOME_TAX) - paid(plain, For.INCOME_TAX)
    assert more == pytest.approx(2 * 0.01 * 60 * 1e6, rel=0.02)  # two months: it is raised a month later
    deficit = live(small_world(), months=3, block=PublicPlacesBlock(budget=0.01, financing="deficit"))
    assert paid(deficit, For.INCOME_TAX) == paid(plain, For.INCOME_TAX)


def test_zero_intensity_is_the_baseline_to_the_bit():
    none = live(small_world(), months=3)
    zero = live(
        small_world(), months=3, levy=LevyRevenueOnly(intensity=0.0), block=PublicPlacesBlock(intensity=0.0),
        subsidy=HiringSubsidy(target="nobody"),
    )  # fmt: skip
    assert np.array_equal(none.ledger.rows(), zero.ledger.rows())
    assert np.array_equal(none.households.cash, zero.households.cash)
