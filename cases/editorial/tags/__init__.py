"""The tags as editors keep them: found, named, and two of one meaning made one."""
