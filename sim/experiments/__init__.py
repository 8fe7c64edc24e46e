"""Runs, their stored results, and what is learned from many of them."""
