"""Questions: a pure core without frameworks.

1. `load` reads a bank strictly and gives back `model` objects, or every problem at once.
2. `score` turns a question and an answer into a mark.
3. `public` takes the key out, chooses from pools, orders choices, names the edition.
4. `html` renders a question: the one renderer of the project.
"""
