/* The index of the search is the largest file of the site: it and its worker wait until the reader turns to the search.

   The theme asks for both as soon as it starts, so stand-ins for XMLHttpRequest and Worker hold these two requests back.
   Should they fail, the theme uses the browser's own, and the search only costs more. */
try {
  const wanted = new Promise(turn => {
    if (new URL(location.href).searchParams.has("h")) turn()
    const field = "[data-md-component=search-query], [role=combobox]" // Material's, and Zensical's in a tree of its own
    for (const sign of ["focusin", "input"]) { // a window in the background is told of no focus
      addEventListener(sign, event => event.composedPath()[0].matches?.(field) && turn())
    }
  })

  class WaitingRequest extends XMLHttpRequest {
    open(method, url, ...rest) {
      this.waits = /\/search_index\.json$/.test(url)
      super.open(method, url, ...rest)
    }
    send(body) {
      this.waits ? wanted.then(() => super.send(body)) : super.send(body)
    }
  }

  const Worker = window.Worker
  class WaitingWorker extends EventTarget {
    constructor(...parameters) {
      super()
      this.worker = wanted.then(() => {
        const worker = new Worker(...parameters)
        for (const kind of ["message", "messageerror", "error"]) {
          worker.addEventListener(kind, event => {
            const told = new event.constructor(kind, event)
            this.dispatchEvent(told)
            this[`on${kind}`]?.(told)
          })
        }
        return worker
      })
    }
    postMessage(...message) {
      this.worker.then(worker => worker.postMessage(...message))
    }
    terminate() {
      this.worker.then(worker => worker.terminate())
    }
  }

  // The theme listens to keys alone: what is pasted, dictated or comes from an input method is told to it as one
  addEventListener("input", ({ target }) => {
    if (target.matches?.("[data-md-component=search-query]")) target.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
  })

  window.XMLHttpRequest = WaitingRequest
  window.Worker = WaitingWorker
} catch (error) {
  console.warn("The search is not held back:", error)
}
