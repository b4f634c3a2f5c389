"""The answers as tools of the Model Context Protocol."""
