"""From an exercise and its graded questions to what learners get; for those who teach.

1. `assignment` builds nbgrader's ``source/<module>/`` and has nbgrader make ``release/`` of it.
2. `release` makes one folder a language of that: translated, keyless, with all that a learner needs.
3. `cell` is what a grade cell of nbgrader calls: the same `score` as everywhere.

nbgrader is imported late, by the function that needs it: it takes seconds.
"""
