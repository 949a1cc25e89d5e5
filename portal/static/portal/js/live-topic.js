// <live-topic data-room data-topic data-after data-me …>: the messages of a topic come by themselves, and what is written
// is kept until it is stored. Without JavaScript the form inside posts as any form does.
import { ConnectionStatus } from "./connection-status.js"
import { HttpConnection } from "./http-connection.js"
import { MessageLog } from "./message-log.js"
import { QueueView } from "./queue-view.js"
import { ReadMarker } from "./read-marker.js"
import { SendQueue } from "./send-queue.js"
import { SocketConnection } from "./socket-connection.js"
import { TopicSender } from "./topic-sender.js"

const ASKED_EVERY = 5_000 // when no socket opens, as behind some ministries' proxies

class LiveTopic extends HTMLElement {
  #line
  #plain
  #queue
  #log
  #waiting
  #sender
  #marker
  #status
  #held = []
  #asking = false

  connectedCallback() {
    const { me, room, topic, lines, say } = this.dataset
    this.#status = new ConnectionStatus(this)
    this.#queue = new SendQueue(`${me}:${room}:${topic}`, () => this.#show())
    this.#log = new MessageLog(this)
    this.#waiting = new QueueView(this, this.#queue, this.#log)
    this.#waiting.onact = () => { this.#show(); this.#sendNext(); this.#field?.focus() }
    this.#sender = new TopicSender(this.#queue, { room: this.#room, topic })
    this.#plain = new HttpConnection(me, lines, say)
    this.#line = new SocketConnection(Number(me))
    this.#line.greeting = () => [{ do: "open", room: this.#room, after: this.#log.last, since: this.#log.since }]
    this.#line.onframe = this.#read
    this.#line.onstate = this.#change
    this.#marker = new ReadMarker(this, this.#log, (seq) => this.#line.send({ do: "read", room: this.#room, topic, seq }))
    this.#keepDraft()
    this.#form?.addEventListener("submit", this.#submit)
    this.#field?.addEventListener("keydown", this.#sendByKey)
    this.#queue.forgetUpTo(this.#log.last)
    this.#show()
    this.#log.begin()
    this.#line.open()
    setInterval(this.#lookAfter, 1_000)
    setInterval(this.#ask, ASKED_EVERY)
  }

  get #form() { return this.querySelector("form.composer") }
  get #field() { return this.querySelector("form.composer textarea") }
  get #notOpen() { return this.querySelector("[data-not-open]") }
  get #room() { return Number(this.dataset.room) }
  get #draftKey() { return `draft:topic:${this.dataset.me}:${this.dataset.room}:${this.dataset.topic}` }

  // --- the line ---
  #change = (state, code) => {
    this.#status.change(state, code)
    this.#sender.cut(code, this.dataset.failed)
    this.#held = [] // they come again: the room is asked for all after the last one that stands in the page
    if (state === "up") this.#sendNext()
    else if (state === "down") this.#ask()
    this.#status.tell()
    this.#show()
  }

  #read = (frame) => {
    if (frame.room !== undefined && frame.room !== this.#room) return
    if (frame.is === "lines") this.#heard(frame.lines)
    else if (frame.is === "changed") this.#log.change(frame.lines, frame.to)
    else if (frame.is === "said") this.#stored(frame.id, frame.seq)
    else if (frame.is === "refused") this.#refused(frame)
    else if (frame.is === "read") this.#marker.readElsewhere(frame)
    else if (frame.is === "absent") this.#absent()
    else if (frame.is === "out") this.#change("out")
    this.#release()
  }

  // Where somebody speaks the room is open, whatever the page said when it came.
  #heard(lines) {
    this.#held.push(...lines)
    if (!lines.length || !this.#notOpen) return
    this.#notOpen.remove()
    this.#form.hidden = false
  }

  // Lines wait while a message of one's own is on its way: it would stand twice for a moment.
  #release() {
    if (this.#sender.isBusy || !this.#held.length) return
    const sent = new Set(this.#queue.all.map((message) => message.seq))
    for (const line of this.#held.splice(0)) {
      if (line.seq > this.#log.last && line.topic !== this.dataset.topic) this.#marker.countElsewhere(line)
      this.#log.append(line, sent.has(line.seq))
    }
    this.#queue.forgetUpTo(this.#log.last)
    this.#show()
    this.#marker.markSoon()
  }

  // --- what I say ---
  #submit = (event) => {
    event.preventDefault()
    const text = this.#field.value.trim()
    if (!text || [...text].length > this.#field.dataset.limit) return this.#field.focus() // what is too long is said beside it
    try {
      this.#queue.add(text)
    } catch { return this.#status.say(this.dataset.failed) } // the device is full: the words stay in their field
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

  #sendNext() { if (this.#sender.sendNext(this.#line)) this.#show() }

  #stored(id, seq) {
    this.#log.remember(seq)
    this.#sender.stored(id, seq)
    this.#queue.forgetUpTo(this.#log.last)
    this.#landed()
    this.#status.say(this.dataset.sent)
    // Among earlier messages one would not see what one has just said.
    if ("past" in this.dataset && !this.#queue.first) location.assign(`${location.pathname}#message-${seq}`)
  }

  #refused(frame) {
    this.#sender.refused(frame, this.dataset.failed)
    this.#landed()
  }

  #landed() {
    this.#release()
    this.#show()
    this.#sendNext()
  }

  #absent() {
    this.#sender.failAll(this.dataset.absent)
    this.#status.say(this.dataset.absent)
    this.#show()
  }

  #lookAfter = () => {
    if (!this.#status.isUp) return
    if (this.#sender.isStuck) this.#line.renew()
    else this.#sendNext()
  }

  // --- when no socket opens ---
  #ask = async () => {
    if (this.#asking || this.#line.isUp || !navigator.onLine || (document.hidden && !this.#queue.first)) return
    this.#asking = true
    this.#status.answered(await this.#askForLines())
    if (this.#status.isPlain) {
      this.#show() // it waits for no line any more
      await this.#sender.postAll(this.#plain, () => !this.#line.isUp, this.#read)
      await this.#askForLines()
    }
    this.#asking = false
    this.#status.tell()
    this.#show()
  }

  async #askForLines() {
    let frame
    do {
      frame = await this.#plain.after(this.#log.last, this.#log.since)
      if (!frame || this.#line.isUp) return false
      this.#read(frame)
    } while (frame.more || frame.is === "changed")
    return frame.is === "lines"
  }

  #show() { this.#waiting.show(this.#status.reason(this.#sender.hint)) }

  #keepDraft() {
    if (!this.#field) return
    this.#field.value ||= localStorage.getItem(this.#draftKey) ?? ""
    if (this.#field.value) this.#form.hidden = false
    this.#field.addEventListener("input", () => localStorage.setItem(this.#draftKey, this.#field.value))
  }
}

customElements.define("live-topic", LiveTopic)
