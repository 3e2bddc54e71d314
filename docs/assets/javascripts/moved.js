// On a page that has moved: go on to the paragraph or record that the address names. Without scripts the page itself
// leads on, to the top of the new one.
const place = document.getElementById(decodeURIComponent(location.hash.slice(1)))
location.replace((place ?? document).querySelector("p > a, a").href)
