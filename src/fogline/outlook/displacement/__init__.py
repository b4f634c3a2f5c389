"""Where people from contested places are likely to go: shares by destination, through FLEE."""
