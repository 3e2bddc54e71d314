/* A click on a link to a passage or an event of another page ends there.

   Material's instant navigation forgets the anchor if the reader was still scrolling when the click came: it stores the
   old scroll position with the new address and then returns to it. So the anchor of the last click is gone to again
   once the new page stands. */
{
  let wanted = ""

  document.addEventListener("click", event => {
    wanted = event.target.closest("a[href]")?.hash ?? ""
  }, { capture: true })

  document$.subscribe(() => {
    if (wanted && wanted === location.hash) location.replace(wanted)
    wanted = ""
  })
}
