"""The chronicle: reads what stands in ``docs``, checks it, and makes pages and files of it.

The flow is one way, and the folders stand in its order: ``records`` → ``checks`` → ``edition`` → ``exports`` →
``views`` → ``finish``. The site generator finds the three hooks here.
"""

from chronicle.views.generator import define_env, on_post_build, on_pre_page_macros

__all__ = ["define_env", "on_post_build", "on_pre_page_macros"]
