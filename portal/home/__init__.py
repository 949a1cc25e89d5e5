"""The home page: what it shows, and what editors choose for it."""
