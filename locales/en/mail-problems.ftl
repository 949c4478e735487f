# mail-problems
