// What of a queue is shown below the messages: each with its true state, and with what one can do about a failed one.
//   const waiting = new QueueView(topic, queue, log); waiting.onact = () => …; waiting.show("Waits for a line")
export class QueueView {
  onact = () => {}
  #topic
  #queue
  #log
  #shown = ""

  constructor(topic, queue, log) {
    [this.#topic, this.#queue, this.#log] = [topic, queue, log]
    this.#box.addEventListener("click", this.#act)
  }

  get #box() { return this.#topic.querySelector("[data-outbox]") }
  get #words() { return this.#topic.dataset }

  // words: why they wait.
  show(words) {
    const all = this.#queue.all
    const shown = JSON.stringify([all, words])
    if (shown === this.#shown) return // a button keeps its focus
    this.#shown = shown
    this.#log.keepPlace(() => this.#box.replaceChildren(...all.map((message) => this.#article(message, words))))
  }

  #article(message, why) {
    const article = this.#log.shape()
    const state = message.failed ? "failed" : message.seq ? "sent" : "waiting"
    article.classList.add("message--own", `message--${state}`)
    const name = article.querySelector(".message__author")
    name.textContent = name.dataset.mine
    article.querySelector(".message__time").remove()
    article.querySelector(".message__text").textContent = message.text
    const words = article.querySelector(".message__state")
    words.hidden = false
    words.classList.add(`message__state--${state}`)
    words.textContent = message.failed || (message.seq ? this.#words.sent : why)
    if (message.failed) this.#offer(article, message)
    return article
  }

  #offer(article, message) {
    const actions = article.querySelector(".message__actions")
    actions.hidden = false
    for (const act of navigator.clipboard ? ["again", "copy", "drop"] : ["again", "drop"]) {
      const button = document.createElement("button")
      Object.assign(button, { type: "button", className: "text-button", textContent: this.#words[act] })
      Object.assign(button.dataset, { act, id: message.id })
      actions.append(button)
    }
  }

  #act = ({ target }) => {
    const { act, id } = target.dataset
    const message = this.#queue.all.find((one) => one.id === id)
    if (!message) return
    if (act === "copy") return this.#copy(message, target)
    if (act === "again") this.#queue.retry(id)
    else this.#queue.remove(id)
    this.onact()
  }

  async #copy(message, button) {
    await navigator.clipboard.writeText(message.text)
    button.textContent = this.#words.copied
  }
}
