/* The timeline: rows that an address opens, filters with chips, cards at the marks, keys in the drawing.

   List, drawing and links work without this script, and the form is shown only where scripts run. What a row is about
   stands in its data-… attributes, as ids; the names are those of the filters' choices. The page of a decade has no
   filters: its rows open and its marks answer all the same. */
{
  const LISTS = ["theme", "period", "lane", "person", "body", "place", "term"]
  const FIELDS = ["q", ...LISTS, "from", "to", "essay"]
  const PAGES = { person: "people/#", body: "organisations/#", place: "map/#", theme: "themes/" }
  const form = document.getElementById("filters")
  const found = document.getElementById("found")
  const status = found?.firstElementChild // it stays, so that what it says anew is read aloud
  status?.setAttribute("role", "status")
  const page = document.querySelector("article")
  const home = document.querySelector(".md-logo").href
  const title = document.title
  const make = (tag, className, text, more = {}) =>
    Object.assign(document.createElement(tag), className && { className }, { textContent: text }, more)
  const name = (field, id) => form.elements[field].querySelector(`[value="${id}"]`)?.text.replace(/ \(\d+\)$/, "") ?? id

  const events = [...document.querySelectorAll(".event")].map(element => {
    const when = element.querySelector(".event__when")
    const year = +element.querySelector("h4 > .sr-only").textContent.slice(0, 4)
    return {
      element, year, id: element.querySelector("h4").id, row: element.firstElementChild,
      until: element.dataset.until ? +element.dataset.until : element.dataset.until === "" ? 9999 : year,
      when: when.textContent, title: element.querySelector("h4").lastChild.textContent.trim(),
      list: field => field === "period" ? [element.closest(".era").dataset.period] : (element.dataset[field] ?? "").split(" "),
    }
  })
  const byId = new Map(events.map(event => [event.id, event]))
  const marks = new Map()
  for (const mark of document.querySelectorAll(".event-mark, .upright__event")) {
    const id = (mark.getAttribute("xlink:href")).split("#")[1]
    marks.set(id, [...marks.get(id) ?? [], mark])
  }
  const marksOf = event => marks.get(event.id) ?? []
  const about = (event, field) => form ? event.list(field).filter(Boolean) : [] // what can be named

  // The words by which an event can be found, in the names of all that it is about, too

  let words = null // by id: characters, other spellings
  const bring = () => {
    if (words) return
    words = {}
    const script = Object.assign(document.createElement("script"), { src: form.dataset.words })
    script.addEventListener("load", () => { words = window.otherWords; for (const event of events) event.text = null; apply() })
    document.head.append(script)
  }
  const textOf = event => event.text ??= fold([event.element.textContent, ...LISTS.flatMap(field => event.list(field)
    .filter(Boolean).map(id => `${name(field, id)} ${words?.[id] ?? ""}`))].join(" "))

  // Filters: their state is in the address

  const fits = (event, wanted) =>
    LISTS.every(field => !wanted[field] || event.list(field).includes(wanted[field])) &&
    (!wanted.from || event.until >= +wanted.from) && (!wanted.to || event.year <= +wanted.to) &&
    (!wanted.essay || event.element.classList.contains("event--essay")) &&
    (!wanted.q || fold(wanted.q).split(/\s+/).every(word => textOf(event).includes(word)))

  const fromAddress = () => {
    const asked = new URLSearchParams(location.search), wanted = {}, unknown = []
    for (const field of FIELDS) {
      const value = asked.get(field) ?? "", known = form.elements[field].options
      wanted[field] = !known || [...known].some(option => option.value === value) ? value : ""
      if (value && !wanted[field]) unknown.push(`${field} “${value}”`)
    }
    return [wanted, unknown]
  }
  const fromForm = () => Object.fromEntries(FIELDS.map(field => {
    const input = form.elements[field]
    return [field, input.type === "checkbox" ? (input.checked ? input.value : "") : input.value.trim()]
  }))
  const toForm = wanted => {
    for (const field of FIELDS) {
      const input = form.elements[field]
      input.type === "checkbox" ? input.checked = wanted[field] !== "" : input.value = wanted[field]
    }
  }
  const toAddress = (wanted, replace) => {
    const address = new URL(location.href)
    for (const field of FIELDS) wanted[field] ? address.searchParams.set(field, wanted[field]) : address.searchParams.delete(field)
    if (address.href !== location.href) history[replace ? "replaceState" : "pushState"](null, "", address)
  }
  const said = (field, value) => ({ q: `“${value}”`, from: `from ${value}`, to: `to ${value}`, essay: "in the essay" })[field] ?? name(field, value)

  const all = make("button", "", "Open all", { type: "button" })
  all.addEventListener("click", () => {
    const opened = shown.every(event => event.row.open)
    for (const event of shown) event.row.open = !opened
    all.textContent = opened ? "Open all" : "Close all"
  })

  let shown = events
  let open = false // whether drawing and form are shown although there is a filter
  function apply(wanted = fromForm(), unknown = []) {
    if (wanted.q) bring()
    const conditions = FIELDS.filter(field => wanted[field])
    const opened = location.hash.slice(1)
    shown = events.filter(event => fits(event, wanted))
    const kept = new Set(shown)
    for (const event of events) {
      event.element.hidden = !kept.has(event) && event.id !== opened
      for (const mark of marksOf(event)) mark.classList.toggle("is-out", !kept.has(event))
    }
    for (const part of document.querySelectorAll(".decade, .era")) part.hidden = !part.querySelector(".event:not([hidden])")
    for (const thread of document.querySelectorAll(".threads")) {
      thread.classList.toggle("is-on", wanted.theme === thread.dataset.theme || (!!wanted.person && wanted.person === thread.dataset.person))
    }
    page.classList.toggle("is-filtered", conditions.length > 0 && !open)
    tell(wanted, conditions, unknown, opened && byId.has(opened) && !kept.has(byId.get(opened)))
  }

  function tell(wanted, conditions, unknown, extra) {
    const count = shown.length
    const chips = conditions.map(field => {
      const chip = make("button", "found__chip", said(field, wanted[field]), { type: "button" })
      chip.setAttribute("aria-label", `Take away: ${chip.textContent}`)
      chip.addEventListener("click", () => set({ ...wanted, [field]: "" }))
      return chip
    })
    status.textContent = count || !conditions.length ? `${count} ${count === 1 ? "event" : "events"}` : "No event fits"
    while (status.nextSibling) status.nextSibling.remove()
    found.append(...chips)
    document.title = conditions.length ? `${conditions.map(field => said(field, wanted[field])).join(", ")}: ${status.textContent} – ${title}` : title
    if (unknown.length) found.append(make("span", "", `Not known here, and ignored: ${unknown.join(", ")}.`))
    if (extra) found.append(make("span", "", "The event of this address is shown although it does not fit."))
    if (!conditions.length) return found.append(all)
    if (!count) found.append(...ways(wanted, conditions))
    const clear = make("button", "", "Clear", { type: "button" })
    clear.addEventListener("click", () => { open = false; set({}) })
    const more = make("button", "", open ? "Hide drawing and filters" : "Drawing and filters", { type: "button" })
    more.setAttribute("aria-expanded", open)
    more.addEventListener("click", () => { open = !open; apply(); (open ? form.elements.q : found.querySelector("[aria-expanded]")).focus() })
    found.append(clear, more)
    if (count) found.append(take(), all)
  }

  // What comes nearest to a filter that finds nothing: the same without one of its conditions

  const ways = (wanted, conditions) => conditions.map(field => {
    const less = { ...wanted, [field]: "" }
    return [field, less, events.filter(event => fits(event, less)).length]
  }).filter(([, , count]) => count && conditions.length > 1).map(([field, less, count]) => {
    const way = make("button", "", `without ${said(field, wanted[field])}: ${count}`, { type: "button" })
    way.addEventListener("click", () => set(less))
    return way
  })

  const set = wanted => {
    toForm(Object.fromEntries(FIELDS.map(field => [field, wanted[field] ?? ""])))
    toAddress(fromForm(), false)
    apply()
    found.querySelector("button")?.focus()
  }

  // Take away what is shown: its address, on paper, as a table, for a reference manager with its sources

  const take = () => {
    const box = make("span", "found__take", "")
    const offer = (text, action) => {
      const button = make("button", "", text, { type: "button" })
      button.addEventListener("click", async () => { try { await action() } catch { button.textContent = `${text}: not available` } })
      box.append(button)
    }
    offer("Copy link", () => navigator.clipboard.writeText(location.href).then(() => status.textContent += ", link copied"))
    offer("Print", () => print())
    if (sheet) box.append(handOut())
    if (location.protocol !== "file:") {
      offer("CSV", async () => save("events.csv", rows(await text("data/events.csv"))))
      offer("BibTeX", async () => save("events.bib", await cited("bib", /\n(?=@)/)))
      offer("RIS", async () => save("events.ris", await cited("ris", /(?<=\nER {2}- .*\n)/)))
    }
    return box
  }
  const sheet = form?.querySelector(".filters__sheet") // where there are hand-outs
  const handOut = () => {
    const link = Object.assign(sheet.cloneNode(true), { hidden: false, hash: shown.map(event => event.id) })
    link.addEventListener("click", () => {
      try { sessionStorage.setItem(link.hash, document.title.split(": ")[0]) } catch { /* the sheet names itself */ }
    })
    return link
  }
  const text = async path => {
    const answer = await fetch(home + path)
    if (!answer.ok) throw new Error(answer.statusText)
    return answer.text()
  }
  const rows = table => {
    const ids = new Set(shown.map(event => event.id)), [head, ...lines] = table.split("\n")
    return [head, ...lines.filter(line => ids.has(line.split(",")[0]))].join("\n") + "\n"
  }
  const cited = async (ending, parts) => {
    const files = await Promise.all(shown.map(event => text(`cite/event-${event.id}.${ending}`)))
    return [...new Set(files.flatMap(file => file.split(parts)).map(entry => entry.trimStart()))].join("\n")
  }
  const save = (file, content) => {
    const link = Object.assign(document.createElement("a"), { download: file, href: URL.createObjectURL(new Blob(["\ufeff".repeat(file.endsWith("csv")), content])) })
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href))
  }

  // A row: its facts and the ways on, made when it opens

  const next = (event, of) => { const list = events.filter(of), at = list.indexOf(event); return [list[at - 1], list[at + 1]] }
  function fill(event) {
    event.filled?.on.remove()
    event.filled?.remove()
    const facts = event.filled = make("dl", "facts", "")
    const fact = (label, ...parts) => {
      const value = document.createElement("dd")
      parts.forEach((part, at) => value.append(...at ? [", ", part] : [part]))
      facts.append(make("dt", "", label), value)
    }
    const plain = (field, id) => field === "person" ? name(field, id).split(", ").reverse().join(" ") : name(field, id)
    const link = (field, id) => make("a", "", plain(field, id), { href: home + PAGES[field] + id + (field === "theme" ? "/" : "") })
    const way = other => make("a", "", `${other.title} (${other.year})`, { href: `#${other.id}` })
    for (const [field, label] of [["place", "Place"], ["person", "People"], ["body", "Organisations"], ["theme", "Themes"]]) {
      const ids = about(event, field)
      if (ids.length) fact(label, ...ids.map(id => link(field, id)))
    }
    const on = make("p", "event__on", "")
    const lead = (label, other) => { if (other) on.append(make("span", "", `${label} `), way(other), document.createElement("br")) }
    const here = other => shown.includes(other) || other === event
    const [before, after] = next(event, here)
    lead("Before:", before)
    lead("After:", after)
    for (const field of ["theme", "person"]) for (const id of about(event, field).slice(0, 2)) {
      const [, later] = next(event, other => here(other) && other.list(field).includes(id))
      if (later !== after) lead(field === "theme" ? `Next in ${name(field, id)}:` : `Next with ${name(field, id)}:`, later)
    }
    event.filled.on = on
    event.row.querySelector(".event__open").append(on, ...facts.childElementCount ? [facts] : [])
  }
  document.addEventListener("toggle", ({ target }) => {
    const event = target.open && byId.get(target.querySelector("h4")?.id)
    if (event) fill(event)
  }, true)
  addEventListener("beforeprint", () => { for (const event of events) if (event.row.open) fill(event) })

  // An address opens its event

  const arrive = () => {
    const id = decodeURIComponent(location.hash.slice(1)), event = byId.get(id)
    if (event) {
      if (event.element.hidden) apply()
      event.row.open = true
      event.element.querySelector("h4").scrollIntoView()
    } else if (id && !document.getElementById(id)) {
      found?.append(make("span", "found__unknown", `There is no event “${id}” here.`))
    }
  }

  // Marks: a card, the row lit, arrows

  const card = make("div", "event-card", "", { id: "event-card", hidden: true })
  card.setAttribute("role", "tooltip")
  page.append(card)
  let current
  const light = (event, on) => { for (const one of [event.element, ...marksOf(event)]) one.classList.toggle("is-lit", on) }
  const leave = () => { if (!current) return; light(current, false); current = null; card.hidden = true; plumb?.remove() }
  let plumb
  function point(event, mark) {
    if (event === current && !card.hidden) return
    leave()
    current = event
    light(event, true)
    const place = about(event, "place").map(id => name("place", id))[0]
    const sources = event.element.querySelector(".event__more").textContent
    card.replaceChildren(make("p", "event-card__when", [event.when, place].filter(Boolean).join(" · ")),
      make("p", "event-card__title", event.title), make("p", "", event.element.querySelector(".event__why").textContent),
      Object.assign(make("p", "event-card__more", sources ? `${sources} · ` : "")))
    card.lastChild.append(make("a", "", "Read it", { href: `#${event.id}` }))
    const box = mark.getBoundingClientRect(), frame = page.getBoundingClientRect()
    card.hidden = false
    const { width, height } = card.getBoundingClientRect()
    card.style.left = `${Math.max(0, Math.min(box.left - frame.left, frame.width - width))}px`
    const over = box.top - height - 12 < document.querySelector(".md-header").getBoundingClientRect().bottom
    card.style.top = `${(over ? box.bottom + 10 : box.top - height - 10) - frame.top}px`
    const dot = mark.closest(".century")?.querySelector("svg") && mark.querySelector("circle, rect")
    if (dot) {
      const x = dot.cx?.baseVal.value ?? dot.x.baseVal.value, svg = mark.ownerSVGElement
      plumb = document.createElementNS("http://www.w3.org/2000/svg", "path")
      plumb.setAttribute("class", "century__plumb")
      plumb.setAttribute("d", `M${x} ${dot.cy?.baseVal.value ?? dot.y.baseVal.value}V${svg.viewBox.baseVal.height}`)
      svg.append(plumb)
    }
  }
  const eventOf = target => { const mark = target.closest?.(".event-mark, .upright__event"); return mark && [byId.get(mark.getAttribute("xlink:href").split("#")[1]), mark] }
  document.addEventListener("pointerover", ({ target }) => {
    const hit = eventOf(target)
    if (hit?.[0]) return point(...hit)
    if (eventOf(document.activeElement) && document.activeElement.matches(":focus-visible")) return // it scrolled there
    const row = target.closest?.(".event")
    if (row) { leave(); const event = byId.get(row.querySelector("h4").id); current = event; light(event, true) }
    else if (!card.contains(target)) leave()
  })
  document.addEventListener("focusin", ({ target }) => { const hit = eventOf(target); if (hit?.[0]) point(...hit); else if (!card.contains(target)) leave() })
  document.addEventListener("keydown", event => { if (event.key === "Escape") leave() })
  let touched // the first tap on a mark shows its card, the card's link goes
  document.addEventListener("pointerdown", event => { touched = event.pointerType === "touch" && eventOf(event.target) })
  document.addEventListener("click", event => { if (touched && eventOf(event.target)) { event.preventDefault(); current = null; point(...touched) } }, true)

  for (const drawing of document.querySelectorAll(".century, .upright")) {
    const order = [...drawing.querySelectorAll(".event-mark, .upright__event")]
      .map(mark => [byId.get(mark.getAttribute("xlink:href").split("#")[1]), mark]).filter(([event]) => event)
      .sort(([one], [other]) => events.indexOf(one) - events.indexOf(other)).map(([, mark]) => mark)
    for (const mark of order) {
      const label = mark.querySelector("title"), event = eventOf(mark)[0]
      mark.setAttribute("aria-label", `${event.when}: ${event.title}`)
      label?.remove() // the card says it
      mark.tabIndex = -1
    }
    if (order[0]) order[0].tabIndex = 0
    drawing.addEventListener("keydown", event => {
      const at = order.indexOf(event.target)
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], row = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (at < 0 || !(step || row)) return
      event.preventDefault()
      const middle = mark => { const box = mark.querySelector("circle, rect").getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2] }
      const [x, y] = middle(order[at])
      const target = step ? order[at + step] : order.filter(mark => (middle(mark)[1] - y) * row > 4)
        .sort((one, other) => Math.hypot(middle(one)[0] - x, (middle(one)[1] - y) * 3) - Math.hypot(middle(other)[0] - x, (middle(other)[1] - y) * 3))[0]
      if (!target) return
      order[at].tabIndex = -1
      target.tabIndex = 0
      target.focus({ preventScroll: true })
    })
    drawing.addEventListener("click", event => { // the name of a thread is a filter
      const thread = event.target.closest(".threads__link")?.parentElement
      if (!thread || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      open = true
      set({ ...fromForm(), ...thread.dataset.theme ? { theme: thread.dataset.theme } : { person: thread.dataset.person } })
    })
  }

  const read = () => { const [wanted, unknown] = fromAddress(); toForm(wanted); apply(wanted, unknown) }
  const change = replace => {
    open = true
    toAddress(fromForm(), replace)
    apply()
  }
  addEventListener("hashchange", arrive)
  if (form) {
    form.addEventListener("submit", event => event.preventDefault())
    form.addEventListener("input", event => event.target.type === "search" && change(true))
    form.addEventListener("change", event => event.target.type !== "search" && change(false))
    form.elements.q.addEventListener("focus", bring)
    addEventListener("popstate", () => { read(); arrive() })
    const early = fromForm(), asked = new URLSearchParams(location.search)
    if (FIELDS.some(field => early[field]) && !FIELDS.some(field => asked.has(field))) change(true) // a reader was faster
    else if (location.search) read()
    else found.append(all)
  }
  if (location.hash) arrive()
}
