"""``LabourMarket``: the schedule of one simulated month, read from top to bottom like a table of contents."""

from pathlib import Path
from typing import Any

import numpy as np

from sim.agents.averages import Averages
from sim.agents.firm import Firm
from sim.agents.household import Household
from sim.agents.provider import TrainingProvider
from sim.agents.territory import Territory
from sim.agents.transitions import new_moves
from sim.agents.worker import Worker
from sim.config import phases
from sim.config.model import Config
from sim.core import draws
from sim.core.agentset import ColumnAgentSet, ColumnModel
from sim.core.levers import Lever
from sim.core.policy import LeverTable
from sim.core.policy import compile as compile_levers
from sim.core.schedule import Phase, arrange, only
from sim.core.treated import Treated
from sim.finance.budget import new_budgets, open_the_budgets
from sim.finance.ledger import Ledger
from sim.finance.taxes import net_levy_rates, pay_and_tax
from sim.indicators.identities import check_month, count_activities
from sim.indicators.panel import Recorder
from sim.instruments import build
from sim.markets.demand import set_sector_demand
from sim.markets.labour_demand import set_labour_demand
from sim.markets.matching import search_and_match
from sim.markets.participation import participate
from sim.markets.pay import set_pay_and_learn
from sim.markets.public_works import offer_public_works
from sim.markets.separations import separate
from sim.population.initial import populate
from sim.population.limits import set_the_stage
from sim.population.turnover import leave, turn_over_population
from sim.schooling.school import go_through_school
from sim.services.anticipation import publish_forecasts
from sim.services.beliefs import update_beliefs
from sim.services.exchange import register_jobseekers
from sim.training.admission import admit
from sim.training.choice import choose_training
from sim.training.delivery import deliver_training
from sim.training.places import set_places
from sim.training.seat_offer import offer_seats


def month_of(own: tuple[Phase, ...], config: Config) -> tuple[Phase, ...]:
    """The phases of a month: the model's ``own`` or those of a textbook limit, and those that other packages bring."""
    if config.limit.month:
        from sim.markets import limits  # here, because most runs need none of them

        own = only(own, limits.phases(), config.limit.month)
    added = {name: (phase, phase.place) for name, phase in phases.parse(config.phases).items()}
    return arrange(own, added) if added else own


