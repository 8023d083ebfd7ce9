"""The audit trail: written, put into words, read page by page and as a file."""
