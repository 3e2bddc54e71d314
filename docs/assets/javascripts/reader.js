/* The reader's own choices: light or dark colours, previews, single keys. They are kept in this browser, and nothing is
   kept of a reader who makes none. The page's head has the line that sets the colours before anything is painted.

   Everything is delegated to the document, so that it holds whenever the theme's script starts. */
{
  const root = document.documentElement
  const read = name => { try { return __md_get(name) } catch { return null } }
  const keep = (name, value) => value === null
    ? localStorage.removeItem(`${__md_scope.pathname}.${name}`)
    : __md_set(name, value)

  // Colours: the reader's, else the system's; who goes back to the system's follows it again

  const system = matchMedia("(prefers-color-scheme: dark)")
  const button = document.querySelector(".palette")
  const paint = () => {
    const scheme = read("colours") ?? (system.matches ? "slate" : "default")
    document.body.setAttribute("data-md-color-scheme", scheme)
    button.setAttribute("aria-pressed", scheme === "slate")
  }
  button.addEventListener("click", () => {
    const dark = button.getAttribute("aria-pressed") !== "true"
    keep("colours", dark === system.matches ? null : dark ? "slate" : "default")
    paint()
  })
  system.addEventListener("change", paint)
  paint()

  // The switches in the foot of every page

  for (const name of ["previews", "keys"]) root.dataset[name] = read(name) ?? "on"
  document.addEventListener("toggle", event => {
    for (const box of event.target.querySelectorAll("[data-choice]")) box.checked = root.dataset[box.dataset.choice] === "on"
  }, { capture: true })
  document.addEventListener("change", ({ target }) => {
    const name = target.dataset.choice
    if (!name) return
    root.dataset[name] = target.checked ? "on" : "off"
    keep(name, target.checked ? null : "off")
  })

  // Escape closes a preview. Single keys never reach the theme where they are switched off

  document.addEventListener("keydown", event => {
    if (event.key === "Escape") for (const preview of document.querySelectorAll(".md-tooltip2")) preview.hidden = true
    const alone = !event.ctrlKey && !event.metaKey && !event.altKey
    const writes = event.target.matches?.("input, select, textarea")
    if (root.dataset.keys === "off" && alone && !writes && "/sfpn,.".includes(event.key)) event.stopPropagation()
  }, { capture: true })

  // A mistake is told of the place that the address names; without scripts, of the page

  const mend = document.querySelector(".footer__mend a")
  const aim = () => {
    const form = new URL(mend.href)
    form.searchParams.set("address", document.querySelector("[rel=canonical]").href + location.hash)
    mend.href = form
    mend.textContent = "Correct this" + (location.hash && ": " + location.hash)
  }
  if (mend) {
    aim()
    addEventListener("hashchange", aim)
  }

  // A preview is named, and the keyboard passes it by: what it shows is where its link leads

  new MutationObserver(changes => {
    for (const preview of changes.flatMap(change => [...change.addedNodes])) {
      if (!preview.matches?.(".md-tooltip2[role=dialog]")) continue
      preview.setAttribute("aria-label", "Preview")
      for (const part of preview.querySelectorAll("[id]")) part.removeAttribute("id")
      for (const part of preview.querySelectorAll("a, summary, button, .md-tooltip2__inner")) part.tabIndex = -1
    }
  }).observe(document.body, { childList: true })
}
