"""On what terms a text stands before its readers: what they may do with it, and whether it still holds."""
