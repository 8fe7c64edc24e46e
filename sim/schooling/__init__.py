"""Schooling: how far people go at school, when they leave it, and who works beside it."""
