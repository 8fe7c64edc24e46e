"""Run the commands of a JSON list in one process and print what each said: ``python commands.py '[["options"]]'``.

``live FOLDER key=value …`` is a run without the page, ``key key=value …`` only tells the run key, and
``check-groups GROUP …`` is ``sim check conf`` of these groups alone.
"""

import contextlib
import io
import json
import sys

import sim
from sim.__main__ import main
from sim.config import places


def live(folder, *words):
    result = sim.run(sim.configure(*words))
    result.save(f"{folder}/{result.run_key}", report=False)
    print(json.dumps({"run_key": result.run_key}))
    return 0


def key(*words):
    print(json.dumps({"run_key": sim.configure(*words).run_key}))
    return 0


def check_groups(*names):
    every = places.groups()
    places.groups = lambda: {name: every[name] for name in names}
    try:
        return main(["check", "conf"])
    finally:
        places.groups = lambda: every


said = []
for first, *rest in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        short = {"live": live, "key": key, "check-groups": check_groups}.get(first)
        code = short(*rest) if short else main([first, *rest])
    said.append({"code": code, "out": out.getvalue(), "err": err.getvalue()})
print(json.dumps(said))
