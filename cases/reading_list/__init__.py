"""What a member has saved to read: his own affair, which a copy of the database does not tell."""
