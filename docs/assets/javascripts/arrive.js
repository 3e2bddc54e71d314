/* A click on a link to a passage or an event ends there.

   On another page: Material's instant navigation forgets the anchor if the reader was still scrolling when the click
   came, because it stores the old scroll position with the new address and then returns to it. So the anchor of the
   last click is gone to again once the new page stands.

   On the same page: Material fetches the page anew for the first such click, which closes what the reader has opened
   and loses the keyboard's place. So the browser is left to follow these links by itself. For this the script comes
   before Material's. */
{
  let wanted = "", within = false

  document.addEventListener("click", event => {
    const link = event.target.closest("a[href]")
    wanted = link?.hash ?? ""
    within = wanted !== "" && link.pathname === location.pathname && link.search === location.search
    if (!within) return
    event.stopPropagation()
    setTimeout(() => within = false, 500)
  }, { capture: true })

  // The browser reports its step to the anchor, too; Material would take the report for a step back in history.
  addEventListener("popstate", event => within && event.stopImmediatePropagation(), { capture: true })

  document.addEventListener("theme-ready", () => {
    wanted = "" // the browser has been there by itself
    document$.subscribe(() => {
      if (wanted && wanted === location.hash) location.replace(wanted)
      wanted = ""
    })
  })
}
