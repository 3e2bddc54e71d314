/* A step to a place ends there: a click on a link to a passage or an event, and the way back and forward.

   On the same page: Material fetches the page anew for the first such step, which closes what the reader has opened and
   loses the keyboard's place. So the browser is left to follow these links by itself, and the way back is gone here.
   For this the script comes before Material's. Others hear of it as “stepped”.

   On another page: Material's instant navigation forgets the anchor if the reader was still scrolling when the click
   came, because it stores the old scroll position with the new address and then returns to it. And on the way back it
   puts a page in place without telling the browser which part of it the address names. So the anchor is gone to again
   once the page stands, and the reader is then brought back to where they had been.
*/
{
  let wanted = "" // the anchor of the last click
  let path = location.pathname // before a step of the browser
  const named = () => document.getElementById(location.hash.slice(1))

  document.addEventListener("click", event => {
    const link = event.target.closest("a[href]")
    wanted = link?.hash ?? ""
    if (!wanted || link.pathname !== location.pathname || link.search !== location.search) return
    event.stopPropagation()
    history.replaceState({ x: scrollX, y: scrollY }, "") // as Material keeps it
  }, { capture: true })

  addEventListener("click", () => path = location.pathname) // Material has changed it by now

  addEventListener("popstate", event => {
    const same = location.pathname === path
    path = location.pathname
    if (!same) return
    event.stopImmediatePropagation()
    document.dispatchEvent(new Event("stepped"))
    if (history.state) scrollTo(history.state.x, history.state.y)
    else named()?.scrollIntoView()
  }, { capture: true })

  document.addEventListener("theme-ready", () => {
    wanted = "" // the browser has been there by itself
    document$.subscribe(() => {
      const back = wanted !== location.hash && history.state
      wanted = ""
      if (!named() || document.querySelector(":target")) return
      location.replace(location.hash)
      if (!back) return
      history.replaceState(back, "")
      scrollTo(back.x, back.y)
    })
  })
}
