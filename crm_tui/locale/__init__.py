"""Message catalogues: data only."""
