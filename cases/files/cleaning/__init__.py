"""Files without what tells who made them, when and where: taken apart and put together from what is known to tell nothing.

Under the Chatham House rule a file is cleaned and not judged: whatever is not on a list of what belongs to the text goes.
"""
