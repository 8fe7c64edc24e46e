"""What may be said: a few sentences and words that are bound to the intervals."""

from collections.abc import Sequence

from sim.experiments.compare.effects import Effect, Reach
from sim.experiments.compare.statistics import Estimate

SURE = {1: "established gain", -1: "established loss", 0: "no clear difference"}


def count(value: float) -> str:
    """A number of people with three digits that count.

    >>> count(12345.6), count(-432.1), count(0.4), count(1234567)
    ('12,300', '−432', '0', '1,230,000')
    """
    size = abs(value)
    if size != size:
        return "–"
    digits = len(str(int(size))) - 3
    size = round(size, -digits) if digits > 0 else round(size)
    text = f"{size:,.0f}"
    return f"−{text}" if value < 0 and text != "0" else text


def signed(value: float) -> str:
    """
    >>> signed(1234.0), signed(-2.0), signed(0.0)
    ('+1,230', '−2', '0')
    """
    text = count(value)
    return text if text.startswith(("−", "–")) or text == "0" else f"+{text}"


def interval(e: Estimate) -> str:
    """Point and interval.

    >>> interval(Estimate(1000.0, 500.0, 1500.0, 250.0, 20))
    '+1,000 [+500 to +1,500]'
    """
    if e.low != e.low:
        return f"{signed(e.mean)} [too few pairs]"
    return f"{signed(e.mean)} [{signed(e.low)} to {signed(e.high)}]"


def verdict(e: Estimate, p_holm: float, exactly_zero: bool = False) -> str:
    """Words for an interval, with several packages also for the p-value that allows for it.

    >>> verdict(Estimate(1.0, 0.5, 1.5, 0.2, 20), 0.01), verdict(Estimate(1.0, 0.1, 1.9, 0.4, 20), 0.09)
    ('established gain', 'gain, not established once all packages are counted')
    """
    if e.low == e.high == e.mean == 0.0:
        return "no difference at all"
    if e.sign and p_holm > 0.05:
        return f"{'gain' if e.sign > 0 else 'loss'}, not established once all packages are counted"
    return SURE[e.sign]


def sentences(
    headlines: Sequence[tuple[str, Effect, Reach, float]],
    years: str,
    contrast: tuple[str, str, Estimate] | None,
    older: Sequence[tuple[str, Estimate]] = (),
) -> list[str]:
    """The answer in a few sentences; each says what its interval allows, and nothing more."""
    said = [_sentence(label, effect, treated, p, years) for label, effect, treated, p in headlines]
    for label, e in older:
        if e.established:
            more = "lose" if e.mean < 0 else "gain"
            said.append(
                f"{label}: people of 30 to 64 {more} {count(abs(e.mean))} person-years in decent work (between "
                f"{signed(e.low)} and {signed(e.high)})."
            )
    if contrast is not None:
        first, second, e = contrast
        if e.established:
            better, worse = (first, second) if e.mean > 0 else (second, first)
            said.append(f"For young people, {better} brings {count(abs(e.mean))} person-years more than {worse}.")
        else:
            said.append(f"Which of the two brings more, {first} or {second}, cannot be told from these pairs.")
    return said


def _sentence(label: str, effect: Effect, treated: Reach, p_holm: float, years: str) -> str:
    e = effect.difference
    if effect.refused:
        return f"{label}: no effect is printed, {effect.refused} (at least 100 are needed)."
    if e.low == e.high == e.mean == 0.0:
        return f"{label}: changes nothing, to the last digit."
    between = f"between {signed(e.low)} and {signed(e.high)}"
    if e.sign and p_holm <= 0.05:
        verb = "gain" if e.sign > 0 else "lose"
        return (
            f"{label}: young people {verb} {count(abs(e.mean))} person-years in decent work within {years} ({between})."
        )
    if e.sign:
        return (
            f"{label}: {count(abs(e.mean))} person-years {'more' if e.sign > 0 else 'fewer'} for young people in "
            f"decent work within {years} ({between}), not established once all packages are counted."
        )
    return f"{label}: no clear difference to young people in decent work within {years} ({between} person-years)."
