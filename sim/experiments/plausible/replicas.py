"""Published trials inside the model, small and fast: two worlds of one seed, with the offer and without."""

import math
from dataclasses import dataclass
from typing import Any

from sim.config.configure import configure
from sim.config.values import with_values
from sim.experiments.plausible.moments import Moment, of_trials
from sim.experiments.trial.design import LEAST_TREATED, Design, design, written_in

TRIALS = ("trial_certified_training",)
"""Scenarios whose cohorts are large enough in a world of ``PEOPLE``."""
PEOPLE = 20_000


@dataclass(frozen=True)
class Replica:
    """A trial and its bands; ``design`` names the instrument, the share offered and the world."""

    scenario: str
    design: Design
    horizons: tuple[int, ...]

    def moments(self) -> list[Moment]:
        return of_trials(self.design.bands)

    def live(self, values: dict[str, float], seed: int) -> dict[str, float]:
        """Contrast of every band: intention to treat less the same contrast without the offer, in the band's unit."""
        from sim.core.hits import Offer
        from sim.experiments.trial.estimate import contrast
        from sim.experiments.trial.outcomes import OUTCOMES
        from sim.experiments.trial.worlds import follow

        d, drawn = self.design, Offer(self.design.share)
        months = d.start + max(self.horizons)
        config = with_values(d.config, values).changed(months=months, seed=seed, population_seed=seed)
        trial = follow(config, d.name, d.start, self.horizons, drawn)
        nobody = follow(config, d.name, d.start, self.horizons, Offer(0.0), drawn)
        offered, found = trial.cohort.offered, {}
        few = min(int(trial.treated[-1][offered].sum()), int((~offered).sum())) < LEAST_TREATED
        for band in d.bands:
            h, k = self.horizons.index(band.horizon), list(OUTCOMES).index(band.outcome)
            c = contrast(trial.y[h], nobody.y[h], offered)
            scale = 100.0 / c.control[k] if band.unit == "pct" else 100.0
            found[band.evidence] = math.nan if few else float(scale * c.itt[k])
        return found


def replicas(country: str, scenarios: tuple[str, ...] = TRIALS, people: int = PEOPLE) -> tuple[Replica, ...]:
    """The trials that are set in this country; behaviour is common, so other countries take it from an ensemble."""
    made = []
    for scenario in scenarios:
        config: Any = configure(f"scenarios={scenario}", f"people={people}")
        if config.country.option == country:
            made.append(_replica(scenario, config))
    return tuple(made)


def _replica(scenario: str, config: Any) -> Replica:
    made = design(config, written_in(scenario))
    bands = tuple(b for b in made.bands if math.isfinite(b.high - b.low))
    own = Design(config, made.name, made.share, made.horizons, made.seeds, (), bands)
    return Replica(scenario, own, tuple(sorted({b.horizon for b in bands})))
