// <share-text data-title="…" data-url="…"><button data-share hidden>Share</button><button data-print hidden>Print</button></share-text>
// Opens the device's own sheet, which knows the reader's programs, or its printer. Without JavaScript, and where there is no
// sheet, the button stays hidden: the link by mail does without.
class ShareText extends HTMLElement {
  connectedCallback() {
    this.#offer("[data-print]", () => print())
    if (navigator.share) this.#offer("[data-share]", this.#share)
  }

  #offer(selector, act) {
    const button = this.querySelector(selector)
    button.hidden = false
    button.addEventListener("click", act)
  }

  #share = async () => {
    const { title, url } = this.dataset
    try {
      await navigator.share({ title, url })
    } catch (error) {
      if (error.name !== "AbortError") throw error // that is the reader, who closed the sheet again
    }
  }
}
customElements.define("share-text", ShareText)
