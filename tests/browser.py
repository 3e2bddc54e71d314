"""The browsers that the tests drive: found where they are installed, installed where they are not.

Run as a program, it makes sure that there is a Chromium, and a Firefox and a WebKit where apt can bring them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import firefox
import webkit
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def executable() -> str | None:
    """The path of a Chromium on this machine, or None."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).is_file() else None


def install(*packages: str) -> None:
    """Install these packages with apt where that is allowed, else Chromium with Playwright.

    Without Firefox and WebKit their tests are left out, and say so; without Chromium there are no tests.
    """
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        for package in packages:
            subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], check=False)
    elif "chromium" in packages:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    lacking = {
        "chromium": executable(),
        "firefox-esr": firefox.executable(),
        "webkit2gtk-driver": webkit.executable(),
        "xvfb": shutil.which("Xvfb"),  # the screen that WebKit needs
    }
    if packages := [name for name, found in lacking.items() if not found]:
        install(*packages)
    if executable() is None:
        sys.exit("No Chromium was found and none could be installed; install Chromium or Chrome and try again.")
