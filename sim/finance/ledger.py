"""The ledger: the only place where money moves.

Every payment has a payer, a payee, a purpose, a beneficiary group and a month, and is counted in integer millionths
of W (the mean monthly pay of employees in the anchor month), so that sums are exact.
"""

from enum import IntEnum

import numpy as np
import pandas as pd
from numba import njit

from sim.core.calendar import AGE_CUTS

MILLION = 1_000_000


class Account(IntEnum):
    """Who pays and who is paid."""

    GOVERNMENT = 0
    ENTERPRISES = 1
    SOCIAL_PARTNERS = 2
    DONORS = 3
    HOUSEHOLDS = 4
    TRAINING_FUND = 5
    PROVIDERS = 6
    REST_OF_ECONOMY = 7


class For(IntEnum):
    """Purpose of a payment."""

    SALES = 0
    PAY = 1
    OWN_INCOME = 2
    CONSUMPTION = 3
    INCOME_TAX = 4
    SOCIAL_CONTRIBUTION = 5
    PROFITS = 6
    LEVY = 7
    EARMARK = 8
    GRANT = 9
    FEE = 10
    PUBLIC_PLACES = 11
    DONOR_PLACES = 12
    STIPEND = 13
    APPRENTICE_FEE = 14
    APPRENTICE_PAY = 15
    STAFF_TRAINING = 16
    PROVIDER_COSTS = 17
    SEARCH_COST = 18
    TRAVEL_AND_CARE = 19
    PUBLIC_BUDGET = 20
    DONOR_BUDGET = 21
    ADMINISTRATION = 22
    CAPITAL = 23
    ESTATE = 24
    CO_FINANCING = 25
    SUBSIDY = 26
    SEAT = 27
    TAX_CREDIT = 38
    VOUCHER = 39
    LOAN = 40
    REPAYMENT = 41
    ACCOUNT = 42
