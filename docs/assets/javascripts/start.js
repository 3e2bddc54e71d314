/* The theme's script waits for a reader.

   What it brings — previews, keys that turn the pages — serves someone who does something, and the
   page reads without it. So overrides/main.html puts the theme's scripts into a template, which runs nothing, and they start
   at the first sign of a reader: pointer, touch, key, focus or scrolling. A key that came before the theme was ready is
   passed on to it. Previews serve in running text, so only its links get them: each costs the theme time to prepare.
*/
{
  const SIGNS = ["pointerdown", "pointermove", "touchstart", "wheel", "keydown", "focusin", "scroll"]
  const KEYS = ["n", ".", "p", ","]
  let missed = []
  let ready = false

  const run = script => new Promise(done => {
    const copy = document.createElement("script")
    copy.async = false // they come side by side, and run one after the other
    copy.addEventListener("load", done)
    copy.addEventListener("error", done)
    copy.src = script.src
    document.body.append(copy)
  })

  async function start() {
    for (const sign of SIGNS) removeEventListener(sign, start, true)
    const shown = location.protocol === "file:" ? [] : // where no page may bring another
      document.querySelectorAll(".passage > p a[href]:not(.passage__number, .footnote-ref)")
    for (const link of shown) link.dataset.preview = ""
    document.documentElement.dataset.theme = "starting"
    const [theme] = [...document.querySelector("template[data-held]").content.querySelectorAll("script")].map(run) // no key waits for the others
    await theme
    document.dispatchEvent(new Event("DOMContentLoaded")) // what the theme waits for has long been
    document.documentElement.dataset.theme = "ready"
    ready = true
    for (const repeat of missed) repeat()
  }

  for (const sign of SIGNS) addEventListener(sign, start, { capture: true, passive: true })

  /* A key that Material would answer is kept until all of it can. */
  addEventListener("keydown", event => {
    if (ready) return
    if (event.key === "Escape") missed = []
    const elsewhere = event.target.closest("input, select, textarea, [contenteditable]")
    const alone = !event.ctrlKey && !event.metaKey && !event.altKey && document.documentElement.dataset.keys !== "off"
    if (elsewhere || !alone || !KEYS.includes(event.key)) return
    event.preventDefault()
    event.stopImmediatePropagation() // a part of it may be there
    missed.push(() => event.target.dispatchEvent(new KeyboardEvent("keydown", { key: event.key, bubbles: true })))
  }, true)
}
