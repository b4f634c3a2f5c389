"""One report to claims: text in, claims out."""
