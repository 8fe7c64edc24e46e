"""A file of text appears whole or not at all."""

import os
import uuid
from pathlib import Path


def write_text(file: Path, text: str) -> None:
    """Write beside the file, then put it in its place; folders are made, an older file gives way."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}.{uuid.uuid4().hex[:12]}")
    try:
        draft.write_text(text, "utf-8")
        os.replace(draft, file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
