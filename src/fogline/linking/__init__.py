"""Mentions to things: which place, which actor."""
