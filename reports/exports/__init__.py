"""Results as files. A file says what the page says: the same teams, in the same order, no more."""
