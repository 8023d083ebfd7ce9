"""Teams and units: the tree, its labels, merging."""
