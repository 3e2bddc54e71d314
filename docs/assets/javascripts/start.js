/* The theme's script waits for a reader.

   What it brings — search, previews, navigation without reloading — serves someone who does something, and the
   page reads without it. So overrides/main.html marks the theme's scripts as held, and they start
   at the first sign of a reader: pointer, touch, key, focus or scrolling. A key that came before the theme was ready is
   passed on to it. The search's index and its worker wait until the reader turns to the search.
*/
{
  const SIGNS = ["pointerdown", "pointermove", "touchstart", "wheel", "keydown", "focusin", "scroll"]
  const KEYS = ["/", "f", "s", "n", ".", "p", ","]
  const here = () => new URL(location.href)
  const filters = () => document.getElementById("filters") // they have a ?q= of their own
  const readdress = change => {
    const address = here()
    change(address)
    history.replaceState(history.state, "", address)
  }
  let missed = []
  let ready = false

  const run = script => new Promise(done => {
    const copy = document.createElement("script")
    copy.async = false // they come side by side, and run one after the other
    copy.addEventListener("load", done)
    copy.addEventListener("error", done)
    copy.src = script.src
    script.replaceWith(copy)
  })

  async function start() {
    for (const sign of SIGNS) removeEventListener(sign, start, true)
    const styles = document.getElementById("held") // what this page alone did not need
    if (styles) document.body.append(styles.content)
    document.documentElement.dataset.theme = "starting" // the timeline keeps its ?q= back for so long
    if (filters()) readdress(address => address.searchParams.delete("q"))
    await Promise.all([...document.querySelectorAll("script[type=held]")].map(run))
    document.dispatchEvent(new Event("DOMContentLoaded")) // what the theme waits for has long been
    document.documentElement.dataset.theme = "ready"
    const words = filters()?.elements.q.value.trim()
    if (words) readdress(address => address.searchParams.set("q", words))
    ready = true
    document.dispatchEvent(new Event("theme-ready"))
    for (const repeat of missed) repeat()
    const query = document.querySelector("[data-md-component=search-query]")
    if (query?.value) for (const kind of ["keydown", "keyup"]) query.dispatchEvent(new KeyboardEvent(kind, { key: "Shift" }))
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

  /* The index of the search is the largest file of the site. */
  const wanted = new Promise(turn => {
    if (here().searchParams.has("h")) turn()
    addEventListener("focusin", event => event.target.matches("[data-md-component=search-query]") && turn())
  })
  addEventListener("change", event => { // the first tap on its sign, before the theme answers
    if (event.target.id === "__search" && event.target.checked) document.querySelector("[data-md-component=search-query]").focus()
  })
  window.XMLHttpRequest = class extends XMLHttpRequest {
    open(method, url, ...rest) {
      this.waits = /\/search_index\.json$/.test(url)
      super.open(method, url, ...rest)
    }
    send(body) {
      this.waits ? wanted.then(() => super.send(body)) : super.send(body)
    }
  }
  const Worker = window.Worker
  window.Worker = class extends EventTarget {
    constructor(url) {
      super()
      this.worker = wanted.then(() => {
        const worker = new Worker(url)
        worker.onmessage = event => this.dispatchEvent(new MessageEvent("message", { data: event.data }))
        return worker
      })
    }
    postMessage(message) {
      this.worker.then(worker => worker.postMessage(message))
    }
  }

  if (here().searchParams.has("h") || (here().searchParams.has("q") && !filters())) start()
}
