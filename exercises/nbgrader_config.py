"""The course directory of nbgrader: run nbgrader here, as `ssr` does."""

c = get_config()  # noqa: F821 (nbgrader puts it there)

c.CourseDirectory.course_id = "ssr-course"
# What belongs to authors never enters an assignment. The answers of learners must not stand here: nbgrader
# leaves out the same files when it grades. `ssr assign` keeps those of the author out of source/.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "labels.yml",
]
# Answers are written among the questions; the cell that is marked by hand says so in the learner's language.
c.ClearSolutions.text_stub = ""
# An honest notebook runs in seconds; an endless one must not stop the others.
c.ExecutePreprocessor.timeout = 60
