"""A real OpenID Connect provider (django-oauth-toolkit), a project of its own that the tests run beside us.

`server` starts it in a process of its own on a free port, with a key made at that moment, and drives its
pages as a browser would.
"""
