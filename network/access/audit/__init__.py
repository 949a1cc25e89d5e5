"""The audit log: acts that somebody may have to answer for, each row chained to the one before it."""
