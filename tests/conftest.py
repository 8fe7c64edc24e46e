"""Processes that tests start find the libraries' bytecode, also where the environment forbids writing it beside them.

Without it each of them would translate some 2,000 files of numba, pandas and others anew.
"""

import os
import sys
from pathlib import Path

if sys.dont_write_bytecode:
    os.environ["PYTHONPYCACHEPREFIX"] = str(Path(__file__).parents[1] / ".pytest_cache" / "bytecode")
    os.environ["PYTHONDONTWRITEBYTECODE"] = ""
