// <draft-form data-autosave="…" data-token="…" data-key="draft:7:12" data-offline="…" …><form>…</form></draft-form>
// Saves while somebody writes, says truthfully whether it did, and keeps on this device what the site does not have.
// Without JavaScript it is a wrapper that does nothing: the form has its buttons.
import { drop, dropWhatIsSaved, entriesOf, keep, move } from "./device-drafts.js"

const PAUSE = 2000 // after the last key, in milliseconds
const AGAIN = 10000 // after a failure
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "base", "client_id", "action"])
const NOT_SAVED_BY_ITSELF = /^(answer|settled)_\d/ // an answer to an editor goes with a press of Save, and is kept till then

class DraftForm extends HTMLElement {
  #changes = 0 // counts them, so that an answer of the server knows whether more was typed meanwhile
  #saved = 0
  #sending = false
  #overtaken = false // a newer version is there: from now on its author compares, and nothing is sent by itself
  #timer = 0

  connectedCallback() {
    this.addEventListener("input", this.#changed)
    this.#form.addEventListener("submit", this.#leaving)
    this.querySelector("[data-steps]").addEventListener("click", this.#unfold)
    this.#form.addEventListener("typed:restored", this.#restored)
    addEventListener("online", this.#retry)
    addEventListener("focus", this.#retry)
    addEventListener("pagehide", this.#goodbye)
    addEventListener("pageshow", this.#back)
    new ResizeObserver(this.#makeRoom).observe(this.querySelector(".saved-line"))
    this.#hold()
    this.#offerWhatWasKept()
  }

  disconnectedCallback() {
    for (const name of ["online", "focus"]) removeEventListener(name, this.#retry)
    removeEventListener("pagehide", this.#goodbye)
    removeEventListener("pageshow", this.#back)
  }

  get #form() { return this.querySelector("form") }
  get #key() { return `${this.dataset.key}:${this.#field("client_id").value}` }
  get #isDirty() { return this.#changes > this.#saved }

  #field(name) { return this.#form.elements.namedItem(name) }

  // Name and value of all that can be kept as words; files cannot.
  #fields() { return [...new FormData(this.#form)].filter(([, value]) => typeof value === "string") }

  #changed = (event) => {
    if (event.target.type === "file") return // goes with the next press of Save
    this.querySelector("[data-kept]").hidden = true // what is kept is offered again when the form is opened next
    this.#changes += 1
    if (!this.#keep()) return this.#say(this.dataset.unkept, "mend")
    if (this.#overtaken) return
    this.#say(this.dataset.changed, "waiting")
    this.#schedule(PAUSE)
  }

  #schedule(pause) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#save, pause)
  }

  #keep() {
    const kept = { at: Date.now(), base: this.#field("base").value, fields: this.#fields().filter(([name]) => !NOT_KEPT.has(name)) }
    return keep(this.#key, kept)
  }

  #save = async () => {
    if (this.#sending || this.#overtaken || !this.#isDirty) return
    this.#sending = true
    const upTo = this.#changes
    this.#say(this.dataset.saving, "waiting")
    try {
      await this.#answered(await this.#post(), upTo)
    } catch {
      this.#say(this.dataset.offline, "waiting") // fetch throws when there is no line
      this.#schedule(AGAIN)
    }
    this.#sending = false
    if (this.#isDirty && this.#saved === upTo) this.#schedule(PAUSE)
  }

  async #post() {
    const send = () => fetch(this.dataset.autosave, { method: "POST", body: this.#body(), headers: { Accept: "application/json" } })
    const response = await send()
    if (response.status !== 403 || !(await this.#renewToken())) return response
    return send()
  }

  #body() {
    const body = new FormData()
    for (const [name, value] of this.#fields()) body.append(name, value)
    return body
  }

  // Signing in again, in another tab, made the form's token worthless.
  async #renewToken() {
    const response = await fetch(this.dataset.token, { headers: { Accept: "application/json" } })
    if (!response.ok) return false
    const { token } = await response.json()
    for (const field of this.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token
    return true
  }

  async #answered(response, upTo) {
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json")
    if (!isJson) {
      this.#say(this.dataset.failed, "waiting")
      return this.#schedule(AGAIN)
    }
    const answer = await response.json()
    if (response.ok) return this.#savedAs(answer, upTo)
    this.#overtaken = Boolean(answer.compare)
    this.#say(answer.words, "mend", answer)
    if ([401, 429, 503].includes(response.status)) this.#schedule(AGAIN)
  }

  #savedAs(answer, upTo) {
    this.#saved = upTo
    this.#field("base").value = answer.base
    drop(this.#key)
    if (this.dataset.autosave !== answer.autosave) this.#becomeThePageOf(answer)
    const steps = this.querySelector("[data-steps]")
    if (!steps.contains(document.activeElement)) steps.innerHTML = answer.steps
    if (this.#isDirty || this.#fields().some(([name, value]) => NOT_SAVED_BY_ITSELF.test(name) && value.trim())) this.#keep()
    if (this.#isDirty) this.#say(this.dataset.changed, "waiting")
    else this.#say(answer.words, "")
  }

  // A new text has its own address from the first saving on: reloading must not begin a second one.
  #becomeThePageOf(answer) {
    history.replaceState(null, "", answer.url)
    this.#form.setAttribute("action", answer.url) // form.action would be the buttons of that name
    Object.assign(this.dataset, { autosave: answer.autosave, key: answer.key })
    this.#hold()
  }

  // Other tabs do not offer what is being written in this one.
  #hold() { navigator.locks?.request(this.#key, () => new Promise(() => {})) }

  #say(words, kind, { login = "", compare = false } = {}) {
    const line = this.querySelector(".saved-line__words")
    line.className = `saved-line__words${kind && ` saved-line__words--${kind}`}`
    this.querySelector("[data-words]").textContent = words
    const way = this.querySelector("[data-sign-in]")
    way.hidden = !login
    if (login) way.href = login
    this.querySelector("[data-compare]").hidden = !compare
  }

  // The steps stand below the line on what is saved, however much it says.
  #makeRoom = ([{ target }]) => this.style.setProperty("--saved-line", `${target.offsetHeight}px`)

  #retry = () => { if (this.#isDirty) this.#schedule(300) }

  // On a phone the part that a step leads to may be folded.
  #unfold = (event) => {
    const part = this.querySelector(event.target.closest("a")?.hash || "none")
    for (const fold of part?.querySelectorAll(":scope > details") ?? []) fold.open = true
  }

  // Kept until the next page shows that the site has it: on the way there the session may turn out to be over.
  #leaving = () => {
    this.#keep()
    this.#saved = this.#changes
  }

  #goodbye = () => {
    if (!this.#isDirty) return
    this.#keep()
    navigator.sendBeacon(this.dataset.autosave, this.#body())
  }

  // From the browser's memory, with a version that was overtaken when it went there.
  #back = (event) => { if (event.persisted) location.reload() }

  async #offerWhatWasKept() {
    const begun = this.dataset.begun.split(" ").filter(Boolean)
    const isNew = this.dataset.key.includes(":new-")
    dropWhatIsSaved()
    if (!isNew) move(begun, this.dataset.key)
    const inOtherTabs = new Set((await navigator.locks?.query())?.held.map(({ name }) => name))
    inOtherTabs.delete(this.#key)
    for (const entry of entriesOf(this.dataset.key)) {
      if (inOtherTabs.has(entry.key) || (isNew && begun.includes(entry.id))) continue
      if (this.#differs(entry.kept.fields)) this.#offer(entry)
      else drop(entry.key)
    }
  }

  #offer({ key, id, kept }) {
    const notice = this.querySelector("[data-kept]")
    const row = notice.querySelector("template").content.firstElementChild.cloneNode(true)
    const title = new Map(kept.fields).get("title")
    if (title) Object.assign(row.querySelector("[data-kept-title]"), { textContent: title, lang: "" })
    const time = row.querySelector("time")
    time.dateTime = new Date(kept.at).toISOString()
    time.textContent = new Date(kept.at).toLocaleString(document.documentElement.lang)
    row.querySelector("[data-restore]").addEventListener("click", () => this.#restore(key, id, kept))
    row.querySelector("[data-discard]").addEventListener("click", () => {
      drop(key)
      row.remove()
      notice.hidden = !notice.querySelector("li")
    })
    notice.querySelector("ul").append(row)
    notice.hidden = this.#changes > 0
  }

  #differs(fields) {
    const here = this.#fields().filter(([name]) => !NOT_KEPT.has(name))
    const words = (pairs, bare) => JSON.stringify(pairs.filter(([name]) => !name.endsWith("-format")).map(([name, value]) => [name, bare(name, value)]))
    const stored = words(fields, (name, value) => this.#bare(value))
    const shown = words(here, (name, value) => this.#bare(this.#field(name).dataset?.html ?? value))
    return stored !== shown
  }

  // The letters alone: an editor writes the same text with other tags and spaces.
  #bare(value) {
    const text = value.includes("<") ? new DOMParser().parseFromString(value, "text/html").body.textContent : value
    return text.replace(/[\s*#|>_-]+/g, "")
  }

  #restore(key, id, kept) {
    const values = Map.groupBy ? Map.groupBy(kept.fields, ([name]) => name) : grouped(kept.fields)
    for (const field of this.#form.elements) {
      if (!field.name || NOT_KEPT.has(field.name) || field.type === "file") continue
      const given = (values.get(field.name) ?? []).map(([, value]) => value)
      if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value)
      else if (given.length) field.value = given[0]
    }
    this.#field("base").value = kept.base // as old as the words are, so that a newer version is not overwritten
    if (id) this.#field("client_id").value = id // so that the site knows it again, if the words reached it after all
    if (key !== this.#key) drop(key)
    this.#form.dispatchEvent(new CustomEvent("typed:restored"))
  }

  // From this device, or from the page in another language.
  #restored = () => {
    this.querySelector("[data-kept]").hidden = true
    this.#hold()
    this.#changes += 1
    this.#keep()
    this.#save()
  }
}

function grouped(pairs) {
  const groups = new Map()
  for (const pair of pairs) groups.set(pair[0], [...(groups.get(pair[0]) ?? []), pair])
  return groups
}
customElements.define("draft-form", DraftForm)
