// On every page: "/" leads to the search, into its box where one stands. <a href="/en/search/" aria-keyshortcuts="/">
const BOX = "search-box-query"

if (location.hash === `#${BOX}`) document.getElementById(BOX)?.focus()

document.addEventListener("keydown", (event) => {
  const { target, code, key, ctrlKey, metaKey, altKey, isComposing } = event
  const writes = target.isContentEditable || target.matches?.("input, textarea, select")
  // The key that has "/" on a Latin layout has another letter on a Cyrillic one: it is known by its place.
  if (writes || isComposing || ctrlKey || metaKey || altKey || (key !== "/" && code !== "Slash")) return
  const box = document.getElementById(BOX)
  const link = document.querySelector('a[aria-keyshortcuts="/"]')
  if (!box && !link) return
  event.preventDefault()
  if (!box) return location.assign(`${link.href}#${BOX}`)
  box.focus()
  box.select()
})
