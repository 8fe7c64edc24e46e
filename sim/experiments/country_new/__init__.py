"""A new country from a table of published figures: checked, its gaps filled by stated rules, written as two files."""
