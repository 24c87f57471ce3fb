"""A real JupyterLab on one folder, in its own home, and a notebook in a real browser."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

RUN = """async () => {
  const app = window.jupyterapp;
  await app.commands.execute('notebook:run-all-cells');
}"""
READY = """() => window.jupyterapp && window.jupyterapp.shell.currentWidget
  && window.jupyterapp.shell.currentWidget.context
  && window.jupyterapp.shell.currentWidget.context.sessionContext.session
  && window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.status === 'idle'"""
IDLE = """() => { const p = window.jupyterapp.shell.currentWidget;
  const cells = p.content.widgets.filter(c => c.model.type === 'code');
  return p.context.sessionContext.session.kernel.status === 'idle'
    && cells.every(c => c.model.sharedModel.source === '' || c.model.executionCount); }"""


class Lab:
    """A running server; `open` gives a page with a notebook, all its cells run."""

    def __init__(self, folder: Path, port: int, process: subprocess.Popen[bytes]) -> None:
        self.folder, self.port, self.process = folder, port, process

    def open(
        self,
        browser: Any,
        notebook: str,
        *,
        run: bool = True,
        theme: str = "light",
        app: str = "lab/tree",
        **options: Any,
    ) -> Any:
        """A page with `notebook` open and its kernel idle; with `run`, every cell run.

        `app` is ``lab/tree`` for JupyterLab, ``notebooks`` for Notebook 7.
        Errors that the page logs are collected in ``page.said``.
        """
        context = browser.new_context(**options)
        page = context.new_page()
        page.said = []
        page.on("console", lambda m: page.said.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.said.append(str(e)))
        page.goto(f"http://127.0.0.1:{self.port}/{app}/{notebook}?reset")
        page.wait_for_function(READY, timeout=90_000)
        if theme == "dark":
            page.evaluate(
                "window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"
            )
            page.wait_for_selector("body[data-jp-theme-light=false]", state="attached")
        if run:
            self.run(page)
        return page

    def run(self, page: Any) -> None:
        """Run all cells and wait until the last has run."""
        page.evaluate(RUN)
        page.wait_for_function(IDLE, timeout=90_000)


@contextmanager
def running(folder: Path, home: Path, **environment: str) -> Iterator[Lab]:
    """JupyterLab on `folder`, with `home` for everything that it writes; stopped afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home.mkdir(parents=True, exist_ok=True)
    settings = home / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "notification.jupyterlab-settings").write_text(
        json.dumps({"fetchNews": "false", "checkForUpdates": False}), encoding="utf-8"
    )
    options = (
        f"ServerApp.port={port}",
        "ServerApp.port_retries=0",
        "ServerApp.ip=127.0.0.1",
        "IdentityProvider.token=",
        "JupyterNotebookApp.expose_app_in_browser=True",
        f"LabApp.user_settings_dir={home / 'settings'}",
        f"LabApp.workspaces_dir={home / 'workspaces'}",
    )
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--expose-app-in-browser", "--allow-root"]
    command += [f"--{option}" for option in options]
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "SSR_"))}
    clean |= {"HOME": str(home), "JUPYTER_RUNTIME_DIR": str(home / "runtime"), **environment}
    clean["JUPYTER_PREFER_ENV_PATH"] = "1"
    process = subprocess.Popen(
        command, cwd=folder, env=clean, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port, process)
        yield Lab(folder, port, process)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"JupyterLab ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise TimeoutError("JupyterLab did not start within a minute")
