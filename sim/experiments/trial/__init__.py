"""A trial inside the model: eligible people are drawn by lottery, and compared after some months.

design      what is tried: the instrument, whom the lottery offers it to, when one looks
cohort      who was eligible at the start, and the instrument offered to the winners among them only
outcomes    what is read from a person at a horizon
worlds      the months of one world, with the cohort followed one by one
estimate    intention to treat, effect on the treated, placebo, economy-wide effect, intervals
saturation  local markets with different shares offered: pilot against scale-up
evidence    published bands beside the figures
"""
