"""The labour market: sector demand, separations, labour demand, participation, search, matching, pay, learning."""
