"""What stands in "My cases" beside a text."""
