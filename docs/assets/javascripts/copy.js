/* Buttons that copy a citation: the text that stands there, or the file that a link leads to.

   They are made when a reader first opens a block “Cite”, so a page with a hundred events carries none. Where the
   browser does not let a page write to the clipboard, the text is selected instead. The focus stays where it is.
*/
{
  const fill = block => {
    for (const source of block.querySelectorAll("[data-copy]")) {
      const status = Object.assign(document.createElement("span"), { className: "cite__status", role: "status" })
      const buttons = source.dataset.copy.split(" ").map(kind => {
        const button = Object.assign(document.createElement("button"), {
          className: "cite__copy", type: "button", textContent: `Copy ${kind}`
        })
        button.addEventListener("click", () => copy(kind === "address" && source.querySelector("a") || source, status))
        return button
      })
      source.after(...buttons, status)
    }
  }

  const copy = async (source, status) => {
    let said = "Copied"
    try {
      const text = source.hasAttribute("download") ? await (await fetch(source.href)).text() : source.textContent
      await navigator.clipboard.writeText(text)
    } catch {
      getSelection().selectAllChildren(source)
      said = "Selected: now press Ctrl+C or ⌘C"
    }
    status.textContent = ""
    setTimeout(() => { status.textContent = said }, 50) // a second copy is announced, too
  }

  document$.subscribe(() => {
    for (const block of document.querySelectorAll("details.cite")) {
      if (block.open) fill(block)
      else block.addEventListener("toggle", () => fill(block), { once: true })
    }
  })
}
