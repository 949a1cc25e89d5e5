// <live-topic data-room data-topic data-after data-me …>: the messages of a topic come by themselves, and what is written
// is kept until it is stored. Without JavaScript the form inside posts as any form does.
import { countOf, showCount } from "./counts.js"
import { SocketConnection } from "./socket-connection.js"
import { MessageLog } from "./message-log.js"
import { SendQueue } from "./send-queue.js"
import { HttpConnection } from "./http-connection.js"
import { QueueView } from "./queue-view.js"

const PATIENCE = 10_000 // how long a message may be on its way before the line counts as sick
const ASKED_EVERY = 5_000 // when no socket opens, as behind some ministries' proxies
const TRIED_AGAIN_AFTER = 15_000 // what was refused for the moment
const MARKED_AFTER = 500
const BREAK = 2_000 // shorter ones are not worth a word
const GAVE_WAY = 4408 // closing code: to another of many tabs
const NOT_TAKEN = new Set([1003, 1009]) // closing codes: the server cannot read such a message, however often it comes

class LiveTopic extends HTMLElement {
  #line
  #plain
  #queue
  #log
  #waiting
  #state = "down"
  #code = 0 // with which the line was closed
  #elsewhere = [] // what was counted beside other topics: {topic, seq}
  #flying = null
  #held = []
  #pausedUntil = 0
  #hint = ""
  #marked = 0
  #marking = 0
  #asking = false
  #isPlain = false // there is no socket, and plain requests get through
  #telling = 0

