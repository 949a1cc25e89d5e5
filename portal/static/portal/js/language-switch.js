// <a data-language="ru" href="/ru/…">, on every page. Switching the language keeps what is typed: it goes along in the memory of
// this tab, to the same page and place. Passwords and files do not: the first are nobody's to keep, the others no page may.
const STORE = "draft:language" // begins so that signing out takes it, too
const MINUTES = 10
const KEPT_HIDDEN = new Set(["client_id", "base"]) // what a draft is known by; all else that is hidden is the page's own
const words = document.querySelector("script[data-stays-behind]").dataset

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-language]")
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  link.href = `/${link.dataset.language}${path()}${location.search}${location.hash}` // a draft has got its own address meanwhile
  const isWhole = remember() && ![...document.querySelectorAll("input[type=file]")].some((input) => input.files.length)
  if (!isWhole && !confirm(words.staysBehind)) event.preventDefault()
})

document.addEventListener("DOMContentLoaded", restore)

function path() { return location.pathname.replace(/^\/[a-z]+(?=\/)/, "") }

function remember() {
  const forms = [...document.forms].map((form) => [...fieldsOf(form)].map(([key, field]) => [key, valueOf(field)]))
  const typed = { at: Date.now(), page: path() + location.search, forms, scrolled: scrollY / document.body.scrollHeight }
  try {
    sessionStorage.setItem(STORE, JSON.stringify(typed))
    return true
  } catch {
    return false // more than a browser keeps
  }
}

function restore() {
  const typed = JSON.parse(sessionStorage.getItem(STORE) ?? "null")
  if (typed?.page !== path() + location.search) return
  sessionStorage.removeItem(STORE)
  if (Date.now() - typed.at > MINUTES * 60_000) return
  typed.forms.forEach((values, number) => { if (document.forms[number]) fill(document.forms[number], new Map(values)) })
  if (!location.hash) scrollTo(0, typed.scrolled * document.body.scrollHeight)
}

function fill(form, values) {
  const others = [...fieldsOf(form)].filter(([key, field]) => values.has(key) && JSON.stringify(values.get(key)) !== JSON.stringify(valueOf(field)))
  const changed = others.map(([, field]) => field).filter((field) => field.type !== "hidden")
  if (!changed.length) return // the site has it all, under a newer version than the one that was remembered
  for (const [key, field] of others) give(field, values.get(key))
  for (const field of changed) if (field.type !== "search") field.dispatchEvent(new Event("input", { bubbles: true }))
  form.dispatchEvent(new CustomEvent("typed:restored"))
}

// A key for each field that is the same in all languages: name, and for a tick its value, or else its number among its like.
function* fieldsOf(form) {
  const seen = new Map()
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken" || ["file", "password", "submit", "button"].includes(field.type)) continue
    if (field.type === "hidden" && !KEPT_HIDDEN.has(field.name)) continue
    const name = isTick(field) ? `${field.name}=${field.value}` : field.name
    seen.set(name, (seen.get(name) ?? 0) + 1)
    yield [`${name} ${seen.get(name)}`, field]
  }
}

const isTick = (field) => field.type === "checkbox" || field.type === "radio"

function valueOf(field) {
  if (isTick(field)) return field.checked
  return field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value
}

function give(field, value) {
  if (isTick(field)) field.checked = value
  else if (field.multiple) for (const option of field.options) option.selected = value.includes(option.value)
  else field.value = value
}
