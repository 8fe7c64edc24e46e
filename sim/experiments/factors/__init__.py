"""Questions about many numbers at once: which numbers move, what is read from every world, and the worlds themselves.

factor     ``key=low..high``: a number of the configuration and the range over which it moves
measure    ``INDICATOR[:group]``: what is read from a world, as a level or as the effect of a package
question   a measure, the worlds it needs and their seeds; the values at every point of a design
"""
