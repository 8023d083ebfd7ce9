"""Accounts: people, how they sign in and with what, where they are signed in; around django-allauth."""
