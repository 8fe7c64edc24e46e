"""Settings of the documentation site, built by ``uv run sim docs --site``. It needs no network, to build or to read."""

project = "Passerelle"
html_title = "Passerelle"
extensions = ["myst_parser"]
html_theme = "furo"
html_copy_source = False
html_show_sphinx = False
myst_heading_anchors = 4  # headings are reached by the same anchors as on a code host
myst_links_external_new_tab = False
nitpicky = True

CONTENTS = """
```{toctree}
:hidden:
:glob:
:caption: Learn
tutorials/first-run
tutorials/*
```
```{toctree}
:hidden:
:glob:
:caption: Do
how-to/*
```
```{toctree}
:hidden:
:glob:
:caption: Understand
explanation/model
explanation/odd
explanation/*
```
```{toctree}
:hidden:
:glob:
:caption: Look up
reference/*
countries/README
countries/*
```
```{toctree}
:hidden:
:glob:
:caption: Decisions
decisions/README
decisions/*
```
"""


def add_contents(app, page, source):
    """The list of pages beside every page; in the files it would only be noise."""
    if page == "index":
        source[0] += CONTENTS


def setup(app):
    app.connect("source-read", add_contents)
