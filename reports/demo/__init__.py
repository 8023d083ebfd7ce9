"""Aurora Seguros and Boreal: two believable organizations, told through the product's own deeds.

`aurora` and `boreal` say who is there, `trajectories` how mature each team is in each round, `ratings`
what it therefore answers, `comments` what its lead writes beside it, `schedule` when the rounds ran;
`story` plays it all. Everything follows from one seed; only the dates depend on the day of building.
"""
