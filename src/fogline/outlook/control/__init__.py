"""Who holds which place, day by day, from evidence."""
