"""The catalog: maturity models, their versions, and the rule by which answers become levels."""
