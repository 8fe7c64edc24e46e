"""Admission: at an intake, vacant places go to those in the queue by a keyed lottery within priority classes.

Every person keeps one lottery number for a programme as long as they wait, so one more place admits one person more
and turns nobody away. A place that public or donor money pays for reserves its whole cost first: full is full.
"""

from typing import Any

import numpy as np
from numba import njit

from sim.agents.transitions import enrol, start_job
from sim.core.calendar import NEVER, age_years
from sim.core.draws import Purpose, below, key, pair, uniform, word
from sim.core.levers import Lever
from sim.core.sieve import rows_set
from sim.core.states import Education, Job, ProviderKind, Tier, Unit
from sim.finance.ledger import Account, For, beneficiary, micro
from sim.finance.payers import charge_household, pay_shared
from sim.training import funding
from sim.training.delivery import in_course
from sim.training.grants import pending
