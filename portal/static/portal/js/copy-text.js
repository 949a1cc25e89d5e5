// <copy-text><p class="citation">…</p><button data-copies=".citation" data-done="Copied" hidden>Copy</button><p role="status"></p></copy-text>
// Puts the words of an element into the clipboard. Without JavaScript the button stays hidden: the text can be selected.
class CopyText extends HTMLElement {
  connectedCallback() {
    for (const button of this.#buttons) button.hidden = false
    this.addEventListener("click", this.#copy)
  }

  get #buttons() { return this.querySelectorAll("button[data-copies]") }

  #copy = async (event) => {
    const button = event.target.closest("button[data-copies]")
    if (!button) return
    const source = this.querySelector(button.dataset.copies)
    try {
      await navigator.clipboard.writeText(source.innerText.trim())
      this.querySelector("[role=status]").textContent = button.dataset.done
      button.textContent = button.dataset.done
    } catch {
      this.#select(source) // the browser keeps the clipboard closed: the reader copies what is marked
    }
  }

  #select(element) {
    const range = document.createRange()
    range.selectNodeContents(element)
    getSelection().removeAllRanges()
    getSelection().addRange(range)
  }
}
customElements.define("copy-text", CopyText)
