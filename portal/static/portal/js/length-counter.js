// <textarea data-limit="400">, on every page. Counts beside a text that comes near its limit, and says when it is beyond.
// Nothing is cut: what is too long stays, and is not saved before its author has made it shorter.
const NEAR = 0.8 // of the limit
const words = document.querySelector("script[data-too-long]").dataset

document.addEventListener("input", ({ target }) => { if (target.dataset?.limit) count(target) })
document.addEventListener("DOMContentLoaded", () => { for (const field of document.querySelectorAll("[data-limit]")) count(field) })

function count(field) {
  const limit = Number(field.dataset.limit)
  const length = [...field.value].length // as the server counts: an emoji is one
  const line = field.closest("form")?.querySelector(`[data-counts="${field.id}"]`) ?? (length > limit * NEAR ? begin(field) : null)
  if (!line) return
  const [number, warning] = line.children
  number.textContent = length > limit * NEAR ? `${length} / ${limit}` : ""
  const sentence = length > limit ? words.tooLong.replace("{limit}", limit) : ""
  if (warning.textContent !== sentence) warning.textContent = sentence // said once, and not at every key
}

function begin(field) {
  const line = document.createElement("div")
  line.className = "field__length"
  line.dataset.counts = field.id
  line.innerHTML = '<p class="field__count"></p><p class="field__error" role="status"></p>'
  ;(field.closest("prose-text, search-suggestions") ?? field).after(line)
  return line
}
