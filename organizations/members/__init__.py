"""Members: who belongs to an organization, with which roles, and who owns it."""
