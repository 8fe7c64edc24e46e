"""The documentation builds as a site in which every link leads somewhere and nothing comes from the network."""

import re
import shutil
from pathlib import Path

import pytest

from sim.__main__ import main

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
DOCS = Path(__file__).resolve().parents[2] / "docs"
LOADED = re.compile(r"""<(?:script|img|iframe|source)[^>]*\ssrc=["']([^"']+)|<link[^>]*\shref=["']([^"']+)""")
FETCHED = re.compile(r"""(?:@import\s+(?:url\()?|url\()\s*["']?((?:https?:)?//[^"')]+)""")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    made = tmp_path_factory.mktemp("site")
    assert main(["docs", "--out", str(DOCS), "--site", str(made), "--quiet"]) == 0
    return made


@pytest.mark.slow
def test_every_page_is_in_the_site_and_nothing_is_loaded_from_elsewhere(site):
    pages = {p.relative_to(DOCS).with_suffix(".html") for p in DOCS.rglob("*.md")}
    assert pages <= {p.relative_to(site) for p in site.rglob("*.html")}
    for page in site.rglob("*.html"):
        loaded = [a or b for a, b in LOADED.findall(page.read_text("utf-8"))]
        assert loaded and not [url for url in loaded if "//" in url], page
    for sheet in site.rglob("*.css"):
        assert not FETCHED.findall(sheet.read_text("utf-8")), sheet


def test_a_link_or_an_anchor_that_leads_nowhere_fails(tmp_path, capsys):
    shutil.copy(DOCS / "conf.py", tmp_path)
    named = ("tutorials/first-run", "explanation/model", "explanation/odd", "countries/README", "decisions/README")
    folders = ("tutorials", "how-to", "explanation", "reference", "countries", "decisions")
    for name in (*named, *(f"{folder}/page" for folder in folders)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\n## A heading\n")
    index = tmp_path / "index.md"
    index.write_text("# Index\n\n[there](explanation/odd.md#a-heading)\n")
    command = ["docs", "--out", str(tmp_path), "--site", str(tmp_path / "site"), "--quiet"]
    assert main(command) == 0
    index.write_text("# Index\n\n[nowhere](explanation/odd.md#no-heading) [nothing](no-page.md)\n")
    assert main(command) == 3
    err = capsys.readouterr().err
    assert "no-heading" in err and "no-page" in err
