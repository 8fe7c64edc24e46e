"""Ground floor: columns, keyed draws, levers, target groups, states, calendar and errors."""

from sim.core.stale import discard_stale_kernels

discard_stale_kernels()  # before anybody calls a stored kernel
