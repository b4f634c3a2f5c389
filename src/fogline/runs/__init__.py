"""Where the rooms meet: inputs through the stages, in order, failures kept."""
