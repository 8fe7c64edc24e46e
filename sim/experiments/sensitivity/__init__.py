"""Which numbers matter: Morris, Sobol and PAWN, with the share of what is seen that is only luck.

design     points in the unit cube
indices    indices with intervals, and the floor that luck alone would reach
analyse    from factors and a question to the result
"""
