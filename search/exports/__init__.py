"""What was found, to be taken along: tables, references, feeds."""
