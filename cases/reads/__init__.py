"""How often texts are read: per text and day a number, and nothing of who read."""
