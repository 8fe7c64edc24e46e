"""The page can be read by everybody, everywhere, without a network."""

import doctest
import re
from html.parser import HTMLParser

import pytest

from sim.report import page, words

FIGURES = {"fit", "stages", "neet", "informality", "waiting", "entries", "payers"}
VOID = {"meta", "link", "br", "img", "input", "hr"}


class Reader(HTMLParser):
    """Collects ids, headings, links and figures, and checks that tags close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open, self.ids, self.headings, self.attributes, self.figures = [], [], [], [], {}

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.attributes.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "figure":
            self.figures[given["id"]] = {"alt": "", "tables": 0, "drawings": 0}
        if "figure" in self.open:
            inside = self.figures[list(self.figures)[-1]]
            inside["alt"] = given.get("aria-label", inside["alt"]) if given.get("role") == "img" else inside["alt"]
            inside["tables"] += tag == "table"
            inside["drawings"] += tag == "svg"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def read(html):
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    return reader


def test_examples_in_the_documentation_hold():
    assert doctest.testmod(words).failed == 0


def test_every_figure_is_there_with_words_for_it_and_its_numbers(read):
    assert set(read.figures) == {f"figure-{key}" for key in FIGURES}
    for figure in read.figures.values():
        assert len(figure["alt"]) > 60 and any(c.isdigit() for c in figure["alt"])
        assert figure["tables"] == 1
        assert figure["drawings"] == 2


def test_nothing_is_fetched_from_outside(html, read):
    for tag, given in read.attributes:
        assert tag not in ("link", "script", "iframe", "img")
        for name in ("src", "href", "xlink:href"):
            assert given.get(name) is None or given[name].startswith("#")
    assert not re.search(r"url\((?!#)|@import|https?://", html)


def test_ids_are_unique_and_every_inner_link_leads_somewhere(html, read):
    assert len(read.ids) == len(set(read.ids))
    links = {given["href"][1:] for _, given in read.attributes if given.get("href")}
    labels = {given["aria-labelledby"] for _, given in read.attributes if "aria-labelledby" in given}
    assert links | labels | set(re.findall(r"url\(#([^)]+)\)", html)) <= set(read.ids)


def test_language_headings_and_skip_link(read):
    assert ("html", {"lang": "en"}) in read.attributes
    assert read.headings[0] == 1 and read.headings.count(1) == 1
    assert all(b <= a + 1 for a, b in zip(read.headings, read.headings[1:], strict=False))
    first_link = next(given for tag, given in read.attributes if tag == "a")
    assert first_link["href"] == "#main" and "main" in read.ids


def test_it_says_what_was_simulated_and_how_to_repeat_it(html):
    said = (
        "From school to work: Ghana",
        "20,000, each stands for 980",
        "sim run baseline country=ghana",
        "not a forecast",
    )
    assert all(words_there in html for words_there in (*said, "What this cannot answer"))


def test_published_figures_stand_with_year_source_and_role(html):
    assert "2022" in html and "ILOSTAT, harmonised microdata" in html
    assert "used to set the model" in html and "not used: a test" in html


def test_assumptions_come_first_with_their_range(html):
    assert html.index(">delay<") < html.index(">return<")
    assert "0 to 10" in html and "1 assumptions" not in html


def test_a_run_of_one_month_without_money_or_targets_still_gives_a_page(made):
    from dataclasses import replace

    import made_up

    short = made_up.result(months=1, asked=1)
    none = {"target": float("nan"), "gap": float("nan"), "fitted": None, "target_year": None, "target_source": None}
    bare = short.summary.assign(**none)
    shown = page(replace(short, summary=bare, ledger=made_up.ledger(0), flows=short.flows.iloc[:0]))
    assert "figure-neet" in shown and "figure-payers" not in shown


def test_the_same_result_gives_the_same_page(made, html):
    assert page(made) == html


def test_text_from_the_settings_cannot_break_the_page(made, monkeypatch):
    from dataclasses import replace

    monkeypatch.setattr("sim.report.build.FIGURES", ())
    hostile = replace(made, manifest=made.manifest | {"scenario": "<script>alert(1)</script>"})
    assert "<script>" not in page(hostile)
