/* Finding events on the timeline: filters over the list that is already there, with their state in the address.

   The list, the drawing and every link work without this script, and the form is shown only where scripts run. It moves
   neither focus nor the page by itself. */
(() => {
  const FIELDS = ["q", "theme", "period", "lane", "person", "essay", "view"]
  const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘ʼ`]/g, "'").replace(/[“”„]/g, '"')
    .replace(/\p{Pd}/gu, "-").toLowerCase()

  /* What is asked for again and again is made when it is first asked for: opening the page costs nothing of it. */
  const once = make => {
    let made
    return () => made ??= make()
  }

  /* One event of the list: its element, its marks in the drawings, and what it can be found by, read from its links. */
  const last = link => (link.hash.slice(1) || link.pathname.match(/([^/]+?)(\/|\/index\.html|\.html)?$/)[1])
  const linked = (element, kind) => [...element.querySelectorAll(`.facts__${kind} a`)].map(last)
  const entry = (element, marks) => {
    const id = element.querySelector("h3").id
    return {
      element,
      id,
      theme: once(() => linked(element, "themes")),
      person: once(() => linked(element, "people")),
      period: once(() => [element.closest(".era").dataset.period]),
      lane: once(() => [element.dataset.lane]),
      essay: once(() => [element.querySelector(".facts__essay") ? "1" : ""]),
      text: once(() => fold(element.textContent)),
      marks: () => marks().get(id) || [],
    }
  }

  /* The marks of each event: one in the drawing, one among the decades. */
  function marksById() {
    const marks = new Map()
    for (const mark of document.querySelectorAll(".event-mark, .dot")) {
      const id = mark.getAttribute("href").split("#")[1]
      marks.set(id, [...marks.get(id) || [], mark])
    }
    return marks
  }

  const fits = (event, wanted) =>
    (!wanted.q || fold(wanted.q).split(/\s+/).every(word => event.text().includes(word))) &&
    ["theme", "period", "lane", "person", "essay"].every(field => !wanted[field] || event[field]().includes(wanted[field]))

  /* The state that the address asks for, and what in it has no meaning here. */
  function fromAddress(form) {
    const asked = new URLSearchParams(location.search)
    const wanted = {}, unknown = []
    for (const name of FIELDS) {
      const value = asked.get(name) || ""
      const field = form.elements[name]
      const known = field.options ? [...field.options].map(option => option.value) : field.type === "checkbox" && ["", field.value]
      wanted[name] = !known || known.includes(value) ? value : ""
      if (value && !wanted[name]) unknown.push(`${name} “${value}”`)
    }
    return [wanted, unknown]
  }

  const fromForm = form => Object.fromEntries(FIELDS.map(name => {
    const field = form.elements[name]
    return [name, field.type === "checkbox" ? (field.checked ? field.value : "") : field.value.trim()]
  }))

  function toForm(form, wanted) {
    for (const name of FIELDS) {
      const field = form.elements[name]
      if (field.type === "checkbox") field.checked = wanted[name] !== ""
      else field.value = wanted[name]
    }
  }

  function toAddress(wanted, replace) {
    const address = new URL(location.href)
    for (const name of FIELDS) wanted[name] ? address.searchParams.set(name, wanted[name]) : address.searchParams.delete(name)
    if (address.href !== location.href) history[replace ? "replaceState" : "pushState"](null, "", address)
  }

  function show(form, events, wanted, unknown = []) {
    const opened = location.hash.slice(1)
    let count = 0, extra = ""
    for (const event of events) {
      const fit = fits(event, wanted)
      const shown = fit || event.id === opened
      count += fit
      if (shown && !fit) extra = " The event of this address is shown although it does not fit."
      event.element.hidden = !shown
      for (const mark of event.marks()) mark.classList.toggle("is-out", !fit)
    }
    for (const era of document.querySelectorAll(".era")) era.hidden = !era.querySelector(".event:not([hidden])")
    document.querySelector(".chronicle").classList.toggle("chronicle--titles", wanted.view === "titles")
    const found = count ? `${count} of ${events.length} events.` : "No event fits. Take a filter away, or reset them all."
    const ignored = unknown.length ? ` Not known here, and ignored: ${unknown.join(", ")}.` : ""
    form.querySelector("[role=status]").textContent = found + extra + ignored
  }

  /* The mark of the event at the top of the screen stands out, and so does its year in the band below the header. */
  function follow(events) {
    const band = document.querySelector(".whereabouts")
    let current
    const update = () => {
      const line = innerHeight / 3
      const next = events.findLast(event => !event.element.hidden && event.element.getBoundingClientRect().top < line)
      if (next === current) return
      for (const mark of current?.marks() || []) mark.removeAttribute("aria-current")
      for (const mark of next?.marks() || []) mark.setAttribute("aria-current", "location")
      current = next
      band.hidden = !next
      if (next) {
        const [mark] = next.marks()
        const { x, width } = mark.ownerSVGElement.viewBox.baseVal
        band.style.setProperty("--at", (mark.querySelector("rect").x.baseVal.value - x) / width)
        band.lastElementChild.textContent = next.element.querySelector(".event__when").textContent
      }
    }
    let waiting = false
    addEventListener("scroll", () => {
      if (waiting) return
      waiting = true
      requestAnimationFrame(() => { waiting = false; update() })
    }, { passive: true })
    requestAnimationFrame(update)
  }

  function start(form) {
    const marks = once(marksById)
    const events = [...document.querySelectorAll(".events > .event")].map(element => entry(element, marks))
    const name = () => { // the words that appear under the pointer
      for (const event of events) {
        const title = document.createElementNS("http://www.w3.org/2000/svg", "title")
        const date = event.element.querySelector(".event__when").textContent
        title.textContent = `${date}: ${event.element.querySelector("h3").textContent}`
        event.marks()[0]?.prepend(title)
      }
    }
    document.querySelector(".drawing").addEventListener("pointerover", name, { once: true })
    let filtered = false
    const read = () => {
      const [wanted, unknown] = fromAddress(form)
      toForm(form, wanted)
      filtered ||= unknown.length > 0 || FIELDS.some(field => wanted[field])
      if (filtered) show(form, events, wanted, unknown) // else the page stands as it was built
    }
    const change = replace => {
      filtered = true
      const write = () => toAddress(fromForm(form), replace)
      if (document.documentElement.dataset.theme === "starting") document.addEventListener("theme-ready", write, { once: true })
      else write()
      show(form, events, fromForm(form))
    }
    form.addEventListener("submit", event => event.preventDefault())
    form.addEventListener("input", event => event.target.type === "search" && change(true))
    form.addEventListener("change", event => event.target.type !== "search" && change(false))
    form.addEventListener("reset", () => setTimeout(() => change(false)))
    addEventListener("popstate", read)
    const early = fromForm(form), asked = new URLSearchParams(location.search)
    if (FIELDS.some(name => early[name]) && !FIELDS.some(name => asked.has(name))) change(true) // a reader was faster
    else read()
    document.getElementById(location.hash.slice(1))?.scrollIntoView() // filters moved it
    follow(events)
  }

  start(document.getElementById("filters"))
})()
