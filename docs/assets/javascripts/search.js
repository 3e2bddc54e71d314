/* The search opens: by its button, by a key, or for words in the address. What finds comes only then, in find.js.

   fold makes what is written alike whatever a keyboard can type: the timeline’s filter and the search both use it; it is
   global by name, for web archives wrap every script in a block of its own. */
globalThis.fold = text => text.replace(/[‘’‛ʼʻ´`]/g, "'").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  .replace(/[đøłßæœı]/g, letter => ({ đ: "d", ø: "o", ł: "l", ß: "ss", æ: "ae", œ: "oe", ı: "i" })[letter])
  .replace(/(\p{L})'s(?!\p{L})/gu, "$1").replace(/(\p{L})'(?=\p{L})/gu, "$1")
  .replace(/\p{sc=Han}/gu, sign => fold.simple[sign] ?? sign).replace(/\p{sc=Han}+/gu, " $& ")
  .replace(/[^\p{L}\p{N}]+/gu, " ").trim()
fold.simple = {}
fold.learn = pairs => { for (let at = 0; at < pairs.length; at += 2) fold.simple[pairs[at]] = pairs[at + 1] }

{
  const dialog = document.querySelector("dialog.search")
  const field = dialog?.querySelector("input")
  const here = document.currentScript.src
  const asked = new URL(location.href).searchParams
  let coming

  const bring = () => coming ??= new Promise((done, fail) => {
    const source = new URL("find.js", here)
    document.head.append(Object.assign(document.createElement("script"), { src: source, onload: done, onerror: fail }))
  })
  const open = () => {
    if (!dialog.open) dialog.showModal()
    field.select()
    bring().then(() => find.start(), () => {
      coming = null // the next try asks again
      dialog.querySelector("[role=status]").textContent = "The search did not come. Close and open it to try again."
    })
  }

  if (dialog) {
    document.addEventListener("click", ({ target }) => {
      if (target.closest?.("[data-opens=search]")) open()
      if (target === dialog || target.closest?.("[data-closes=search]")) dialog.close()
    })
    document.addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return
      if (!"/sf".includes(event.key) || event.target.closest("input, select, textarea, [contenteditable]")) return
      event.preventDefault()
      open()
    })
    dialog.addEventListener("keydown", event => event.stopPropagation()) // n and p turn no page here
    if (asked.get("q") && !document.getElementById("filters")) {
      field.value = asked.get("q")
      open()
    }
    if (asked.get("h")) bring().then(() => {
      find.mark(document.querySelector("article"), asked.get("h"))
      const own = new URL(location) // who copies the address wants the place, not the search
      own.searchParams.delete("h")
      history.replaceState(history.state, "", own)
    })
  }
}
