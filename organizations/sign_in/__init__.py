"""Coming in: accounts, passwords, second steps, sessions, other sign-in services; around django-allauth."""
