"""One simulated person in two worlds with the same luck, and what happened to a thousand people like her.

watch    registers of a group of people, month by month
words    what the registers say, in words
tale     who is followed (a quantile of the group, never chosen by hand), and both worlds side by side
"""
