"""What leaves the program: terminal, pages, JSON."""
