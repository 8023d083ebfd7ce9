"""Rounds that come again: when they are due, what is made then, and who is told.

schedule      pure rules of days, hours and names
recurrences   set up, change, pause, end: the one writer of `Recurrence`
making        what the clock makes of one that is due: the one writer of `Occurrence`
"""