class LabourMarket(ColumnModel):
    """School-to-work transitions in one economy, one month per step.

    >>> model = LabourMarket(configure("country=ghana", "people=5000", "seed=1"))   # doctest: +SKIP
    >>> model.run_for(12)                                                           # doctest: +SKIP
    """

    MONTH: tuple[Phase, ...] = (
        open_the_budgets,
        turn_over_population,
        set_sector_demand,
        publish_forecasts, update_beliefs,
        go_through_school,
        set_places,
        choose_training, admit, offer_seats,
        deliver_training,
        separate,
        set_labour_demand,
        participate,
        offer_public_works, register_jobseekers, search_and_match,
        set_pay_and_learn,
        pay_and_tax,
    )  # fmt: skip

    def __init__(self, config: Config, *, fresh: bool = False, state: Path | None = None) -> None:
        # fresh: people from the facts alone, even where the country has a saved state, in a run that settles: it ends
        # in the anchor year, and each cohort has the schooling of its own time
        # state: a saved state to start from in place of the country's
        super().__init__(rng=config.seed)
        self.config, self.country, self.parameters = config, config.country, config.parameters
        self.seed, self.population_seed = config.seed, config.population_seed
        self.month = 0
        self.settling = fresh
        self.instruments = build(config.instruments)
        self.levers = LeverTable()
        self.ledger = Ledger()
        self.budgets = new_budgets()
        self.moves, self.flow_history = new_moves(), []
        self.treated = Treated()
        self.memory: dict[str, Any] = {}  # what rules under a policy keep from month to month, made when first needed
        self.imposed_recovery: np.ndarray | None = None
        self.events: dict[str, Any] = {}
        self.series: dict[str, list[float]] = {}
        self.territory: Territory
        self.averages: Averages
        self.slots: Any = None
        self.reach: Any = None
        self.season = 1.0
        self._levy: tuple[int, np.ndarray] = (-1, np.zeros(0))
        self._keys: tuple[int, np.ndarray] = (-1, np.zeros(0, np.uint64))
        growth = (1.0 + self.country.institutions.population_growth) ** (config.months / 12)
        self.store(Worker).expect(int(config.people * growth * 1.03) + 100)
        self.state_file = None if fresh else state or self.country.state_file
        self.phases = month_of(self.MONTH, config)
        populate(self)
        set_the_stage(self)
        self.exchange = np.zeros(len(self.people.pid), np.uint8)
        self.base_population = len(self.store(Worker))
        self.stock = count_activities(self.people)
        self.recorder = Recorder(self)

    # ---- the month

    def step(self) -> None:
        """Live one month."""
        self.events = {}
        self.levers = compile_levers(self.instruments, self.month)
        for phase in self.phases:
            phase(self)
        self.close_the_books()
        self.month += 1

    def close_the_books(self) -> None:
        """Read the indicators, check the identities where asked, and close the ledger's month."""
        if self.settling:
            self.averages.follow()
        if self.config.limit.record:
            self.recorder.record(self)
        self.flow_history.append(self.moves)
        for name, value in self.events.items():
            if getattr(value, "ndim", 0) == 0:  # numbers; arrays are for other rules
                if name not in self.series:
                    self.series[name] = [np.nan] * self.month
                self.series[name].append(float(value))
        if self.config.checks:
            check_month(self)
        self.ledger.close(self.month)
        self.moves = new_moves()  # what events change between two months belongs to the month that comes

    def run_for(self, months: float) -> None:
        """Live ``months`` months, with the events that fall due on the way."""
        if months > 0:
            super().run_for(months)

    # ---- what rules ask

    def key(self, purpose: int) -> np.uint64:
        """Key of a decision in this month's draws; other packages take their ``own_purpose``."""
        if self._keys[0] != self.month:
            self._keys = (self.month, draws.keys(self.seed, self.month))
        known = self._keys[1]
        return known[purpose] if purpose < len(known) else draws.key(self.seed, purpose, self.month)

    def draw(self, purpose: int, ident: int) -> float:
        """This month's uniform draw of one agent (``pid``, ``fid``) in a decision: ``uniform(word(key, ident))``."""
        return float(draws.uniforms(self.key(purpose), np.array([ident], np.int64))[0])

    def levy_wedge(self) -> np.ndarray:
        """Training levy on pay by firm row: rate × liable × complying, less what is paid back at once."""
        if self._levy[0] != self.month or len(self._levy[1]) != len(self.firms.fid):
            self._levy = (self.month, net_levy_rates(self))
        return self._levy[1]

    def lever_for_people(self, lever: Lever, base: float, rows: np.ndarray | None = None) -> np.ndarray:
        """Value of a person lever by row, or one value for all when no instrument moves it.

        Asked of ``rows`` only where they are given; what stands in other rows then means nothing.
        """
        if not self.levers.has(lever):
            return np.array([base])
        asked = np.arange(len(self.people.pid)) if rows is None else rows
        found = np.zeros(len(self.people.pid))
        found[asked] = self.levers.values(lever, base, self, asked, bearer="person")
        return found

    def population_path(self) -> float:
        """People of working age on the balanced path G(t): initial number × (1 + g)^(t/12)."""
        growth = self.country.institutions.population_growth
        return float(self.base_population * (1.0 + growth) ** (self.month / 12))

    @property
    def calendar_month(self) -> int:
        """Month of the year, 0 January."""
        return self.month % 12

    @property
    def flows(self) -> np.ndarray:
        """This month's payments [purpose, payer, payee, group], millionths of W."""
        return self.ledger.flows

    @property
    def people(self) -> Any:
        """Columns of the people, rows in use."""
        return self._stores[Worker].columns

    @property
    def households(self) -> Any:
        return self._stores[Household].columns

    @property
    def firms(self) -> Any:
        return self._stores[Firm].columns

    @property
    def providers(self) -> Any:
        return self._stores[TrainingProvider].columns

    # ---- Mesa's view

    def deregister_agent(self, agent: Any) -> None:
        """A person leaves: job, place in training and seat in the household become free (``worker.remove()``)."""
        if type(agent) is not Worker and type(agent) in self._stores:
            raise TypeError(f"a {type(agent).__name__} has people and money: the model itself opens and closes it")
        if type(agent) is Worker:
            leave(self, np.array([agent.row], np.int64))
        else:
            super().deregister_agent(agent)

    @property
    def workers(self) -> ColumnAgentSet:
        """All people as Mesa agents."""
        return self._set_of(Worker)

    def _set_of(self, kind: type) -> ColumnAgentSet:
        self.store(kind)
        return self.agents_by_type[kind]  # type: ignore[return-value]
