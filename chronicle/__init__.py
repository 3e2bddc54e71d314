"""The chronicle: reads ``docs/data``, checks it, and hands it to the pages as Markdown.

The flow is one way: ``yamltext`` → ``records`` and ``pages`` → ``checks`` → ``edition`` → ``views`` and ``exports`` →
``macros``.
"""

from chronicle.views.macros import define_env, on_post_build, on_pre_page_macros

__all__ = ["define_env", "on_post_build", "on_pre_page_macros"]
