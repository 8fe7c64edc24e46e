"""Which package does well whatever comes: over shocks, countries and numbers that nobody knows.

futures    the worlds that may come, from words such as ``context=none,crisis``
regret     what is lost by a package that is not the best of its future, with intervals over seeds
judge      from packages and futures to the result
"""
