"""Ground floor: columns, keyed draws, levers, target groups, states, calendar and errors."""

from sim.core.later import postpone
from sim.core.stale import discard_stale_kernels

postpone()  # before anybody imports Mesa
discard_stale_kernels()  # before anybody calls a stored kernel
