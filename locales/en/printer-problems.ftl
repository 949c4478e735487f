# printer-problems
