"""Offers to join: made, mailed, read from lists, taken. Nobody becomes a member unasked."""
