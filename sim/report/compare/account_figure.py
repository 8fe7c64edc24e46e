"""Gross to net: a waterfall from those whom a package places to what remains, and its table."""

from typing import Any

from sim.experiments.compare.answer import count, interval, signed
from sim.report.compare.look import BASE, colour, how, thousands, wrapped
from sim.report.drawing import GREY, PALE, Canvas, Figure, Table, drawings

STEPS = (
    ("gross", "In decent work after training", 1),
    ("deadweight", "Would have been anyway", -1),
    ("delivered_anyway", "Delivered without the package", -1),
    ("displacement", "Substitution, displacement", -1),
    ("net", "Net", 1),
)
LINES = (
    ("gross", "Gross: participants in the outcome in the last year"),
    ("deadweight", "Deadweight: would have been anyway"),
    ("delivered_anyway", "Own effect of places there are anyway"),
    ("own_effect", "Own effect of the additional places (A)"),
    ("displacement", "Substitution and displacement (D = A − N)"),
    ("net", "Net change of the economy (N)"),
    ("never_trained", "Check: net change of the never trained (about −D)"),
)
NAMED = {"decent": "decent work", "employed": "work"}


def figure(c: Any) -> Figure | None:
    """Figure 10: a waterfall for every package whose account may be printed."""
    extra = c.extras.get("accounting")
    if extra is None:
        return None
    shown = [(k, p, a) for k, p in enumerate(c.packages) if not (a := extra.found[p.name, "decent"]).refused]

    def plot(canvas: Canvas, narrow: bool) -> None:
        if not shown:
            canvas.text(0.02, 0.5, "No package has an account that may be printed.", color=GREY)
            return
        grid = canvas.subplots(len(shown), 1, squeeze=False)[:, 0]
        for axes, (k, p, a) in zip(grid, shown, strict=True):
            level = 0.0
            for row, (name, _, sign) in enumerate(STEPS):
                e = a.parts[name]
                if name in ("gross", "net"):
                    left, width, face = 0.0, e.mean, colour(k)
                    level = e.mean if name == "gross" else level
                else:
                    left, width, face = level, sign * e.mean, PALE
                    level += width
                axes.barh(row, width, left=left, color=face, edgecolor=BASE, linewidth=0.8, height=0.62)
                text = signed(sign * e.mean) if name not in ("gross", "net") else count(e.mean)
                at = max(left, left + width)
                axes.annotate(text, (at, row), xytext=(5, 0), textcoords="offset points", va="center", color=BASE)
            axes.axvline(0, color=BASE, linewidth=1.2)
            axes.set_yticks(range(len(STEPS)), [wrapped(label, 18 if narrow else 30) for _, label, _ in STEPS])
            axes.invert_yaxis()
            axes.set_title(p.label)
            axes.margins(x=0.2)
            axes.locator_params(axis="x", nbins=4 if narrow else 7)
            thousands(axes, "x")
            axes.grid(axis="x")

    said = [
        f"{p.label}: gross {count(a.parts['gross'].mean)}, displacement {interval(a.parts['displacement'])}, "
        f"net {interval(a.parts['net'])}" for _, p, a in shown
    ] or [f"{p.label}: {extra.found[p.name, 'decent'].refused}" for p in c.packages]  # fmt: skip
    height = 0.7 + 2.3 * max(len(shown), 0.5)
    return how(
        Figure(
            key="accounting", title="From gross to net",
            measure="People in decent work in the last year, whole country: those whom the package trained, less "
            "those who would have been there "
            "anyway, less those whom they replace.",
            alt="Waterfall. " + ". ".join(said) + ".", table=table(c),
            note="Nobody is named as displaced: the lives of single people part by chance, and counting those who "
            "stand worse overstates "
            "displacement many times. Substitution inside firms and displacement between firms are not told apart.",
            **drawings("accounting", plot, height, height * 1.25),
        ),
        "One in ten winners of a place is held out, in every world; who was held out tells what would have become "
        "of the others. The package is "
        "compared with a third world that is taxed in the same way and delivers nothing. A: participants times "
        "their own effect, less the same without the "
        "package. D = A − N. Intervals by bootstrap over pairs.",
    )  # fmt: skip


def table(c: Any) -> Table:
    """Every term of every account, with its interval."""
    rows = []
    for (policy, outcome), a in c.extras["accounting"].found.items():
        name = f"{c.plan.package(policy).label}, {NAMED[outcome]}"
        for part, label in LINES:
            hidden = a.refused and part not in ("net", "never_trained")
            rows.append([f"{name}: {label}", f"not printed: {a.refused}" if hidden else interval(a.parts[part])])
        rows.append([f"{name}: Effect of the financing alone", interval(a.financing)])
        rows += [[f"{name}: net, {g}", interval(e)] for g, e in a.groups.items() if g not in ("all", "never trained")]
        f = a.flips
        rows.append([f"{name}: stand worse in one life than in the other (not an effect)", f"{count(f['lost'])}; "
                     f"by the financing alone {count(f['noise_lost'])}"])  # fmt: skip
        rows.append([f"{name}: people held out, all pairs and both worlds", f"{a.held_out}"])
    return Table(["Last year, people", "Mean [95 % interval]"], rows)


def lines(c: Any) -> list[tuple[str, Any, str]]:
    """Lines of the decision table: label, cell of a package, how it is computed."""
    extra = c.extras.get("accounting")
    if extra is None:
        return []

    def cell(part: str) -> Any:
        def of(p: Any) -> str:
            a = extra.found[p.name, "decent"]
            hidden = a.refused and part != "net"
            return f"not printed: {a.refused}" if hidden else interval(a.parts[part])

        return of

    how_ = "Participants times their own effect, from held-out winners in both worlds; net against a world with the "
    "same financing."
    return [
        ("Gross, in decent work after training", cell("gross"), how_),
        ("Deadweight: would have been anyway", cell("deadweight"), "Participants times the mean of the held out."),
        ("Own effect of additional places", cell("own_effect"), how_),
        ("Substitution and displacement", cell("displacement"), "Own effect of additional places less the net change."),
        ("Net of the financing", cell("net"), how_),
        (
            "Effect of the financing alone",
            lambda p: interval(extra.found[p.name, "decent"].financing),
            "The third world less the baseline: the same taxes and levies, nothing delivered.",
        ),
    ]
