"""D06: reservation pay, waits and pay taken."""

import pytest
from agreement import assert_agreement

from sim.experiments.exact.d06_reservation_pay import closed_form, compare, rules
from sim.experiments.exact.registry import checks


def test_rule_agrees_with_closed_forms_and_a_published_value():
    made = assert_agreement(rules(), 7)
    assert [round(c.expected, 6) for c in made[:3]] == [0.776128, 0.709926, 0.626789]
    assert closed_form(0.3, 0.95, 0.0) < closed_form(0.4, 0.95, 0.0)


def test_waits_and_pay_taken_in_months():
    """n = 4,000 first jobs, 30 months, seed 1."""
    assert_agreement(compare(0.0, 0.9, 0.0, 4000, 30), 2)


@pytest.mark.slow
def test_all_values_in_full_size():
    assert_agreement(checks("D06"), 15)
