"""Whether an editor looks at the site with ``mkdocs serve``, which puts a script of its own into every page."""

from __future__ import annotations

import click


def running() -> bool:
    """Whether this is a preview, as the command in effect tells."""
    command = click.get_current_context(silent=True)
    return command is not None and command.info_name == "serve"
