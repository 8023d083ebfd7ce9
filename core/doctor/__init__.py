"""Whether an installation is well: what was looked at, what is amiss, and what helps.

`examining` asks all; `data` looks at the database and the disk, `running` at what must be up beside us.
"""
