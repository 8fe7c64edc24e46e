"""The population: territory, people with households, firms and providers from published facts, and their turnover."""
