"""The pages: a ledger in a browser, written by the server and readable without script."""
