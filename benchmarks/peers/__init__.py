"""Side by side with other frameworks: the same small labour market, checked, then timed.

``uv run --group peers python -m benchmarks.peers`` prints the table,
``--out docs/explanation/peers.md`` writes the page.
"""
