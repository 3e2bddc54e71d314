"""The edition on pages: what a page may call, and how records become Markdown, drawings, maps and charts."""
