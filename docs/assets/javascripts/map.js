/* The map: a card with a place's events at its mark, made from the entry in the list; the mark of an entry is lit.

   Marks, list and the choice of a period work without this script. */
{
  const MOST = 8
  const marks = new Map([...document.querySelectorAll("a.mark")].map(mark => [mark.hash.slice(1), mark]))
  const make = (tag, className, ...content) => {
    const element = Object.assign(document.createElement(tag), { className })
    element.append(...content)
    return element
  }

  // A card stays while mark or card is pointed at or has the focus. Its links are those of the entry to which the mark
  // leads: Tab goes on to the next mark.

  let card, current, leaving, dismissed
  const close = () => {
    clearTimeout(leaving)
    card?.remove()
    current?.removeAttribute("aria-describedby")
    current = card = null
  }
  const away = () => {
    clearTimeout(leaving)
    leaving = setTimeout(() => { if (card && !card.matches(":hover, :focus-within") && !current.matches(":hover, :focus")) close() }, 300)
  }

  const fill = mark => {
    const entry = document.getElementById(mark.hash.slice(1)).parentElement
    const name = make("p", "event-card__title", entry.querySelector("h3").textContent)
    const characters = entry.querySelector(".entry__names > [lang]")
    if (characters) name.append(" ", characters.cloneNode(true))
    const events = [...entry.querySelectorAll(".place__events > li")]
    const list = make("ul", "", ...events.slice(0, MOST).map(event => event.cloneNode(true)))
    const more = events.length - MOST
    const rest = more > 0 ? [make("p", "event-card__more", Object.assign(make("a", "", `and ${more} more`), { href: mark.hash }))] : []
    const made = make("div", "event-card card-of-place", name, list, ...rest)
    for (const link of made.querySelectorAll("a")) link.tabIndex = -1
    made.id = "event-card"
    made.setAttribute("role", "tooltip")
    return made
  }

  const open = mark => {
    clearTimeout(leaving)
    if (mark === current) return
    close()
    current = mark
    card = fill(mark)
    mark.after(card)
    mark.setAttribute("aria-describedby", card.id)
    stand()
  }

  // Below the mark, above it or beside it, whole and within the window; where there is no room, it scrolls

  const stand = () => {
    card.style.maxHeight = ""
    const dot = current.getBoundingClientRect(), map = current.closest(".sheet__map").getBoundingClientRect(), edge = 8
    const { width, height } = card.getBoundingClientRect()
    const top = document.querySelector(".md-header").getBoundingClientRect().bottom + edge
    const right = document.documentElement.clientWidth - edge, foot = innerHeight - edge
    const within = (value, least, most) => Math.max(least, Math.min(value, most))
    let x = within(dot.left + dot.width / 2 - width / 2, edge, right - width), y
    if (dot.bottom + height <= foot) y = dot.bottom
    else if (dot.top - height >= top) y = dot.top - height
    else if (dot.right + width <= right || dot.left - width >= edge) {
      x = dot.right + width <= right ? dot.right : dot.left - width
      y = within(dot.top - height / 2, top, foot - height)
    } else {
      const below = foot - dot.bottom, above = dot.top - top
      card.style.maxHeight = `${Math.max(below, above)}px`
      y = below > above ? dot.bottom : top
    }
    card.style.left = `${x - map.left}px`
    card.style.top = `${y - map.top}px`
  }

  const markOf = target => target.closest?.("a.mark")
  document.addEventListener("pointerover", event => {
    if (event.pointerType === "touch") return
    const mark = markOf(event.target)
    if (mark !== dismissed) dismissed = null
    if (mark && !dismissed && !card?.matches(":focus-within")) open(mark)
    else if (card && !mark && !card.contains(event.target)) away()
  })
  document.addEventListener("focusin", ({ target }) => {
    const mark = markOf(target)
    if (mark?.matches(":focus-visible") && mark !== dismissed) open(mark)
    else if (card && !mark && !card.contains(target)) close()
  })
  document.addEventListener("focusout", () => { dismissed = null })
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !card) return
    const focused = card.contains(document.activeElement)
    dismissed = current
    close()
    if (focused) dismissed.focus()
  })
  let touched // the first tap on a mark shows its card, the second one follows it
  document.addEventListener("pointerdown", event => {
    const mark = event.pointerType === "touch" && markOf(event.target)
    touched = mark && mark !== current && mark
    if (event.pointerType === "touch" && !mark && card && !card.contains(event.target)) close()
  })
  document.addEventListener("click", event => {
    if (!touched || markOf(event.target) !== touched) return
    event.preventDefault()
    open(touched)
    touched = null
  }, true)
  addEventListener("resize", () => card && stand())

  // The mark of the entry that the address names is lit; the way back to a mark in view moves nothing

  const light = () => {
    for (const [id, mark] of marks) mark.classList.toggle("is-lit", location.hash === `#${id}`)
  }
  document.addEventListener("click", event => {
    const back = event.target.closest?.(".place__back"), mark = back && document.getElementById(back.hash.slice(1))
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return
    const { top, bottom } = mark.getBoundingClientRect()
    if (top < 0 || bottom > innerHeight) return
    event.preventDefault()
    mark.focus({ preventScroll: true, focusVisible: true })
    open(mark)
  })
  addEventListener("hashchange", light)
  light()
}
