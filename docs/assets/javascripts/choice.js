/* A hand-out of the events that the address names, as #one,two: one sheet of A4. Without scripts it lists all events.

   Of one event or two the sheet tells what happened, and of the first two it gives the best source, both from their pages;
   where those cannot be fetched, as from disk, it does without. */
{
  const MOST = 20 // as many as leave room to write
  const sheet = document.querySelector(".sheet"), rows = [...sheet.querySelectorAll(".sheet__events > li")]
  const part = name => sheet.querySelector(`.sheet__${name}`)
  const year = row => row.querySelector("time").dateTime.slice(0, 4)
  const given = () => { try { return sessionStorage.getItem(location.hash) } catch { return null } }

  const told = async row => {
    const page = new DOMParser().parseFromString(await (await fetch(row.querySelector("a").href)).text(), "text/html")
    for (const number of page.querySelectorAll(".number")) number.remove()
    return { source: page.querySelector(".event-page__sources li > p"), text: page.querySelector(".event-page__summary") }
  }

  let asked // what was chosen last
  const fill = async () => {
    const ids = asked = new Set(decodeURIComponent(location.hash.slice(1)).split(","))
    const named = rows.filter(row => ids.has(row.id))
    const chosen = [...named].sort((one, other) => ("essay" in other.dataset) - ("essay" in one.dataset)).slice(0, MOST)
    for (const row of rows) row.hidden = !chosen.includes(row)
    const shown = rows.filter(row => !row.hidden), [first, last] = [shown[0], shown.at(-1)]
    const count = `${named.length} ${named.length === 1 ? "event" : "events"}`
    sheet.classList.toggle("is-filled", shown.length > 0)
    part("count").textContent = named.length > MOST ? `${MOST} of ${count}` : shown.length ? count : "No event chosen"
    part("here").setAttribute("d", shown.map(row => `M${row.dataset.at} 6V36`).join(""))
    for (const made of sheet.querySelectorAll(".sheet__told, .sheet__sources li")) made.remove()
    part("sources").hidden = true
    if (!shown.length) return
    const span = year(first) === year(last) ? year(first) : `${year(first)}–${year(last)}`
    part("title").textContent = given() ?? (first === last ? first.querySelector("a").textContent : `${count}, ${span}`)
    for (const task of sheet.querySelectorAll("[data-one]")) {
      task.dataset.several ??= task.textContent
      task.textContent = first === last ? task.dataset.one : task.dataset.several
    }
    const pages = await Promise.all(shown.slice(0, 2).map(row => told(row).catch(() => ({}))))
    if (ids !== asked) return // another choice has come meanwhile
    for (const [at, { source, text }] of pages.entries()) {
      if (text && shown.length < 3) shown[at].append(Object.assign(text, { className: "sheet__told" }))
      if (!source || pages.slice(0, at).some(other => other.source?.textContent === source.textContent)) continue
      part("sources").hidden = false
      const item = document.createElement("li")
      source.className = "sheet__reference"
      item.append(source)
      part("sources").lastElementChild.append(item)
    }
  }
  addEventListener("hashchange", fill)
  fill()
}
