"""The words of the page by language; another language is another entry."""

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Passerelle: one run, month by month",
        "month": "Month {month} of {months} · {people:,} people, each for {weight:,.0f} · seed {seed} · {policy}",
        "people": "People (1,000 to 20,000)",
        "seed": "Luck: seed 1 to 100",
        "policy": "Policy",
        "none": "no policy",
        "intensity": "Intensity, 0 to 2",
        "rates": "Rates",
        "neet_rate": "NEET, 15–24",
        "unemployment_rate": "Unemployment",
        "employment_rate": "Employment",
        "stages": "Young people on the way to work",
        "transited": "Arrived in stable or satisfying work",
        "in_transition": "On the way",
        "not_started": "Not started",
        "pay": "Who earns what",
        "employees": "Employees",
        "self_employed": "Work for themselves",
        "pay_axis": "monthly pay, 1 = mean pay of employees",
        "people_axis": "people",
        "flows": "Into work and out of work",
        "job_finding_rate": "Unemployed who find work within the month",
        "separation_rate": "Employed who leave work within the month",
        "percent": "percent",
        "months": "months",
        "waiting": "Press Step or ▶. Reset begins anew with the choices made on the left.",
    }
}


def words(language: str = "en") -> dict[str, str]:
    """Words of a language; English where one is missing."""
    return WORDS["en"] | WORDS.get(language, {})
