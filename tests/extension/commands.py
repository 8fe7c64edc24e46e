"""Run the commands of a JSON list in one process and print what each said: ``python commands.py '[["options"]]'``."""

import contextlib
import io
import json
import sys

from sim.__main__ import main

said = []
for words in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words)
    said.append({"code": code, "out": out.getvalue(), "err": err.getvalue()})
print(json.dumps(said))
