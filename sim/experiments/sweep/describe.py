"""What stands beside the results for those who did not make them: codebook, data package, research object."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from sim.core.whole import write_text
from sim.experiments.provenance import plain
from sim.experiments.sweep.codebook import codebook

TYPES = {"int": "integer", "float": "number", "double": "number", "string": "string", "bool": "boolean"}
TABLES = {
    "plan": "Planned runs: key, point, factors, seed",
    "summary": "Figures over the last months of every run, a row a run and group; shares in percent",
    "panel": "Numerators and denominators of every run, a row a run, month and group",
}


def describe(swept: Any) -> None:
    """Write ``codebook.csv``, ``datapackage.json`` and ``ro-crate-metadata.json``."""
    folder = swept.folder
    design = yaml.safe_load((folder / "sweep.yaml").read_text("utf-8"))
    book = codebook(design, swept.factors)
    write_text(folder / "codebook.csv", book.to_csv(index=False))
    files = {name: sorted((folder / name).glob("*.parquet")) for name in TABLES}
    files = {name: found for name, found in files.items() if found}
    write_text(folder / "datapackage.json", text(data_package(swept, design, book, files)))
    write_text(folder / "ro-crate-metadata.json", text(crate(swept, design, files)))


def text(content: Any) -> str:
    return json.dumps(plain(content), indent=1, ensure_ascii=False) + "\n"


def data_package(swept: Any, design: dict[str, Any], book: Any, files: dict[str, list[Path]]) -> dict[str, Any]:
    """The tables as a Frictionless data package: files, columns, units (https://specs.frictionlessdata.io)."""
    known = {r["name"]: r for r in book.to_dict("records")}
    resources = [
        {
            "name": name,
            "title": TABLES[name],
            "path": [file.relative_to(swept.folder).as_posix() for file in found],
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "schema": {"fields": [field(column, known) for column in pq.read_schema(found[-1])], "missingValues": [""]},
        }
        for name, found in files.items()
    ]
    return {
        "profile": "data-package",
        "name": swept.name.lower(),
        "title": design["question"] or swept.name,
        "created": swept.job.get("ended"),
        "sources": [{"title": design["source"]}] if design["source"] else [],
        "resources": resources,
    }


def field(column: pa.Field, known: dict[str, Any]) -> dict[str, Any]:
    """A column with its meaning; numerators and denominators are those of an indicator."""
    base = column.name.removesuffix("_num").removesuffix("_den")
    about = known.get(column.name) or known.get(base) or {}
    kind = next((t for start, t in TYPES.items() if str(column.type).removeprefix("large_").startswith(start)), "any")
    made = {"name": column.name, "type": kind, "title": about.get("label") or column.name}
    part = {"_num": "numerator of: ", "_den": "denominator of: "}.get(column.name.removeprefix(base), "")
    if about.get("description"):
        made["description"] = part + about["description"]
    if about.get("unit") and not part:
        made["unit"] = about["unit"]
    return made


def crate(swept: Any, design: dict[str, Any], files: dict[str, list[Path]]) -> dict[str, Any]:
    """The folder as an RO-Crate with one action a call of ``sim sweep`` (Process Run Crate)."""
    parts = [f.relative_to(swept.folder).as_posix() for found in files.values() for f in found]
    beside = ["sweep.yaml", "manifest.json", "codebook.csv", "datapackage.json"]
    made = swept.manifest
    software = {
        "@id": "#passerelle", "@type": "SoftwareApplication", "name": "Passerelle",
        "softwareVersion": made["versions"].get("passerelle"), "identifier": made.get("model"),
    }  # fmt: skip
    jobs = sorted((json.loads(f.read_text("utf-8")) for f in (swept.folder / "jobs").glob("*.json")),
                  key=lambda job: str(job["started"]))  # fmt: skip
    actions = [
        {
            "@id": f"#job-{n}", "@type": "CreateAction", "name": job["command"], "instrument": {"@id": "#passerelle"},
            "object": {"@id": "sweep.yaml"}, "result": {"@id": "./"}, "startTime": job["started"],
            "endTime": job["ended"], "description": ", ".join(f"{v} {k}" for k, v in job["counts"].items()),
            "actionStatus": f"http://schema.org/{'Failed' if job['interrupted'] else 'Completed'}ActionStatus",
        }
        for n, job in enumerate(jobs)
    ]  # fmt: skip
    root = {
        "@id": "./", "@type": "Dataset", "name": swept.name, "description": design["question"] or swept.name,
        "datePublished": jobs[-1]["ended"] if jobs else None, "license": {"@id": "#license"},
        "conformsTo": {"@id": "https://w3id.org/ro/wfrun/process/0.5"},
        "hasPart": [{"@id": name} for name in [*beside, *parts]], "mentions": [{"@id": a["@id"]} for a in actions],
    }  # fmt: skip
    head = {
        "@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
    }  # fmt: skip
    licence = {
        "@id": "#license",
        "@type": "CreativeWork",
        "name": "Not stated: chosen by those who publish it",
    }
    entities = [{"@id": name, "@type": "File", "name": name} for name in [*beside, *parts]]
    graph = [head, root, licence, software, *entities, *actions]
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}
