"""Training: places, the choice of a programme, admission, delivery, apprenticeship and staff courses."""
