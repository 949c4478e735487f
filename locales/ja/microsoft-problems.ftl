# microsoft-problems
