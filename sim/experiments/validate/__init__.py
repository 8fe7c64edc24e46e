"""Validation against published evidence: rows with bands, what each needs to be tested, and how near we come."""
