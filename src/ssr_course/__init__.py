"""SSR Course: a multilingual course on security sector reform.

Importing this package loads none of its frameworks: Sphinx, nbgrader, ipywidgets and Babel
are imported only by the part that needs them.
"""

__version__ = "0.1.0"
