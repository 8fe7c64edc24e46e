"""Who is in the model: people, households, firms and training providers, as columns behind genuine Mesa agents."""
