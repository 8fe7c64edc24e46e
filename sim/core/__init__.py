"""Ground floor: columns, keyed draws, levers, target groups, states, calendar and errors."""
