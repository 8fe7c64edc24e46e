"""Plain words for codes, and numbers as people write them."""

import math
from collections.abc import Iterable

ACTIVITIES = {
    "student": "In school or training",
    "unemployed": "Unemployed",
    "available": "Wants work, not searching",
    "outside": "Outside the labour force",
    "regular": "Regular employee",
    "casual": "Casual employee",
    "own_account": "Works for oneself",
    "family_work": "Helps in family business or farm",
    "apprentice": "Apprentice",
    "other_work": "Other work",
    "elsewhere": "Not in the model",
}
SHORT_ACTIVITIES = ACTIVITIES | {
    "student": "School or training",
    "available": "Wants work, no search",
    "outside": "Outside labour force",
    "own_account": "Own account",
    "family_work": "Family work",
    "elsewhere": "Left the model",
}
PAYERS = {
    "government": "Government",
    "enterprises": "Enterprises",
    "social_partners": "Social partners",
    "donors": "Donors",
    "households": "Households",
}
GROUPS = {
    "all": "Everybody",
    "sex=female": "Women",
    "sex=male": "Men",
    "area=rural": "Rural",
    "area=urban": "Urban",
}
STATUSES = {"measured": "measured", "fitted": "fitted to published figures", "assumption": "assumption"}


def group(code: str) -> str:
    """
    >>> group("sex=female|age=15-24"), group("education=primary"), group("all")
    ('Women, 15–24', 'Education primary', 'Everybody')
    """
    return ", ".join(_trait(part, first=i == 0) for i, part in enumerate(code.split("|")))


def _trait(part: str, *, first: bool) -> str:
    if part in GROUPS:
        return GROUPS[part] if first else GROUPS[part].lower()
    trait, _, value = part.partition("=")
    words = value.replace("_", " ").replace("-", "–")
    if trait == "age":
        return f"Aged {words}" if first else words
    return f"{trait.replace('_', ' ').capitalize()} {words}" if value else part


def number(value: float | None, decimals: int = 1) -> str:
    """
    >>> number(12345.678), number(-0.5), number(float("nan")), number(3, 0)
    ('12,345.7', '−0.5', '–', '3')
    """
    if value is None or not math.isfinite(float(value)):
        return "–"
    text = f"{abs(float(value)):,.{decimals}f}"
    negative = float(value) < 0 and any(c not in "0.," for c in text)
    return f"−{text}" if negative else text


def signed(value: float | None, decimals: int = 1) -> str:
    """
    >>> signed(0.25, 2), signed(-1.04)
    ('+0.25', '−1.0')
    """
    text = number(value, decimals)
    return text if text.startswith(("−", "–")) or not any(c in "123456789" for c in text) else f"+{text}"


def in_unit(value: float | None, unit: str) -> str:
    """A figure with its unit.

    >>> in_unit(24.07, "percent a month"), in_unit(9.0, "months"), in_unit(1.25, "W a month"), in_unit(0.31, "ratio")
    ('24.1 % a month', '9 months', '1.25 W a month', '0.31')
    """
    if value is None or not math.isfinite(float(value)):
        return "not reached" if unit == "months" else "–"
    if unit.startswith("percent"):
        return f"{number(value)} %{unit.removeprefix('percent')}"
    if unit == "months":
        return f"{number(value, 0)} month{'' if round(value) == 1 else 's'}"
    if unit == "persons":
        return f"{number(value, 0)} {unit}"
    digits = 0 if abs(value) >= 100 else 2
    return number(value, digits) if unit in ("ratio", "share", "") else f"{number(value, digits)} {unit}"


def difference(value: float | None, unit: str) -> str:
    """Simulated minus published, in points for percentages."""
    if value is None or not math.isfinite(float(value)):
        return "–"
    if unit.startswith("percent"):
        return f"{signed(value)} points"
    return signed(value, 0 if unit == "months" else 2)


def listed(words: Iterable[str]) -> str:
    """
    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def large(value: float) -> str:
    """
    >>> large(1_234_567_890), large(45_300_000), large(12_345)
    ('1.23 billion', '45.3 million', '12,345')
    """
    if abs(value) >= 1e9:
        return f"{number(value / 1e9, 2)} billion"
    return f"{number(value / 1e6, 1)} million" if abs(value) >= 1e6 else number(value, 0)
