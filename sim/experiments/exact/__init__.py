"""Exact cases: results that theory gives in closed form, found again by the simulator's own code.

contract    what a comparison is
registry    the cases, found by themselves: one module a case, ``d02_urn_ball.py`` and its like
worlds      models under an option of ``conf/theory``, and the statistics of their months
"""
