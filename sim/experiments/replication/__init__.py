"""Replications of published work with the simulator's own rules and estimators, on data that the user brings.

network           a table of moves between occupations, as a matrix
mobility          the market of del Rio-Chanona et al. (2021): expectations, and what is compared
mobility_agents   the same market lived by a million agents through the model's matching kernels
nsw               National Supported Work: the estimators of ``sim trial`` on a real trial
"""
