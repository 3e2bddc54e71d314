/* Where the keyboard is, where the theme forgets it: the list of pages on a narrow screen, wide tables. */
{
  const drawer = document.querySelector("[data-md-toggle=drawer]")
  const opener = document.querySelector(".header__pages")
  const pages = () => document.getElementById("pages")

  // The list of pages opens with its current page, closes with Escape or when left, and gives the focus back

  document.addEventListener("click", event => event.target.closest?.("[data-opens=drawer]") && drawer.click())
  drawer.addEventListener("change", () => {
    opener.setAttribute("aria-expanded", drawer.checked)
    if (drawer.checked) (pages().querySelector("[aria-current=page]") ?? pages().querySelector("a")).focus()
    else if (pages().contains(document.activeElement)) opener.focus()
  })
  document.addEventListener("focusin", ({ target }) => {
    if (drawer.checked && !pages().contains(target)) drawer.click()
  })

  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && drawer.checked) drawer.click()
  }, { capture: true })

  // A table that is wider than its place scrolls by itself: the keyboard reaches it

  const wide = new ResizeObserver(all => {
    for (const { target } of all) if (target.scrollWidth > target.clientWidth) target.tabIndex = 0
  })
  document.querySelectorAll("article table:not([class])").forEach(table => wide.observe(table))
}
