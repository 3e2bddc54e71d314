"""What is measured on an open page: the rules of axe, and the contrast of every text."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR = ["color-contrast", "link-in-text-block"]
ROWS = ".event, .source, .entry, .difference, .theme-event"
_RUN = """([tags, colour, some]) => axe.run(document, {
  runOnly: some ? {type: "rule", values: colour} : {type: "tag", values: tags},
  rules: some ? {} : Object.fromEntries(colour.map(rule => [rule, {enabled: false}])),
  resultTypes: ["violations"], elementRef: false, ancestry: false,
}).then(result => result.violations.map(item => [item.id, item.nodes.length, item.nodes[0].html.slice(0, 160)]))"""
_CONTRAST = """() => {
  const pixel = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true})
  const light = colours => {
    for (const colour of ["#fff", ...colours]) { pixel.fillStyle = colour; pixel.fillRect(0, 0, 1, 1) }
    const parts = [...pixel.getImageData(0, 0, 1, 1).data.slice(0, 3)].map(part => part / 255)
    const [red, green, blue] = parts.map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const below = element => {
    const colours = []
    for (; element; element = element.parentElement) {
      const style = getComputedStyle(element)
      const drawn = style.backgroundImage.match(/color\\([^)]*\\)|rgba?\\([^)]*\\)/)
      colours.unshift(style.backgroundColor, ...(drawn ? [drawn[0]] : []))
    }
    return colours
  }
  const known = new Map(), poor = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode.data.trim(), element = texts.currentNode.parentElement
    if (!text || element.closest("svg, .sr-only, script, noscript") || !element.checkVisibility()) continue
    const style = getComputedStyle(element), colours = below(element), key = [...colours, style.color].join()
    if (!known.has(key)) {
      const [high, low] = [light(colours), light([...colours, style.color])].sort((a, b) => b - a)
      known.set(key, (high + 0.05) / (low + 0.05))
    }
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700)
    const least = large || !element.closest("article") ? 4.5 : 7
    if (known.get(key) < least) poor.push(`${text.slice(0, 40)}: ${known.get(key).toFixed(2)}`)
  }
  return poor
}"""


def violations(page: Page, *, colour: bool = False, thin: bool = False) -> list[tuple[str, int, str]]:
    """What axe finds on the page as it stands: rule, number of places, the first of them.

    Its rules on colour are slow, so they run apart, when asked for: ``poor_contrast`` measures every text. They, and
    all rules where ``thin`` is set, look at the first four of each long list of like rows.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    style = f":is({ROWS}):nth-of-type(n + 5) {{ display: none }}" if colour or thin else "x {}"
    thinned = page.add_style_tag(content=style)
    found = page.evaluate(_RUN, [TAGS, COLOUR, colour])
    thinned.evaluate("style => style.remove()")
    return found


def poor_contrast(page: Page) -> list[str]:
    """The visible texts too close in colour to what lies behind them.

    In the article that is below 7:1, or 4.5:1 for large type (WCAG AAA); around it below 4.5:1 (AA).
    """
    return page.evaluate(_CONTRAST)
