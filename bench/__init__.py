"""What a request costs, as a ratio to a unit that is measured in the same run; `make bench`.

Never part of the tests: a shared machine varies. What can be counted (queries) the tests assert.
"""
