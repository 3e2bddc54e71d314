/* Finding events on the timeline: filters over the list that is already there, with their state in the address.

   The list, the drawing and every link work without this script; the form is hidden until it runs. It subscribes to
   document$ so that it also works after instant navigation, and it moves neither focus nor the page by itself.

   The theme's search takes ?q= for its own question when it starts, and opens. So where this script runs before the
   theme's, it takes the question out of the address and puts it back once the theme has started. */
(() => {
  const FIELDS = ["q", "theme", "period", "lane", "person", "essay", "view"]
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

  /* One event of the list: its element, its marks in the drawings, and what it can be found by, read from its links. */
  const last = link => (link.hash.slice(1) || link.pathname.match(/([^/]+?)(\/|\.html)?$/)[1])
  const linked = (element, kind) => [...element.querySelectorAll(`.facts__${kind} a`)].map(last)
  const entry = (element, marks) => {
    const id = element.querySelector("h3").id
    return {
      element,
      id,
      theme: linked(element, "themes"),
      person: linked(element, "people"),
      period: [element.closest(".era").dataset.period],
      lane: [element.classList.contains("event--china") ? "china" : "world"],
      essay: [element.querySelector(".facts__essay") ? "1" : ""],
      text: fold(element.textContent),
      marks: marks.get(id) || [],
    }
  }

  /* The marks of each event: one in the drawing, one among the decades. */
  function marksById() {
    const marks = new Map()
    for (const mark of document.querySelectorAll(".event-mark, .dot")) {
      const id = (mark.getAttribute("xlink:href") || mark.hash).split("#")[1]
      marks.set(id, [...marks.get(id) || [], mark])
    }
    return marks
  }

  const fits = (event, wanted) =>
    fold(wanted.q).split(/\s+/).every(word => event.text.includes(word)) &&
    ["theme", "period", "lane", "person", "essay"].every(field => !wanted[field] || event[field].includes(wanted[field]))

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
    const opened = decodeURIComponent(location.hash.slice(1))
    let count = 0, extra = ""
    for (const event of events) {
      const fit = fits(event, wanted)
      const shown = fit || event.id === opened
      count += fit
      if (shown && !fit) extra = " The event of this address is shown although it does not fit."
      event.element.hidden = !shown
      for (const mark of event.marks) mark.classList.toggle("is-out", !fit)
    }
    for (const era of document.querySelectorAll(".era")) era.hidden = !era.querySelector(".event:not([hidden])")
    document.querySelector(".chronicle").classList.toggle("chronicle--titles", wanted.view === "titles")
    const found = count ? `${count} of ${events.length} events.` : "No event fits. Take a filter away, or reset them all."
    const ignored = unknown.length ? ` Not known here, and ignored: ${unknown.join(", ")}.` : ""
    form.querySelector("[role=status]").textContent = found + extra + ignored
  }

  /* The mark of the event at the top of the screen stands out, and so does its year in the band below the header. */
  function follow(events, controller) {
    const band = document.querySelector(".whereabouts")
    let current
    const update = () => {
      const line = innerHeight / 3
      const next = events.findLast(event => !event.element.hidden && event.element.getBoundingClientRect().top < line)
      if (next === current) return
      for (const mark of current?.marks || []) mark.removeAttribute("aria-current")
      for (const mark of next?.marks || []) mark.setAttribute("aria-current", "location")
      current = next
      band.hidden = !next
      if (next) {
        band.style.setProperty("--at", next.element.dataset.at)
        band.lastElementChild.textContent = next.element.querySelector(".event__when").textContent
      }
    }
    let waiting = false
    addEventListener("scroll", () => {
      if (waiting) return
      waiting = true
      requestAnimationFrame(() => { waiting = false; update() })
    }, { passive: true, signal: controller.signal })
    update()
  }

  function start(form, controller) {
    const { signal } = controller
    const marks = marksById()
    const events = [...document.querySelectorAll(".events > .event")].map(element => entry(element, marks))
    const read = () => {
      if (!form.isConnected) return // on the way to another page
      const [wanted, unknown] = fromAddress(form)
      toForm(form, wanted)
      show(form, events, wanted, unknown)
    }
    const change = replace => {
      const wanted = fromForm(form)
      toAddress(wanted, replace)
      show(form, events, wanted)
    }
    form.hidden = false
    form.addEventListener("submit", event => event.preventDefault(), { signal })
    form.addEventListener("input", event => event.target.type === "search" && change(true), { signal })
    form.addEventListener("change", event => event.target.type !== "search" && change(false), { signal })
    form.addEventListener("reset", () => setTimeout(() => change(false)), { signal })
    addEventListener("popstate", read, { signal })
    addEventListener("hashchange", read, { signal })
    read()
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView() // filters moved it
    follow(events, controller)
  }

  let controller
  const begin = () => document$.subscribe(() => {
    controller?.abort()
    const form = document.getElementById("filters")
    if (!form) return
    controller = new AbortController()
    start(form, controller)
  })

  if (window.document$) return void begin()
  const asked = location.href
  history.replaceState(history.state, "", asked.replace(location.search, ""))
  addEventListener("DOMContentLoaded", () => {
    history.replaceState(history.state, "", asked)
    begin()
  })
})()
