"""The units: what Django itself takes for a page and for a saved row, without any of our code.

A project of its own beside the product, under the same gunicorn settings and on the same engine.
"""
