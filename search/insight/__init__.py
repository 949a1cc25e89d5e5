"""What people look for and do not find, for those who can do something about it."""
