"""Employment by edition, status in employment and informality."""

from numba import njit

from sim.core.states import Benefit, Family, Job, Unit
from sim.indicators.bits import Op
from sim.indicators.registry import Indicator, Sum

INSURANCE = int(Benefit.SOCIAL_INSURANCE)


@njit(inline="always")
def is_apprentice(job):  # type: ignore[no-untyped-def]
    """Apprentice, paid or not."""
    return job == Job.PAID_APPRENTICE or job == Job.UNPAID_APPRENTICE


@njit(inline="always")
def is_paid(job, allowance, above_fee, net_rule):  # type: ignore[no-untyped-def]
    """Is a trainee paid? Other jobs always count as paid.

    ``net_rule`` False: any regular ``allowance``, in cash or in kind, makes an apprentice paid. True: only one that is
    ``above_fee``, the fee spread over the term. Source: ICSE-18 group 44 and 19th ICLS, unpaid trainee work.
    """
    if job == Job.UNPAID_INTERN:
        return False
    if job != Job.PAID_APPRENTICE and job != Job.UNPAID_APPRENTICE:
        return True
    if net_rule:
        return above_fee
    return job == Job.PAID_APPRENTICE or allowance


@njit(inline="always")
def employed_13(job, paid, unpaid_trainee_counts):  # type: ignore[no-untyped-def]
    """Employed, 13th ICLS (1982): any job, own-use production of goods included.

    Unpaid trainees by a switch, because surveys of that edition differ.
    """
    return job != Job.NONE and (paid or unpaid_trainee_counts)


@njit(inline="always")
def is_farm_enterprise(job, family):  # type: ignore[no-untyped-def]
    """Work on one's own or the household's farm; who employs others there produces for sale."""
    return (job == Job.OWN_ACCOUNT or job == Job.FAMILY_WORKER) and family == Family.FARMING


@njit(inline="always")
def employed_19(job, paid, family, sells_most):  # type: ignore[no-untyped-def]
    """Employed, 19th ICLS (2013): work for pay or profit.

    Out: own-use producers, unpaid trainees, and farmers and their family workers who do not sell most of the output
    (main intended destination).
    """
    if job == Job.NONE or job == Job.OWN_USE_PRODUCER or not paid:
        return False
    return not is_farm_enterprise(job, family) or sells_most


@njit(inline="always")
def is_employee(job, paid):  # type: ignore[no-untyped-def]
    """ICSE-18 groups 41 to 44: employees, paid apprentices and interns, public works."""
    if job == Job.PAID_APPRENTICE or job == Job.UNPAID_APPRENTICE:
        return paid
    return job == Job.EMPLOYEE or job == Job.PAID_INTERN or job == Job.PUBLIC_WORKS


@njit(inline="always")
def is_own_account(job):  # type: ignore[no-untyped-def]
    """ICSE-18 group 22; own-use producers go here where the edition calls them employed."""
    return job == Job.OWN_ACCOUNT or job == Job.OWN_USE_PRODUCER


@njit(inline="always")
def informal_17(job, unit, insured):  # type: ignore[no-untyped-def]
    """Informal employment (17th ICLS 2003; SDG 8.3.1).

    Own-account and employers as their unit; family workers and own-use producers always; everyone who works for
    another without social insurance, wherever employed. The resolution of 2023 (21st ICLS) gives the same answer on
    these registers, over employment of the 19th ICLS.
    """
    if job == Job.OWN_ACCOUNT or job == Job.EMPLOYER:
        return unit != Unit.FORMAL
    if job == Job.FAMILY_WORKER or job == Job.OWN_USE_PRODUCER:
        return True
    return not insured


_ILO = "ILO, 13th and 19th ICLS"
_SELF_13 = Sum((Op.EMPLOYER, Op.OWN_ACCOUNT_13, Op.FAMILY_WORKER_13))
_SELF_19 = Sum((Op.EMPLOYER, Op.OWN_ACCOUNT_19, Op.FAMILY_WORKER_19))


def _share(name: str, label: str, numerator, denominator=Op.EMPLOYED_13, **more) -> Indicator:  # type: ignore[no-untyped-def]
    more.setdefault("source", _ILO)
    return Indicator(name, label, "share", numerator, denominator, **more)


INDICATORS = (
    _share("employment_rate", "Employment-to-population ratio", Op.EMPLOYED_13, Op.PERSON),
    _share("employment_rate_icls19", "Employment-to-population ratio", Op.EMPLOYED_19, Op.PERSON, edition="icls19"),
    _share("wage_employment_share", "Employees in employment", Op.EMPLOYEE, source="ICSE-18, groups 41 to 44"),
    _share("wage_employment_share_icls19", "Employees in employment", Op.EMPLOYEE, Op.EMPLOYED_19, edition="icls19",
           source="ICSE-18, groups 41 to 44"),
    _share("self_employment_share", "Self-employed in employment", _SELF_13,
           doc="Employers, own-account and contributing family workers."),
    _share("self_employment_share_icls19", "Self-employed in employment", _SELF_19, Op.EMPLOYED_19, edition="icls19"),
    _share("own_account_share", "Own-account workers in employment", Op.OWN_ACCOUNT_13),
    _share("own_account_share_icls19", "Own-account workers in employment", Op.OWN_ACCOUNT_19, Op.EMPLOYED_19,
           edition="icls19"),
    _share("employer_share", "Employers in employment", Op.EMPLOYER),
    _share("family_worker_share", "Contributing family workers in employment", Op.FAMILY_WORKER_13),
    _share("family_worker_share_icls19", "Contributing family workers in employment", Op.FAMILY_WORKER_19,
           Op.EMPLOYED_19, edition="icls19"),
    _share("vulnerable_employment_share", "Vulnerable employment", Sum((Op.OWN_ACCOUNT_13, Op.FAMILY_WORKER_13)),
           doc="Own-account and family workers."),
    _share("apprentice_share", "Apprentices in the population", Op.APPRENTICE, Op.PERSON),
    _share("apprentices_paid_share", "Apprentices with an allowance", Op.APPRENTICE_WITH_ALLOWANCE, Op.APPRENTICE,
           doc="Any regular allowance, in cash or in kind."),
    _share("apprentices_net_paid_share", "Apprentices paid net of fees", Op.APPRENTICE_NET_PAID, Op.APPRENTICE,
           doc="Allowance above the fee spread over the term."),
    _share("informality_rate", "Informal employment", Op.INFORMAL_13, source="SDG 8.3.1; 17th ICLS"),
    _share("informality_rate_icls19", "Informal employment", Op.INFORMAL_19, Op.EMPLOYED_19, edition="icls19",
           source="SDG 8.3.1; 17th and 21st ICLS over employment of the 19th"),
    _share("informality_rate_agriculture", "Informal employment in agriculture", Op.INFORMAL_FARM_WORK_13,
           Op.FARM_WORK_13, source="SDG 8.3.1; 17th ICLS"),
    _share("informality_rate_non_agriculture", "Informal employment outside agriculture",
           Sum((Op.INFORMAL_13,), (Op.INFORMAL_FARM_WORK_13,)), Sum((Op.EMPLOYED_13,), (Op.FARM_WORK_13,)),
           source="SDG 8.3.1; 17th ICLS"),
)  # fmt: skip
