/* The search itself: a list of entries, folded, in which every word of a question must stand.

   First comes what is called so, then what has the words in its name, then what has them in its text; among equals a record,
   an event, a theme, a note, the essay, other pages, lists. If nothing has all the words, what has the rarest of them. */
globalThis.find = (() => {
  const SHOWN = 20, LONG = 200 // results at once, characters of each
  const EXACT = 7, BEGINS = 6, AFTER_NOTES = 3.5, LIST = 6
  const HELP = [
    "Accents, apostrophes, hyphens and capitals make no difference. Other spellings of a name find it, too.",
    "Of several words all must stand in what is found; the beginning of a word is enough.",
    "↓ and ↑ go through the results, Enter opens one, Esc leads back.",
  ]
  const dialog = document.querySelector("dialog.search")
  const [field, status, place] = ["input", "[role=status]", ".search__found"].map(one => dialog.querySelector(one))
  const home = new URL("../../", document.currentScript.src)
  const make = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text })
  const TOKEN = /(\p{sc=Han}+|(?:(?!\p{sc=Han})[\p{L}\p{M}\p{N}'’ʼ])+)/u
  const isHan = word => /^\p{sc=Han}/u.test(word)
  const close = text => text.replaceAll(" ", "")
  let entries, starts

  // The index: read from disk, a page may load a script and no other file

  const script = address => new Promise((done, fail) => document.head.append(
    Object.assign(document.createElement("script"), { src: address, onload: () => done(__index), onerror: fail })))
  const fetched = async address => {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(answer.statusText)
    return answer.json()
  }
  async function load() {
    const index = await (location.protocol === "file:" ? script(new URL("search/search_index.js", home))
      : fetched(new URL("search/search_index.json", home)))
    fold.learn(index.simpler)
    entries = index.docs.map(entry => {
      const names = [entry.page ?? entry.title, ...entry.names ?? []].map(fold)
      const text = entry.page ? `${entry.title}: ${entry.text}` : entry.text
      const called = entry.page ? [] : names.map(close) // a section is not what its page is
      return { ...entry, text, names, called, head: ` ${names.join(" · ")} `, body: ` ${fold(text)} ` }
    })
    starts = index.starts.map(start => entries.find(({ location }) => location === start || location.startsWith(`${start}#`)))
      .filter(Boolean)
  }

  // How well an entry answers: 4 and 3 by its names, 2 and 1 by its text, by whole words and by how words begin

  const level = (entry, word) => {
    const [whole, begun] = isHan(word) ? [word, word] : [` ${word} `, ` ${word}`]
    const named = entry.order < LIST || !/^\d+$/.test(word) // the year of a book is not its name
    return named && entry.head.includes(whole) ? 4 : named && entry.head.includes(begun) ? 3
      : entry.body.includes(whole) ? 2 : entry.body.includes(begun) ? 1 : 0
  }
  const rank = (entry, levels, asked) => {
    const least = Math.min(...levels)
    if (entry.called.includes(close(asked))) return EXACT
    if (!entry.order && least > 2 && entry.names.some(name => name.startsWith(asked))) return BEGINS
    return least && least + ([entry.head, entry.body].some(text => text.includes(` ${asked}`)) ? 0.5 : 0)
  }
  const times = (entry, words) => words.reduce((sum, word) => sum + entry.body.split(word).length, 0)

  function search(words) {
    const asked = words.join(" ")
    const all = entries.map(entry => {
      const levels = words.map(word => level(entry, word))
      return { entry, levels, points: rank(entry, levels, asked) }
    })
    const found = all.filter(one => one.points)
    if (!found.length) return nearest(all, words)
    const exact = found.some(one => one.points === EXACT)
    for (const one of found) {
      if (exact && one.points === BEGINS) one.points = Math.min(...one.levels)
      one.among = one.points < BEGINS && !one.entry.order ? AFTER_NOTES : one.entry.order
      one.times = times(one.entry, words)
    }
    return found.sort((one, other) => Math.floor(other.points) - Math.floor(one.points) || one.among - other.among ||
      other.points - one.points ||
      (one.points > 3 ? one.entry.title.length - other.entry.title.length : other.times - one.times))
  }
  function nearest(all, words) {
    const counts = words.map((word, at) => all.filter(one => one.levels[at]).length)
    const worth = (level, at) => level && Math.log(all.length / counts[at]) * (level > 2 ? 2 : 1)
    for (const one of all) {
      one.part = true
      one.points = one.levels.map(worth).reduce((sum, part) => sum + part, 0) * (one.entry.order < LIST ? 1 : 0.7)
    }
    const half = Math.max(...all.map(one => one.points)) / 2
    return all.filter(one => one.points > half).sort((one, other) => other.points - one.points)
  }

  // Text with the words marked in it, and Chinese named as such

  const said = (token, words) => isHan(token) ? words.find(word => isHan(word) && fold(token).includes(word))
    : words.some(word => fold(token).startsWith(word)) && token
  function marked(text, words) {
    return text.split(TOKEN).map((token, at) => {
      const word = at % 2 && said(token, words)
      if (!word) return at % 2 && isHan(token) ? han([token]) : token
      if (!isHan(token)) return make("mark", "", token)
      const from = fold(token).indexOf(word)
      const upto = from + word.length
      return han([token.slice(0, from), make("mark", "", token.slice(from, upto)), token.slice(upto)])
    })
  }
  const han = parts => {
    const span = make("span", "")
    span.lang = "zh"
    span.append(...parts)
    return span
  }
  function snippet({ text, body }, words) {
    const places = words.map(word => body.indexOf(isHan(word) ? word : ` ${word}`)).filter(at => at >= 0)
    const near = Math.max(0, Math.round(Math.min(...places, body.length) / body.length * text.length) - 300) // folding moves it
    const parts = text.slice(places.length ? near : 0).split(TOKEN, 600)
    const first = Math.max(0, parts.findIndex((token, at) => at % 2 && said(token, words)))
    const from = Math.max(0, text.lastIndexOf(" ", (first && near + parts.slice(0, first).join("").length) - 60))
    const part = text.slice(from, from + LONG), cut = from + LONG < text.length
    const shown = cut ? part.slice(0, Math.max(part.lastIndexOf(" "), LONG / 2)) : part
    return [from ? "… " : "", ...marked(shown, words), cut ? " …" : ""]
  }

  // What is shown

  function link(entry, words) {
    const address = new URL(entry.location, home)
    if (location.protocol === "file:" && address.pathname.endsWith("/")) address.pathname += "index.html"
    const marks = words.filter(word => word.length > 2 || isHan(word))
    if (marks.length) address.searchParams.set("h", marks.join(" "))
    const link = make("a", "search__result")
    link.href = address
    const title = entry.page ? `${entry.page}: ${entry.title}` : entry.title
    link.append(...marked(title, []), " ", make("span", "tag", entry.kind || "Page"))
    return link
  }
  function item({ entry, points, part }, words) {
    const row = make("li", "search__item"), text = make("p", "search__text")
    row.append(link(entry, words), text)
    text.append(...snippet(entry, points > 3 && !part ? [] : words)) // what is called so is shown from its beginning
    return row
  }
  function list(found, words) {
    const all = make("ol", "search__list")
    all.append(...found.slice(0, SHOWN).map(one => item(one, words)))
    if (found.length <= SHOWN) return [all]
    const more = make("button", "search__more", `Show ${found.length - SHOWN} more`)
    more.addEventListener("click", () => {
      more.remove()
      all.append(...found.slice(SHOWN).map(one => item(one, words)))
      all.children[SHOWN].firstChild.focus()
    })
    return [all, more]
  }
  function show() {
    if (!entries) return
    const words = fold(field.value).split(" ").filter(Boolean)
    if (!words.length) {
      status.textContent = "To begin with:"
      place.replaceChildren(...list(starts.map(entry => ({ entry })), []), ...HELP.map(line => make("p", "search__help", line)))
      return
    }
    const found = search(words), count = `${found.length} ${found.length === 1 ? "result" : "results"}`
    status.textContent = !found.length ? "Nothing found"
      : found[0].part ? `Nothing has all these words; ${count} with some of them` : count
    place.replaceChildren(...list(found, words))
    dialog.scrollTop = 0
  }

  field.addEventListener("input", show)
  field.form.addEventListener("submit", event => {
    event.preventDefault()
    if (field.value.trim()) place.querySelector("a")?.click()
  })
  place.addEventListener("click", ({ target }) => target.closest("a") && dialog.close())
  dialog.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || event.isComposing) return
    const stops = [field, ...place.querySelectorAll("a, button")]
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length]?.focus()
    event.preventDefault()
  })

  let loading
  return {
    start() {
      if (entries) return show()
      status.textContent = "Loading …"
      loading ??= load().then(show, () => {
        loading = null
        status.textContent = "The search did not come. Close and open it to try again; all pages can be read without it."
      })
    },
    mark(element, asked) {
      const words = fold(asked).split(" ").filter(Boolean), texts = []
      const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      while (walk.nextNode()) texts.push(walk.currentNode)
      for (const text of texts) {
        if (text.parentElement.closest("svg, script, style, select, textarea")) continue
        if (text.data.split(TOKEN).some((token, at) => at % 2 && said(token, words))) text.replaceWith(...marked(text.data, words))
      }
    },
  }
})()
