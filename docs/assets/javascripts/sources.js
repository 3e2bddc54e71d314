/* The bibliography's filters: which sources are shown, told by count and chips, drawn among all, kept in the address.

   Lists, letters and drawing work without this script, and the form is shown only where scripts run. What a source can
   be chosen by stands in its data-about: language, year, how it was seen; its kind is the heading's. */
{
  const form = document.getElementById("sources-filters"), fields = [...form.elements]
  const found = document.getElementById("found"), status = found.firstElementChild
  const whole = status.textContent, title = document.title
  const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  const spoken = new Intl.DisplayNames("en", { type: "language" })
  for (const option of form.elements.language?.options ?? []) {
    if (option.value) option.text = option.text.replace(option.value, spoken.of(option.value))
  }

  const heads = [], sources = [] // a head is a heading with its letters
  for (const element of document.querySelectorAll("h2[id^=standing-], .letters, section.source")) {
    if (element.matches("h2")) heads.push([element])
    else if (element.matches(".letters")) heads.at(-1).push(element)
    else {
      const [language, year, seen] = element.dataset.about.split(" ")
      const head = heads.at(-1), kind = head[0].id.slice(9) // behind standing-
      sources.push({ element, head, kind, language, year, seen, decade: year.replace(/\d$/, "0"), id: element.firstElementChild.id })
    }
  }
  const fits = (source, field, value) => field !== "words" ? source[field] === value :
    fold(value).split(/\s+/).every(word => (source.text ??= fold(source.element.textContent)).includes(word))

  // Those that are shown, among all of the drawing
  const draw = shown => {
    for (const row of document.querySelectorAll(".by-year__row")) {
      const svg = row.querySelector("svg"), { height } = svg.viewBox.baseVal, counts = {}
      for (const { kind, year } of shown) if (kind === row.dataset.kind && +year) counts[year] = (counts[year] ?? 0) + 1
      const path = svg.querySelector(".by-year__found") ?? svg.appendChild(svg.lastChild.cloneNode())
      path.setAttribute("class", "by-year__found")
      path.setAttribute("d", Object.entries(counts).map(([at, count]) => `M${at} ${height}v-${count}h1v${count}`).join(""))
    }
  }
  const button = (text, label, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, ariaLabel: label })
    made.addEventListener("click", () => { act(); keep(); apply(); fields[0].focus() })
    found.append(made)
    return made
  }
  function apply() {
    const chosen = fields.filter(field => field.value.trim())
    const shown = sources.filter(source => chosen.every(({ name, value }) => fits(source, name, value.trim())))
    const open = decodeURIComponent(location.hash.slice(1)), kept = new Set(shown)
    for (const source of sources) source.element.hidden = !kept.has(source) && source.id !== open
    for (const head of heads) {
      head[0].hidden = !sources.some(source => source.head === head && !source.element.hidden)
      if (head[1]) head[1].hidden = chosen.length > 0
    }
    form.parentElement.classList.toggle("is-chosen", chosen.length > 0)
    draw(chosen.length ? shown : [])
    status.textContent = !chosen.length ? whole : `${shown.length || "None"} of ${whole}`
    while (status.nextSibling) status.nextSibling.remove()
    const said = chosen.map(({ value, selectedOptions }) => selectedOptions?.[0].text.replace(/ \(\d+\)$/, "") ?? `“${value}”`)
    chosen.forEach((field, at) => { button(said[at], `Take away: ${said[at]}`, () => { field.value = "" }).className = "found__chip" })
    if (chosen.length) button("Clear", null, () => form.reset())
    document.title = chosen.length ? `${said.join(", ")}: ${status.textContent} – ${title}` : title
  }
  const keep = (how = "pushState") => {
    const address = new URL(location.href)
    for (const { name, value } of fields) value.trim() ? address.searchParams.set(name, value.trim()) : address.searchParams.delete(name)
    if (address.href !== location.href) history[how](null, "", address)
  }
  const read = () => {
    const asked = new URLSearchParams(location.search)
    for (const field of fields) {
      field.value = asked.get(field.name) ?? ""
      if (field.selectedIndex < 0) field.value = "" // not known here
    }
    apply()
  }
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("input", event => { keep(event.target.type === "search" ? "replaceState" : "pushState"); apply() })
  addEventListener("popstate", read)
  addEventListener("hashchange", apply)
  if (location.search) read()
}
