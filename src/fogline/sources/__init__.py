"""Ways in: from files and bytes to reports."""
