// <kept-words data-key="review:12:…"></kept-words>, on a page with several forms: what is typed in one of their text areas is still
// there when another was sent, or when the line was cut. It is forgotten with the tab, at sign-out, and once the page shows it.
class KeptWords extends HTMLElement {
  connectedCallback() {
    this.#restore()
    for (const target of document.querySelectorAll("textarea")) {
      if (target.value !== target.defaultValue) this.#keep({ target }) // typed before this script came
    }
    document.addEventListener("input", this.#keep)
  }

  disconnectedCallback() { document.removeEventListener("input", this.#keep) }

  get #key() { return `draft:${this.dataset.key}` }
  get #kept() { return JSON.parse(sessionStorage.getItem(this.#key) ?? "{}") }

  #keep = ({ target }) => {
    if (target.localName === "textarea" && target.id) this.#store({ ...this.#kept, [target.id]: target.value })
  }

  #restore() {
    const shown = normalized(document.body.innerText)
    const words = Object.entries(this.#kept).filter(([, value]) => value.trim() && !shown.includes(normalized(value)))
    this.#store(Object.fromEntries(words))
    for (const [id, value] of words) {
      const field = document.getElementById(id)
      if (!field || field.value) continue
      field.value = value
      const folded = field.closest("details")
      if (folded) folded.open = true
    }
  }

  #store(words) { sessionStorage.setItem(this.#key, JSON.stringify(words)) }
}
customElements.define("kept-words", KeptWords)

function normalized(text) { return text.replace(/\s+/g, " ").trim() }
