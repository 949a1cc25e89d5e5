"""One text as it is read."""
