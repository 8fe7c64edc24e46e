"""Services of the labour market: forecasts, what people believe, and the public employment service."""
