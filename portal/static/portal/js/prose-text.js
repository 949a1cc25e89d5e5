// <prose-text><textarea name="context" data-html="…">plain text</textarea><input type="hidden" name="context-format"></prose-text>
// Puts an editor with a row of words above it in the place of the text area. Without JavaScript one writes plain text.
import * as prose from "django-prose-editor/editor"
import { fromWord, picturesIn } from "./from-word.js"

const { Editor, Document, Paragraph, Text, HardBreak, Bold, Italic, Heading, BulletList, OrderedList, ListItem } = prose
const { Blockquote, Link, Table, TableRow, TableHeader, TableCell, Subscript, Superscript, History } = prose
const EXTENSIONS = [
  Document, Paragraph, Text, HardBreak, Bold, Italic, Heading.configure({ levels: [3, 4] }), BulletList, OrderedList, ListItem,
  Blockquote, Link.configure({ openOnClick: false }), Table, TableRow, TableHeader, TableCell, Subscript, Superscript, History,
]
// Name in the words of the page, what it does, and what it is called in the text when it is on.
const TOOLS = [
  ["heading", (chain) => chain.toggleHeading({ level: 3 }), ["heading", { level: 3 }]],
  ["bold", (chain) => chain.toggleBold(), ["bold"]],
  ["italic", (chain) => chain.toggleItalic(), ["italic"]],
  ["list", (chain) => chain.toggleBulletList(), ["bulletList"]],
  ["numbers", (chain) => chain.toggleOrderedList(), ["orderedList"]],
  ["quote", (chain) => chain.toggleBlockquote(), ["blockquote"]],
  ["table", (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), null],
  ["undo", (chain) => chain.undo(), null],
]

class ProseText extends HTMLElement {
  connectedCallback() {
    if (this.editor) return
    this.#area.value = this.#area.dataset.html
    this.#format.value = "html"
    this.#area.hidden = true
    this.editor = new Editor({
      element: this,
      extensions: EXTENSIONS,
      content: this.#area.value,
      injectCSS: false, // a style element would break the page's policy; writing.css has what is needed
      editorProps: { attributes: this.#attributes(), transformPastedHTML: this.#pasted, handlePaste: this.#pastedFiles, handleDrop: this.#pastedFiles },
      onUpdate: this.#write,
    })
    this.prepend(this.#tools())
    this.closest("form").addEventListener("typed:restored", this.#read)
    for (const label of this.#area.labels) label.addEventListener("click", () => this.editor.commands.focus())
  }

  disconnectedCallback() {
    this.editor?.destroy()
    this.editor = null
  }

  get #area() { return this.querySelector("textarea") }
  get #format() { return this.querySelector("input[type=hidden]") }

  #attributes() {
    const attributes = { role: "textbox", "aria-multiline": "true", "aria-label": this.#area.labels[0]?.textContent.trim() ?? "", class: "prose" }
    const described = this.#area.getAttribute("aria-describedby")
    return described ? { ...attributes, "aria-describedby": described } : attributes
  }

  #write = () => {
    this.#area.value = this.editor.isEmpty ? "" : this.editor.getHTML()
    this.#area.dispatchEvent(new Event("input", { bubbles: true }))
  }

  #pasted = (html) => {
    this.#tellOfPictures(picturesIn(html) > 0)
    return fromWord(html)
  }

  // A picture alone, from a screen or a folder: the editor would let it fall without a word.
  #pastedFiles = (_view, event) => {
    const { files, types } = event.clipboardData ?? event.dataTransfer
    if (!types.includes("text/html")) this.#tellOfPictures([...files].some((file) => file.type.startsWith("image/")))
    return false
  }

  #tellOfPictures(leftOut) {
    const words = leftOut ? this.closest("[data-tools]").dataset.pictures : ""
    if (!this.note) this.append((this.note = Object.assign(document.createElement("p"), { className: "field__error" })))
    this.note.setAttribute("role", "status")
    this.note.textContent = words
    this.note.hidden = !words
  }

  #read = () => this.editor.commands.setContent(this.#area.value, { emitUpdate: false })

  #tools() {
    const row = document.createElement("div")
    row.className = "prose-tools"
    row.setAttribute("role", "group")
    const words = this.closest("[data-tools]").dataset
    for (const [name, act, on] of TOOLS) row.append(this.#button(words[`tool${name[0].toUpperCase()}${name.slice(1)}`], act, on))
    row.append(this.#linkButton(words))
    return row
  }

  #button(word, act, on) {
    const button = document.createElement("button")
    Object.assign(button, { type: "button", className: "text-button", textContent: word })
    button.addEventListener("click", () => act(this.editor.chain().focus()).run())
    if (on) this.editor.on("transaction", () => button.setAttribute("aria-pressed", this.editor.isActive(...on)))
    return button
  }

  #linkButton(words) {
    const button = this.#button(words.toolLink, (chain) => chain, ["link"])
    button.addEventListener("click", () => {
      const address = prompt(words.toolAddress, this.editor.getAttributes("link").href ?? "https://")
      if (address === null) return
      const chain = this.editor.chain().focus().extendMarkRange("link")
      if (address.trim() && address !== "https://") chain.setMark("link", { href: address.trim() }).run()
      else chain.unsetMark("link").run()
    })
    return button
  }
}
customElements.define("prose-text", ProseText)
