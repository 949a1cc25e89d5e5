// <div class="with-remark"><prose-text>…</prose-text><remark-quote data-show="Show it in the text" data-gone="…"><blockquote>…</blockquote></remark-quote></div>
// Leads from a remark to the paragraph that it was made on, in the editor beside it. Without JavaScript the quote stands alone.
const MIN_SIMILARITY = 0.5 // as in cases/editorial/review/remarked_text.py: its author may have mended some words

class RemarkQuote extends HTMLElement {
  connectedCallback() {
    if (this.querySelector("button")) return
    const button = document.createElement("button")
    Object.assign(button, { type: "button", className: "text-button", textContent: this.dataset.show })
    button.addEventListener("click", () => this.#show(button))
    this.append(button)
  }

  #show(button) {
    const text = this.closest(".with-remark").querySelector(".ProseMirror")
    const paragraph = text && likest(normalized(this.querySelector("blockquote").textContent), [...text.children])
    button.textContent = paragraph ? this.dataset.show : this.dataset.gone
    if (!paragraph) return
    text.focus()
    getSelection().selectAllChildren(paragraph)
    paragraph.scrollIntoView({ block: "center" })
  }
}
customElements.define("remark-quote", RemarkQuote)

function likest(quote, paragraphs) {
  const texts = paragraphs.map((one) => normalized(one.textContent))
  const same = texts.findIndex((text) => text.startsWith(quote))
  if (same >= 0) return paragraphs[same]
  const similarities = texts.map((text) => similarity(words(quote), words(text.slice(0, quote.length))))
  const best = Math.max(...similarities)
  return best >= MIN_SIMILARITY ? paragraphs[similarities.indexOf(best)] : null
}

// The share of words that two texts have in common (Sørensen–Dice).
function similarity(some, others) {
  return (2 * [...some].filter((word) => others.has(word)).length) / Math.max(1, some.size + others.size)
}

function normalized(text) { return text.replace(/\s+/g, " ").trim() }
function words(text) { return new Set(text.toLowerCase().split(" ")) }
