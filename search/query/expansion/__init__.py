"""From words as they were typed to all that may stand for them: stems in several languages, other names, labels."""