  connectedCallback() {
    const { me, room, topic, lines, say } = this.dataset
    this.#queue = new SendQueue(`${me}:${room}:${topic}`, () => this.#show())
    this.#log = new MessageLog(this)
    this.#waiting = new QueueView(this, this.#queue, this.#log)
    this.#waiting.onact = () => { this.#show(); this.#sendNext(); this.#field?.focus() }
    this.#plain = new HttpConnection(me, lines, say)
    this.#line = new SocketConnection(Number(me))
    this.#line.greeting = () => [{ do: "open", room: this.#room, after: this.#log.last }]
    this.#line.onframe = this.#read
    this.#line.onstate = this.#change
    this.#keepDraft()
    this.#form?.addEventListener("submit", this.#submit)
    this.#field?.addEventListener("keydown", this.#sendByKey)
    document.addEventListener("visibilitychange", this.#markRead)
    addEventListener("scroll", this.#markRead, { passive: true })
    this.#queue.forgetUpTo(this.#log.last)
    this.#show()
    this.#log.begin()
    this.#line.open()
    setInterval(this.#lookAfter, 1_000)
    setInterval(this.#ask, ASKED_EVERY)
  }

  get #form() { return this.querySelector("form.composer") }
  get #field() { return this.querySelector("form.composer textarea") }
  get #room() { return Number(this.dataset.room) }
  get #topic() { return this.dataset.topic }
  get #draftKey() { return `draft:topic:${this.dataset.me}:${this.dataset.room}:${this.dataset.topic}` }

  // --- the line ---
  #change = (state, code) => {
    [this.#state, this.#code] = [state, code]
    if (NOT_TAKEN.has(code) && this.#flying) this.#queue.fail(this.#flying.id, this.dataset.failed)
    this.#flying = null
    this.#held = [] // they come again: the room is asked for all after the last one that stands in the page
    if (state === "up") {
      this.#isPlain = false
      this.#sendNext()
    } else if (state === "down") this.#ask()
    this.#tellState()
    this.#show()
  }

  #read = (frame) => {
    if (frame.room !== undefined && frame.room !== this.#room) return
    if (frame.is === "lines") this.#held.push(...frame.lines)
    else if (frame.is === "said") this.#stored(frame.id, frame.seq)
    else if (frame.is === "refused") this.#refused(frame)
    else if (frame.is === "read") this.#readElsewhere(frame)
    else if (frame.is === "absent") this.#absent()
    else if (frame.is === "out") this.#change("out")
    this.#release()
  }

  // Lines wait while a message of one's own is on its way: it would stand twice for a moment.
  #release() {
    if (this.#flying || !this.#held.length) return
    const sent = new Set(this.#queue.all.map((message) => message.seq))
    for (const line of this.#held.splice(0)) {
      if (line.seq > this.#log.last && line.topic !== this.#topic) this.#countElsewhere(line)
      this.#log.append(line, sent.has(line.seq))
    }
    this.#queue.forgetUpTo(this.#log.last)
    this.#show()
    this.#markRead()
  }

  // Not for every line: what one says oneself would wait behind it.
  #markRead = () => { this.#marking ||= setTimeout(this.#mark, MARKED_AFTER) }

  #mark = () => {
    this.#marking = 0
    const newest = this.#log.newest
    if (document.hidden || newest <= this.#marked || !this.#log.isAtEnd) return
    if (this.#line.send({ do: "read", room: this.#room, topic: this.#topic, seq: newest })) this.#marked = newest
  }

  #countElsewhere({ topic, seq, by }) {
    const count = this.#countOf(topic)
    if (!count || this.#log.isMine({ seq, by })) return
    this.#elsewhere.push({ topic, seq })
    this.#showNews(count, countOf(count) + 1)
  }

  // In another tab, of this topic or of another one.
  #readElsewhere({ topic, seq, topic_news, to }) {
    if (topic === this.#topic) {
      this.#marked = Math.max(this.#marked, seq)
      return this.#log.readUpTo(seq)
    }
    const count = this.#countOf(topic)
    this.#elsewhere = this.#elsewhere.filter((line) => line.seq > to)
    if (count) this.#showNews(count, topic_news + this.#elsewhere.filter((line) => line.topic === topic).length)
  }

  #countOf(topic) { return this.querySelector(`a[data-topic="${topic}"] [data-count]`) }

  #showNews(count, number) {
    showCount(count, number)
    count.parentElement.hidden = !number
  }

  // --- what I say ---
  #submit = (event) => {
    event.preventDefault()
    const text = this.#field.value.trim()
    if (!text || [...text].length > this.#field.dataset.limit) return this.#field.focus() // what is too long is said beside it
    try {
      this.#queue.add(text)
    } catch { return this.#say(this.dataset.failed) } // the device is full: the words stay in their field
    this.#field.value = ""
    this.#field.dispatchEvent(new Event("input", { bubbles: true }))
    localStorage.removeItem(this.#draftKey)
    this.#show()
    this.#sendNext()
  }

  // Enter is a new line, on a phone as on a desk; Ctrl+Enter sends.
  #sendByKey = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#form.requestSubmit()
  }

  // One after the other, so that they arrive in the order in which they were written.
  #sendNext() {
    const message = this.#queue.first
    if (this.#flying || !message || Date.now() < this.#pausedUntil) return
    const frame = { do: "say", room: this.#room, topic: this.#topic, id: message.id, text: message.text }
    if (!this.#line.send({ ...frame, language: document.documentElement.lang })) return
    this.#flying = { id: message.id, since: Date.now() }
    this.#hint = ""
    this.#show()
  }

  #stored(id, seq) {
    this.#log.remember(seq)
    this.#queue.stored(id, seq)
    this.#queue.forgetUpTo(this.#log.last)
    this.#landed(id)
    this.#say(this.dataset.sent)
    // Among earlier messages one would not see what one has just said.
    if ("past" in this.dataset && !this.#queue.first) location.assign(`${location.pathname}#message-${seq}`)
  }

  #refused({ id, sentence, retry }) {
    if (retry) [this.#hint, this.#pausedUntil] = [sentence, Date.now() + TRIED_AGAIN_AFTER]
    else this.#queue.fail(id, sentence || this.dataset.failed)
    this.#landed(id)
  }

  #landed(id) {
    if (this.#flying?.id === id) this.#flying = null
    this.#release()
    this.#show()
    this.#sendNext()
  }

  #absent() {
    this.#flying = null
    this.#queue.failAll(this.dataset.absent)
    this.#say(this.dataset.absent)
    this.#show()
  }

  // Sent and never acknowledged: the line is sick though it looks well. The same id makes sending again harmless.
  #lookAfter = () => {
    if (this.#state !== "up") return
    if (this.#flying && Date.now() - this.#flying.since > PATIENCE) this.#line.renew()
    else this.#sendNext()
  }

  // --- when no socket opens ---
  #ask = async () => {
    if (this.#asking || this.#line.isUp || !navigator.onLine || (document.hidden && !this.#queue.first)) return
    this.#asking = true
    this.#isPlain = await this.#askForLines()
    if (this.#isPlain) {
      if (this.#state === "out") this.#state = "down" // signed in again in another tab
      await this.#sayAll()
      await this.#askForLines()
    }
    this.#asking = false
    this.#tellState()
    this.#show()
  }

  async #askForLines() {
    let frame
    do {
      frame = await this.#plain.after(this.#log.last)
      if (!frame || this.#line.isUp) return false
      this.#read(frame)
    } while (frame.more)
    return frame.is === "lines"
  }

  async #sayAll() {
    for (let message; (message = this.#queue.first) && !this.#line.isUp && Date.now() > this.#pausedUntil;) {
      this.#flying = { id: message.id, since: Date.now() }
      this.#show()
      const answer = await this.#plain.say(message)
      if (this.#flying?.id === message.id) this.#flying = null
      if (!answer) break
      this.#read(answer)
    }
  }

  // --- what is told ---
  #show() {
    const { signedOut, sending, waits } = this.dataset
    if (this.#state === "out") this.#waiting.show(signedOut)
    else this.#waiting.show(this.#hint || (this.#state === "up" || this.#isPlain ? sending : waits))
  }

  #tellState() {
    clearTimeout(this.#telling)
    const state = this.#state === "down" && this.#isPlain ? "up" : this.#state
    const words = this.dataset[this.#code === GAVE_WAY ? "resting" : { up: "online", down: "offline", out: "signedOut" }[state]]
    this.#telling = setTimeout(() => this.#say(words), state === "down" && navigator.onLine ? BREAK : 0)
  }

  #say(words) {
    const state = this.querySelector(".composer__state")
    if (state && state.textContent !== words) state.textContent = words
  }

  #keepDraft() {
    if (!this.#field) return
    this.#field.value ||= localStorage.getItem(this.#draftKey) ?? ""
    this.#field.addEventListener("input", () => localStorage.setItem(this.#draftKey, this.#field.value))
  }
}

customElements.define("live-topic", LiveTopic)
