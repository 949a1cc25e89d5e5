// <search-suggestions source="/en/search/suggest/" said="suggestions: …"><form><input type="search" name="q">…</form>
// <ul role="listbox" hidden></ul><p role="status"></p></search-suggestions>
// Offers what may be meant while one types: a combobox after the ARIA pattern. Without JavaScript the form searches.
const PAUSE = 150 // ms between the last letter and the question, so that a thin line is not asked for every letter

class SearchSuggestions extends HTMLElement {
  #timer = 0
  #asking = null
  #chosen = -1

  connectedCallback() {
    const field = this.#field
    field.setAttribute("role", "combobox")
    field.setAttribute("aria-autocomplete", "list")
    field.setAttribute("aria-controls", this.#list.id)
    field.setAttribute("aria-expanded", "false")
    field.addEventListener("input", this.#typed)
    field.addEventListener("keydown", this.#key)
    this.#list.addEventListener("mousedown", (event) => event.preventDefault()) // the field keeps the focus
    this.#list.addEventListener("click", this.#clicked)
    this.addEventListener("focusout", ({ relatedTarget }) => { if (!this.contains(relatedTarget)) this.#close() })
  }

  get #field() { return this.querySelector("input[type=search]") }
  get #list() { return this.querySelector("[role=listbox]") }
  get #options() { return [...this.#list.querySelectorAll("[role=option]")] }

  #typed = () => {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#ask, PAUSE)
  }

  #ask = async () => {
    this.#asking?.abort()
    const asking = this.#asking = new AbortController()
    const query = this.#field.value.trim()
    if (!query) return this.#close()
    try {
      const address = `${this.getAttribute("source")}?${new URLSearchParams({ q: query })}`
      const answer = await fetch(address, { signal: asking.signal })
      if (answer.ok) this.#show(await answer.text())
    } catch {
      if (!asking.signal.aborted) this.#close() // no line: the form still searches
    }
  }

  #show(html) {
    this.#list.innerHTML = html
    this.#options.forEach((option, place) => { option.id = `${this.#list.id}-${place}` })
    this.#choose(-1)
    const count = this.#options.length
    this.#list.hidden = !count
    this.#field.setAttribute("aria-expanded", String(count > 0))
    this.querySelector("[role=status]").textContent = count ? `${count} ${this.getAttribute("said")}` : ""
  }

  #close = () => {
    clearTimeout(this.#timer)
    this.#asking?.abort()
    this.#show("")
  }

  #key = (event) => {
    const count = this.#options.length
    if (event.key === "Escape" && count) {
      event.preventDefault()
      this.#close()
    } else if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault()
      // -1 is the field itself: before the first and after the last.
      const step = event.key === "ArrowDown" ? 1 : -1
      this.#choose(((this.#chosen + 1 + step + count + 1) % (count + 1)) - 1)
    } else if (event.key === "Enter" && this.#options[this.#chosen]) {
      event.preventDefault()
      this.#go(this.#options[this.#chosen])
    }
  }

  #clicked = ({ target }) => {
    const option = target.closest("[role=option]")
    if (option) this.#go(option)
  }

  #choose(place) {
    const options = this.#options
    this.#chosen = place
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === this.#chosen)))
    const option = options[this.#chosen]
    if (option) {
      this.#field.setAttribute("aria-activedescendant", option.id)
      option.scrollIntoView({ block: "nearest" })
    } else this.#field.removeAttribute("aria-activedescendant")
  }

  // An operator or its value goes into the box, for there is more to type.
  #go({ dataset }) {
    if (dataset.address) return location.assign(dataset.address)
    this.#field.value = dataset.typed
    this.#field.focus()
    if (dataset.typed.endsWith(":")) this.#ask()
    else this.#close()
  }
}
customElements.define("search-suggestions", SearchSuggestions)
