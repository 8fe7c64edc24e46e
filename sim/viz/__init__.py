"""Watch one run: a page in the browser, step by step (Mesa's SolaraViz). Needs the extra ``viz``."""
