"""Word, PowerPoint and Excel files: the parts that make the document, and in them what a reader sees."""
