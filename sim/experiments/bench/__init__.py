"""Many packages in many worlds: a few figures of every world, kept on disk, so that no world is lived twice.

figures    what is kept of a world: person-years in decent work by group, heads, cost
worlds     worlds of (configuration, seed), read or lived
"""
