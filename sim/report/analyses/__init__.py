"""Pages of sensitivity, scenario discovery, optimisation and robustness: the answer, one figure, its numbers."""
