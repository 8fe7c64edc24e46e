"""What a comparison leaves: settings, tables and the report beside its pairs. Each file is replaced when complete."""

import hashlib
import importlib
import json
import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sim.core.whole import write_text
from sim.experiments.provenance import manifest, plain

PAGES = {"report.html": "sim.report.compare:page"}
"""File -> ``module:function`` that makes its text from a comparison; a door above this room, named and not imported."""


def save(comparison: Any, folder: Path | None, *, report: bool = True) -> Path:
    """Write everything but the pairs, which are there already."""
    target = folder if folder is not None else Path("outputs/compare") / comparison.plan.key
    target.mkdir(parents=True, exist_ok=True)
    for name, config in comparison.plan.arms.items():
        write_text(target / "settings" / f"{name}.yaml", config.to_yaml())
    comparison.csv(target / "tables")
    whole = finite(plain(comparison.as_json()))
    write_text(target / "comparison.json", json.dumps(whole, indent=2, ensure_ascii=False))
    about = provenance(comparison) | {"page": fingerprint(comparison)}
    old = written(target)
    write_text(target / "manifest.json", json.dumps(plain(about), indent=2, ensure_ascii=False))
    fresh = all((target / name).is_file() for name in PAGES) and old == about["page"]
    for name, door in PAGES.items() if report and not fresh else ():
        module, function = door.split(":")
        write_text(target / name, getattr(importlib.import_module(module), function)(comparison))
    return target


def fingerprint(comparison: Any) -> str:
    """Hash of what the report is made of: the pairs, what else was asked for, and the code that writes it."""
    from sim.core.stale import PACKAGE, sources

    parts = [command(comparison), comparison.pairs.seeds, comparison.pairs.interrupted, sorted(comparison.extras)]
    text = hashlib.sha256(json.dumps(parts).encode())
    for file in sorted(p for p in (PACKAGE / "report").rglob("*") if p.suffix in (".py", ".j2", ".css")):
        text.update(file.read_bytes())
    for name, code in sorted(sources(PACKAGE).items()):
        if name.startswith("sim.experiments.compare"):
            text.update(code.encode())
    return text.hexdigest()[:16]


def written(folder: Path) -> str:
    """Hash of the report that stands in the folder."""
    try:
        return str(json.loads((folder / "manifest.json").read_text("utf-8"))["page"])
    except (OSError, ValueError, KeyError):
        return ""


def finite(content: Any) -> Any:
    """What is not a number becomes null."""
    if isinstance(content, dict):
        return {k: finite(v) for k, v in content.items()}
    if isinstance(content, list | tuple):
        return [finite(v) for v in content]
    return None if isinstance(content, float) and (content != content or abs(content) == float("inf")) else content


def provenance(comparison: Any) -> dict[str, Any]:
    """Where the result comes from."""
    made, pairs = comparison.plan, comparison.pairs
    own = manifest(made.baseline)
    kept = ("country", "people", "weight", "months", "facts_sha256", "lock_sha256", "versions", "packages", "python",
            "platform", "processors")  # fmt: skip
    return {
        "compare_key": made.key,
        "scenario": made.baseline.scenario,
        "command": command(comparison),
        "status": "interrupted" if pairs.interrupted else "complete",
        "seeds": [pairs.seeds[0], pairs.seeds[-1]],
        "pairs": len(pairs.seeds),
        "start": made.start,
        "worlds": {name: config.digest() for name, config in made.arms.items()},
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
    } | {name: own[name] for name in kept}


def command(comparison: Any) -> str:
    """The command line that makes this comparison again."""
    door = Path(sys.argv[0]).name if sys.argv else ""
    if (door == "sim" or str(sys.argv[0]).endswith("sim/__main__.py")) and sys.argv[1:2] == ["compare"]:
        return shlex.join(["sim", *sys.argv[1:]])
    words = [w for w in comparison.plan.words if not w.startswith("scenarios=")]
    words += [f"ensemble={comparison.plan.sets.name}"] if comparison.plan.sets else []
    return shlex.join(
        ["sim", "compare", comparison.plan.baseline.scenario, *words, "--seeds", str(comparison.replicates)]
    )
