"""The best package under a budget: a race of candidates in paired worlds, and a second look with fresh luck.

levers      measures that may be chosen, and how strongly: candidates
score       what a candidate is worth: decent work, the worst off or a gap, money
race        rounds of more and more pairs; who is surely beaten leaves
search      six measures and more: an optimiser proposes candidates
choose      from candidates to the result: the race, the second look, the front, who cannot be told apart
"""
