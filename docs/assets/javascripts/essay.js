/* A page of the essay: the line in the margin follows the paragraph in view, and the events that the essay passes over
   can be shown between its paragraphs. Both stand on the page without this script, too. */
{
  const marks = [...document.querySelectorAll(".margin [data-at]")]
  const inView = new Set()
  const observer = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) isIntersecting ? inView.add(target.id) : inView.delete(target.id)
    for (const mark of marks) mark.classList.toggle("is-here", mark.dataset.at.split(" ").some(id => inView.has(id)))
  }, { rootMargin: "-15% 0px -60% 0px" })
  for (const paragraph of document.querySelectorAll(".passage > p")) observer.observe(paragraph)

  const rows = document.querySelectorAll(".dates [data-after]")
  document.querySelector(".with-events input").addEventListener("change", ({ target }) => {
    for (const list of document.querySelectorAll(".passage__between")) list.remove()
    if (target.checked) for (const row of rows) {
      const passage = document.getElementById(row.dataset.after).parentElement
      if (!passage.lastElementChild.matches(".passage__between"))
        passage.append(Object.assign(document.createElement("ol"), { className: "passage__between" }))
      passage.lastElementChild.append(row.cloneNode(true))
    }
  })
}
