"""The course directory of nbgrader: run nbgrader here, as `ssr` does."""

c = get_config()  # noqa: F821 (nbgrader puts it there)

c.CourseDirectory.course_id = "ssr-course"
# What belongs to authors or to one learner never enters an assignment; the rest of a folder does.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "labels.yml",
    "answers*.json*",
]
# An honest notebook runs in seconds; an endless one must not stop the others.
c.ExecutePreprocessor.timeout = 60
