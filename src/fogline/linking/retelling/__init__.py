"""Which reports retell which, wholly or in part, and which claims repeat which."""
