"""Settings of the whole suite."""

from hypothesis import settings

# How long a case takes depends on what else the machine does; a suite that fails for that tells nothing.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
