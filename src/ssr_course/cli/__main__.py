"""`python -m ssr_course.cli`, where the console script is not on PATH."""

from . import main

main(prog_name="ssr")
