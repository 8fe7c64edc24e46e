"""Waiting without search: what keeps a sex at home keeps those who would work from looking for it."""

import sim

PEOPLE, MONTHS = 6000, 12


def gap_of(*words: str) -> float:
    """Unemployment with the available (LU3) of women less that of men, second half of a year."""
    model = sim.LabourMarket(sim.configure("country=senegal", f"people={PEOPLE}", f"months={MONTHS}", "seed=2", *words))
    for _ in range(MONTHS):
        model.step()
    women, men = (model.recorder.rate("lu3", f"sex={s}", MONTHS // 2) for s in ("female", "male"))
    return float(women - men)


def test_where_women_are_kept_at_home_more_of_them_wait_than_if_waiting_were_alike():
    """Same people and luck, and as many who wait in all; some 1,500 of each sex in the wider labour force, SE .017."""
    shared = gap_of()
    alike = gap_of("economy.participation.wait_home=0", "country.constants.available_0=-1.3")
    assert shared - alike > 4 * 0.017
