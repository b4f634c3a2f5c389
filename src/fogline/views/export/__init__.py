"""Ways out: files for others."""
