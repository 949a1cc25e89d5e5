"""Putting the demonstration into an empty database."""
