"""What editors are told in numbers: how many texts there are, of what, and how often they are read."""
