"""What can be asked of a ledger, and the answers as JSON: the same for the commands, the API and programs that talk."""
