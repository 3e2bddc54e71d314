/* Buttons that copy a citation: the text that stands there, or the file that a link leads to.

   They are made when a reader first opens a block “Cite”, so a page with a hundred events carries none. The texts are
   brought then, too: a button works once its text is there, since Safari lets a page write to the clipboard only within
   the click itself; where the text cannot be brought, the link to its file remains. Where the browser does not let a
   page write to the clipboard at all, the text that was asked for is shown and selected. The focus stays where it is.
*/
{
  const brought = async file => {
    const answer = await fetch(file)
    if (!answer.ok) throw new Error(answer.statusText)
    return (await answer.text()).trim()
  }

  const open = block => {
    if (block.dataset.filled) return
    block.dataset.filled = "yes"
    for (const source of block.querySelectorAll("[data-copy]")) {
      const status = Object.assign(document.createElement("span"), { className: "cite__status", role: "status" })
      source.after(status)
      const put = text => { status.before(button(source.dataset.copy, text, block, status, source)) }
      if (!source.href) put(source.textContent)
      else brought(source.href).then(text => {
        put(text)
        if (source.dataset.copy !== "citation") return
        show(block, text)
        const permalink = new URL(`#${block.parentElement.querySelector("h3").id}`, document.querySelector("[rel=canonical]").href)
        status.before(button("address", permalink.href, block, status))
      }).catch(() => status.remove())
    }
  }

  const button = (kind, text, block, status, source) => {
    const made = Object.assign(document.createElement("button"), {
      className: "cite__copy", type: "button", textContent: `Copy ${kind}`
    })
    made.addEventListener("click", async () => {
      let said = "Copied"
      try {
        await navigator.clipboard.writeText(text)
      } catch {
        getSelection().selectAllChildren(source && !source.href ? source : show(block, text))
        said = "Selected: now press Ctrl+C or ⌘C"
      }
      status.textContent = ""
      setTimeout(() => { status.textContent = said }, 50) // a second copy is announced, too
    })
    return made
  }

  const show = (block, text) => {
    const shown = block.querySelector(".cite__text:not([data-copy])") ?? document.createElement("p")
    if (!shown.isConnected) block.querySelector("summary").after(shown)
    shown.className = "cite__text"
    shown.textContent = text
    return shown
  }

  document.addEventListener("toggle", event => event.target.matches(".cite") && open(event.target), true)
  document.querySelectorAll("details.cite[open]").forEach(open)
}
