"""Operators of the installation: their site, their accounts, and what their commands share."""
