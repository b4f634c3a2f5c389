"""Who lives where, and what is claimed of them."""
