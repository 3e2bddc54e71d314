/* On paper: the full reference of each source that a page names, once, at its end.

   A page names its sources by author and year, as links to the bibliography; its weight would double with all of them in
   full. So the bibliography is asked for them when somebody prints. That must be done before the browser lays out the
   paper, and so the request does not come back later, as requests else do. Where it fails, the names stand alone. */
{
  const SHELVES = ["sources/", "literature/"]
  const home = document.querySelector(".md-logo").href, article = document.querySelector("article")
  const ask = path => {
    const request = new XMLHttpRequest()
    request.open("GET", home + path, false)
    request.send()
    if (request.status >= 400) throw new Error(request.statusText)
    return request.responseText
  }
  let known, events // sources by id; sources of events by id
  const learn = () => {
    if (known) return
    known = new Map()
    for (const shelf of SHELVES) {
      const page = new DOMParser().parseFromString(ask(shelf), "text/html")
      for (const key of page.querySelectorAll("section.source > h3")) known.set(key.id, [key.textContent, key.nextElementSibling])
    }
    if (document.querySelector(".event")) {
      events = new Map(JSON.parse(ask("data/events.json")).events.map(({ id, sources }) => [id, sources.map(source => source.id)]))
    }
  }
  const make = (tag, className, ...content) => {
    const made = document.createElement(tag)
    made.className = className
    made.append(...content)
    return made
  }
  const named = () => {
    const ids = new Set()
    for (const { hash } of article.querySelectorAll(SHELVES.map(shelf => `a[href*="${shelf}#"]`))) ids.add(hash.slice(1))
    if (location.search) for (const event of article.querySelectorAll(".event:not([hidden])")) { // of all would be too many
      const own = (events.get(event.querySelector("h4").id) ?? []).filter(id => known.has(id))
      event.querySelector(".event__open").append(make("p", "event__note references", `Sources: ${own.map(id => known.get(id)[0]).join("; ")}.`))
      for (const id of own) ids.add(id)
    }
    return [...ids].filter(id => known.has(id))
  }
  const clear = () => { for (const made of document.querySelectorAll(".references")) made.remove() }
  addEventListener("beforeprint", () => {
    clear()
    try { learn() } catch { known = null; return }
    const full = named().map(id => known.get(id)[1]).sort((one, other) => one.textContent.localeCompare(other.textContent, "en"))
    const head = article.querySelector("#sources") // a page that has a place for them
    const items = full.map(reference => make("li", "", ...document.importNode(reference, true).childNodes))
    const list = make("section", "references", ...head ? [] : [make("h2", "", "References")], make("ul", "", ...items))
    if (full.length) head ? head.after(list) : article.append(list)
  })
  addEventListener("afterprint", clear)
}
