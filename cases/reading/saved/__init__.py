"""Reading lists: a text is saved where it is read, and its reader finds it again."""
