"""Side-by-side measurements against the stock tools: ratios, never timed tests.

Both sides take turns within one run on one machine, so that other work on it touches both alike.
"""
