/* Buttons that copy a citation: the text that stands there, or the file that a link leads to.

   They are made when a reader first opens a block “Cite”, so a page with a hundred events carries none; the text of an
   event's or a note's citation is brought then, too. Where the browser does not let a page write to the clipboard, the
   text is selected instead. The focus stays where it is.
*/
{
  const text = async source => source.href ? (await (await fetch(source.href)).text()).trim() : source.textContent

  const filled = new WeakMap() // each block that was opened, with the promise of its text
  const open = block => filled.has(block) || filled.set(block, fill(block))

  const fill = async block => {
    for (const source of block.querySelectorAll("[data-copy]")) {
      const status = Object.assign(document.createElement("span"), { className: "cite__status", role: "status" })
      const button = (kind, get) => {
        const made = Object.assign(document.createElement("button"), {
          className: "cite__copy", type: "button", textContent: `Copy ${kind}`
        })
        made.addEventListener("click", () => copy(get, source, status))
        return made
      }
      const buttons = [button(source.dataset.copy, () => text(source))]
      if (source.href && source.dataset.copy === "citation") {
        const permalink = block.parentElement.querySelector("h3").id
        buttons.push(button("address", () => new URL(`#${permalink}`, document.querySelector("[rel=canonical]").href).href))
      }
      source.after(...buttons, status)
    }
    const file = block.querySelector("a[data-copy=citation]")
    if (!file) return
    const shown = Object.assign(document.createElement("p"), { className: "cite__text" })
    shown.textContent = await text(file).catch(() => "")
    if (shown.textContent) block.querySelector("summary").after(shown)
  }

  const copy = async (get, source, status) => {
    let said = "Copied"
    try {
      await navigator.clipboard.writeText(await get())
    } catch {
      const block = source.closest("details")
      await filled.get(block)
      getSelection().selectAllChildren(block.querySelector(".cite__text") || source)
      said = "Selected: now press Ctrl+C or ⌘C"
    }
    status.textContent = ""
    setTimeout(() => { status.textContent = said }, 50) // a second copy is announced, too
  }

  document.addEventListener("toggle", event => event.target.matches("details.cite") && open(event.target), true)
  document.querySelectorAll("details.cite[open]").forEach(open)
}
