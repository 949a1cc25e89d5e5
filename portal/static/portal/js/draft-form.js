// <draft-form data-autosave="…" data-token="…" data-key="draft:7:12" data-offline="…" …><form>…</form></draft-form>
// Saves while somebody writes, says truthfully whether it did, and keeps on this device what the site does not have.
// Without JavaScript it is a wrapper that does nothing: the form has its buttons.
import { drop, keep } from "./device-drafts.js"
import { DraftOffers, keyOf, NOT_KEPT, wordsOf } from "./draft-offers.js"

const PAUSE = 2000 // after the last key, in milliseconds
const AGAIN = 10000 // after a failure
const NOT_SAVED_BY_ITSELF = /^(answer|settled)_\d/ // an answer to an editor goes with a press of Save, and is kept till then

class DraftForm extends HTMLElement {
  #changes = 0 // counts them, so that an answer of the server knows whether more was typed meanwhile
  #saved = 0
  #sending = false
  #overtaken = false // a newer version is there: from now on its author compares, and nothing is sent by itself
  #timer = 0
  #offers

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
    this.#offers = new DraftOffers(this)
    this.#offers.begin(() => this.#changes > 0)
  }

  disconnectedCallback() {
    for (const name of ["online", "focus"]) removeEventListener(name, this.#retry)
    removeEventListener("pagehide", this.#goodbye)
    removeEventListener("pageshow", this.#back)
  }

  get #form() { return this.querySelector("form") }
  get #key() { return keyOf(this) }
  get #isDirty() { return this.#changes > this.#saved }

  #field(name) { return this.#form.elements.namedItem(name) }

  #changed = (event) => {
    if (event.target.type === "file") return // goes with the next press of Save
    this.#offers.hide() // what is kept is offered again when the form is opened next
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
    const kept = { at: Date.now(), base: this.#field("base").value, fields: wordsOf(this.#form).filter(([name]) => !NOT_KEPT.has(name)) }
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
    for (const [name, value] of wordsOf(this.#form)) body.append(name, value)
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
    if (this.#isDirty || wordsOf(this.#form).some(([name, value]) => NOT_SAVED_BY_ITSELF.test(name) && value.trim())) this.#keep()
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

  // From this device, or from the page in another language.
  #restored = () => {
    this.#offers.hide()
    this.#hold()
    this.#changes += 1
    this.#keep()
    this.#save()
  }
}

customElements.define("draft-form", DraftForm)
