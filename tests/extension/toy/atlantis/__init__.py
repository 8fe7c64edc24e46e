"""Atlantis: a made-up country for the simulator."""
