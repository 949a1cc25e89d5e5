// What this device kept of a text and the site does not have: offered above its form, to be used or thrown away.
//   const offers = new DraftOffers(draftForm); offers.begin(() => hasChanged); offers.hide()
import { drop, dropWhatIsSaved, entriesOf, move } from "./device-drafts.js"

export const NOT_KEPT = new Set(["csrfmiddlewaretoken", "base", "client_id", "action"])

// Under which the words of this form are kept.
export function keyOf(host) { return `${host.dataset.key}:${field(formOf(host), "client_id").value}` }

// Name and value of all that can be kept as words; files cannot.
export function wordsOf(form) { return [...new FormData(form)].filter(([, value]) => typeof value === "string") }

const formOf = (host) => host.querySelector("form")
const field = (form, name) => form.elements.namedItem(name)

export class DraftOffers {
  #host

  constructor(host) { this.#host = host }

  get #form() { return formOf(this.#host) }
  get #notice() { return this.#host.querySelector("[data-kept]") }

  hide() { this.#notice.hidden = true }

  async begin(hasChanged) {
    const { key, begun } = this.#host.dataset
    const known = begun.split(" ").filter(Boolean)
    const isNew = key.includes(":new-")
    dropWhatIsSaved()
    if (!isNew) move(known, key)
    const inOtherTabs = new Set((await navigator.locks?.query())?.held.map(({ name }) => name))
    inOtherTabs.delete(keyOf(this.#host))
    for (const entry of entriesOf(this.#host.dataset.key)) {
      if (inOtherTabs.has(entry.key) || (isNew && known.includes(entry.id))) continue
      if (this.#differs(entry.kept.fields)) this.#offer(entry, hasChanged())
      else drop(entry.key)
    }
  }

  #offer({ key, id, kept }, isHidden) {
    const row = this.#notice.querySelector("template").content.firstElementChild.cloneNode(true)
    const title = new Map(kept.fields).get("title")
    if (title) Object.assign(row.querySelector("[data-kept-title]"), { textContent: title, lang: "" })
    const time = row.querySelector("time")
    time.dateTime = new Date(kept.at).toISOString()
    time.textContent = new Date(kept.at).toLocaleString(document.documentElement.lang)
    row.querySelector("[data-restore]").addEventListener("click", () => this.#restore(key, id, kept))
    row.querySelector("[data-discard]").addEventListener("click", () => {
      drop(key)
      row.remove()
      this.#notice.hidden = !this.#notice.querySelector("li")
    })
    this.#notice.querySelector("ul").append(row)
    this.#notice.hidden = isHidden
  }

  #differs(kept) {
    const here = wordsOf(this.#form).filter(([name]) => !NOT_KEPT.has(name))
    const shown = (name, value) => field(this.#form, name).dataset?.html ?? value
    return lettersOf(kept, (_name, value) => value) !== lettersOf(here, shown)
  }

  #restore(key, id, kept) {
    const values = grouped(kept.fields)
    for (const one of this.#form.elements) {
      if (!one.name || NOT_KEPT.has(one.name) || one.type === "file") continue
      const given = values.get(one.name) ?? []
      if (one.type === "checkbox" || one.type === "radio") one.checked = given.includes(one.value)
      else if (given.length) one.value = given[0]
    }
    field(this.#form, "base").value = kept.base // as old as the words are, so that a newer version is not overwritten
    if (id) field(this.#form, "client_id").value = id // so that the site knows it again, if the words reached it after all
    if (key !== keyOf(this.#host)) drop(key)
    this.#form.dispatchEvent(new CustomEvent("typed:restored"))
  }
}

// The letters alone: an editor writes the same text with other tags and spaces.
function lettersOf(pairs, shown) {
  const words = pairs.filter(([name]) => !name.endsWith("-format"))
  return JSON.stringify(words.map(([name, value]) => [name, bare(shown(name, value))]))
}

function bare(value) {
  const text = value.includes("<") ? new DOMParser().parseFromString(value, "text/html").body.textContent : value
  return text.replace(/[\s*#|>_-]+/g, "")
}

function grouped(pairs) {
  const groups = new Map()
  for (const [name, value] of pairs) groups.set(name, [...(groups.get(name) ?? []), value])
  return groups
}
