# local-problems
