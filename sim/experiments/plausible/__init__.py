"""Which values of the behaviour parameters are plausible: those that published figures do not rule out.

space      the parameters that are searched, with their prior ranges
moments    published figures, how well each is known and how far the model may miss it; which take part in the fit
country    one point: a world of a country under given behaviour, its level constants solved anew
replicas   published trials inside the model, as moments
emulate    what a moment would be anywhere in the space, learnt from the points lived so far
matching   implausibility, and where to look next
kept       points on disk: what is finished is never lost, and never lived twice
search     waves, then a descent from the best point with fresh luck, then the ensemble, within a budget of time
identify   what the moments say about each parameter
told       the result in words and tables
"""
