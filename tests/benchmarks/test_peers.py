"""What is printed of other frameworks: a speed only for a form whose figures are right."""

from benchmarks.peers.page import Row, table


def test_a_form_that_fails_the_check_prints_no_speed():
    rows = [
        Row("Other", "1.0", "objects", 1000, 900.0, ["employed 0.5000, expected 0.6886 ± 0.0632"]),
        Row("Passerelle", "1.0", "arrays", 1000, 10.0, []),
    ]
    other = next(line for line in table(rows).splitlines() if "Other" in line)
    assert "not printed" in other and "900" not in other


def test_how_much_less_time_is_taken_is_said_at_the_same_size_only():
    rows = [
        Row("Other", "1.0", "objects", 1000, 900.0, []),
        Row("Passerelle", "1.0", "arrays", 1000, 30.0, []),
        Row("Other", "1.0", "objects", 5000, 900.0, []),
    ]
    small, _, large = table(rows).splitlines()[2:]
    assert small.endswith("| 1/30 |") and large.endswith("| – |")
