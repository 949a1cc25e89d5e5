// <tag-offers for="id_tags" source="/en/contribute/tags/"><p data-typed hidden>Known tags:</p><p data-in-text hidden>In your text:</p></tag-offers>
// Offers tags for a field of names with commas between: those that go on like what is typed, and those that stand in the text as
// it was last saved. A pressed one goes into the field. Without JavaScript one types.
const PAUSE = 200 // ms after the last letter

class TagOffers extends HTMLElement {
  #timer = 0
  #asking = null

  connectedCallback() {
    this.#field.addEventListener("input", () => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(this.#ask, PAUSE)
    })
    this.#field.addEventListener("focus", this.#read, { once: true })
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-name]")
      if (button) this.#take(button)
    })
  }

  get #field() { return document.getElementById(this.getAttribute("for")) }
  get #names() { return this.#field.value.split(/[,;]/).map((name) => name.trim()) }

  #ask = async () => {
    this.#asking?.abort()
    const asking = this.#asking = new AbortController()
    const typed = this.#names.at(-1)
    const address = `${this.getAttribute("source")}?${new URLSearchParams({ q: typed })}`
    const html = typed ? await read(address, asking.signal) : ""
    if (!asking.signal.aborted) this.#show("typed", html)
  }

  // A text that was never saved has no address yet, and nothing that could be read.
  #read = async () => {
    const address = this.#field.form.getAttribute("action")
    if (address) this.#show("in-text", await read(`${address}tags/`))
  }

  #show(place, html) {
    const line = this.querySelector(`[data-${place}]`)
    line.querySelectorAll("[data-name]").forEach((button) => button.remove())
    line.insertAdjacentHTML("beforeend", html)
    this.#leaveOut()
  }

  // What is in the field is not offered again; what is still being typed is, for it may be meant otherwise.
  #leaveOut() {
    const names = this.#names.map((name) => name.toLowerCase())
    for (const line of this.children) {
      const there = line.matches("[data-typed]") ? names.slice(0, -1) : names
      line.querySelectorAll("[data-name]").forEach((button) => {
        if (there.includes(button.dataset.name.toLowerCase())) button.remove()
      })
      line.hidden = !line.querySelector("[data-name]")
    }
  }

  // What was begun is finished by it; what stands in the text comes after what is there.
  #take(button) {
    const names = this.#names
    if (button.closest("[data-typed]")) names.pop()
    this.#field.value = [...names.filter(Boolean), button.dataset.name, ""].join(", ")
    this.querySelectorAll("[data-typed] [data-name]").forEach((typed) => typed.remove())
    this.#leaveOut()
    this.#field.focus()
    this.#field.dispatchEvent(new Event("input", { bubbles: true }))
  }
}
// Nothing without a line: one types.
async function read(address, signal) {
  try {
    const answer = await fetch(address, { signal })
    return answer.ok ? await answer.text() : ""
  } catch {
    return ""
  }
}
customElements.define("tag-offers", TagOffers)
