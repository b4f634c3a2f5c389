"""Evidence to estimates: who holds each place, day by day."""
