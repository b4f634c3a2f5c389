"""What was foretold, what became of it, and what is said to follow from what."""
