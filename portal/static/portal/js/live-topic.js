// <live-topic data-room data-topic data-after data-me …>: the messages of a topic come by themselves, and what is written is
// kept until it is stored. Without JavaScript the form inside posts as any form does.
import { LiveLine } from "./live-line.js"
import { Outbox } from "./outbox.js"

const PATIENCE = 10_000 // how long a message may be on its way before it is sent again
const POLLING = 5_000 // when no socket opens, as behind some ministries' proxies

class LiveTopic extends HTMLElement {
  #line = new LiveLine()
  #outbox
  #last = 0
  #flying = null
  #held = []
  #state = "down"
  #failures = 0

  connectedCallback() {
    this.#outbox = new Outbox(`${this.dataset.me}:${this.dataset.topic}`)
    this.#last = Number(this.dataset.after)
    this.#keepDraft()
    this.#markOwn()
    this.#form?.addEventListener("submit", this.#submit)
    this.#field?.addEventListener("keydown", this.#sendByKey)
    this.#box.addEventListener("click", this.#act)
    this.#line.onframe = this.#read
    this.#line.onstate = this.#change
    this.#line.open()
    this.#showOutbox()
    this.#log.scrollIntoView({ block: "end" })
    setInterval(this.#lookAfter, 1_000)
    setInterval(this.#poll, POLLING)
  }

  get #form() { return this.querySelector("form.composer") }
  get #field() { return this.querySelector("form.composer textarea") }
  get #log() { return this.querySelector("[data-log]") }
  get #box() { return this.querySelector("[data-outbox]") }
  get #room() { return Number(this.dataset.room) }
  get #topic() { return Number(this.dataset.topic) }
  get #unnamed() { return "unnamed" in this.dataset }
  get #draftKey() { return `draft:topic:${this.dataset.me}:${this.dataset.topic}` }
  get #ownKey() { return `draft:own:${this.dataset.me}:${this.dataset.room}` }
  get #own() { return new Set(JSON.parse(localStorage.getItem(this.#ownKey) ?? "[]")) }

  // --- the line ---
  #change = (state) => {
    this.#state = state
    if (state === "up") {
      this.#failures = 0
      this.#flying = null
      this.#line.send({ do: "open", room: this.#room, after: this.#last })
      this.#sendNext()
    } else if (state === "down") {
      this.#failures += 1
      this.#flying = null
      this.#release()
    }
    this.#say({ up: "online", down: "offline", out: "signedOut" }[state])
    this.#showOutbox()
  }

  #read = (frame) => {
    if (frame.room !== undefined && frame.room !== this.#room) return
    if (frame.is === "lines") this.#held.push(...frame.lines)
    else if (frame.is === "said") this.#stored(frame.id, frame.seq)
    else if (frame.is === "refused") this.#refused(frame)
    else if (frame.is === "absent") this.#say("absent")
    this.#release()
  }

  // Lines wait while a message of one's own is on its way: it would stand twice for a moment.
  #release() {
    if (this.#flying) return
    for (const line of this.#held.splice(0)) this.#append(line)
  }

  // --- what others said ---
  #append(line) {
    if (line.seq <= this.#last) return
    this.#last = line.seq
    if (line.topic !== this.#topic || "past" in this.dataset || this.querySelector(`#message-${line.seq}`)) return
    const atEnd = this.#isAtEnd()
    this.#log.append(this.#article(line))
    if (atEnd) this.#log.lastElementChild.scrollIntoView({ block: "nearest" })
    else this.#tellBelow()
    this.#line.send({ do: "read", topic: this.#topic, seq: line.seq })
  }

  #article({ seq, by, author, institution, at, day, language, html }) {
    const article = this.#shape()
    article.id = `message-${seq}`
    article.dataset.seq = seq
    const mine = this.#unnamed ? this.#own.has(seq) : by === Number(this.dataset.me)
    article.classList.toggle("message--own", mine)
    const name = article.querySelector(".message__author")
    if (author) name.textContent = author
    else if (mine) name.textContent = name.dataset.mine
    article.querySelector(".message__institution").textContent = institution ?? ""
    article.querySelector(".message__time a").href = `#message-${seq}`
    const time = article.querySelector("time")
    time.dateTime = at ?? day
    time.textContent = at ? this.#clock(new Date(at)) : new Date(`${day}T12:00`).toLocaleDateString(document.documentElement.lang)
    const text = article.querySelector(".message__text")
    text.lang = language
    text.innerHTML = html // cleaned by the server when it was written
    return article
  }

  #shape() { return this.querySelector("template[data-message]").content.firstElementChild.cloneNode(true) }

  #isAtEnd() { return this.#log.getBoundingClientRect().bottom < innerHeight + 120 }

  #tellBelow() {
    if (this.querySelector("[data-news]")) return
    const button = document.createElement("button")
    button.type = "button"
    button.className = "button button--second"
    button.dataset.news = ""
    button.textContent = this.dataset.below
    button.onclick = () => { button.remove(); this.#log.lastElementChild.scrollIntoView({ block: "end" }) }
    this.#form?.before(button)
  }

  // --- what I say ---
  #submit = (event) => {
    event.preventDefault()
    const text = this.#field.value.trim()
    if (!text) return this.#field.focus()
    this.#outbox.add(text)
    this.#field.value = ""
    localStorage.removeItem(this.#draftKey)
    this.#showOutbox()
    this.#sendNext()
  }

  // On a phone Enter is a new line; on a desk Ctrl+Enter sends.
  #sendByKey = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#form.requestSubmit()
  }

  // One after the other, so that they arrive in the order in which they were written.
  #sendNext() {
    const message = this.#outbox.first
    if (this.#flying || !message) return
    const frame = { do: "say", room: this.#room, topic: this.#topic, id: message.id, text: message.text }
    if (this.#line.send({ ...frame, language: document.documentElement.lang })) {
      this.#flying = { id: message.id, since: Date.now() }
      this.#showOutbox()
    }
  }

  #stored(id, seq) {
    const message = this.#outbox.all.find((one) => one.id === id)
    this.#outbox.remove(id)
    if (this.#flying?.id === id) this.#flying = null
    if (this.#unnamed) this.#remember(seq)
    this.#showOutbox()
    if (message) this.#tellSent()
    this.#sendNext()
  }

  #remember(seq) { localStorage.setItem(this.#ownKey, JSON.stringify([...this.#own, seq].slice(-500))) }

  #refused({ id, sentence, retry }) {
    if (this.#flying?.id === id) this.#flying = null
    this.#outbox.fail(id, sentence || this.dataset.failed)
    this.#showOutbox()
    if (!retry) this.#sendNext()
  }

  // Sent and never acknowledged: the line is sick though it looks well. The same id makes sending again harmless.
  #lookAfter = () => {
    if (this.#flying && Date.now() - this.#flying.since > PATIENCE) {
      this.#flying = null
      this.#release()
      this.#sendNext()
    }
  }

  // --- when no socket opens: plain requests ---
  #poll = async () => {
    if (this.#state !== "down" || this.#failures < 3 || !navigator.onLine || this.#flying) return
    await this.#sayByPost()
    if (this.#isAtEnd() && !this.#outbox.first) this.#refresh()
  }

  async #sayByPost() {
    const message = this.#outbox.first
    if (!message) return
    this.#flying = { id: message.id, since: Date.now() }
    const body = new URLSearchParams({ client_id: message.id, text: message.text })
    try {
      const headers = { "X-CSRFToken": this.#form.querySelector("[name=csrfmiddlewaretoken]").value }
      const answer = await fetch(this.dataset.say, { method: "POST", body, headers, redirect: "manual" })
      const data = answer.headers.get("content-type")?.includes("json") ? await answer.json() : null
      if (data?.seq) this.#stored(message.id, data.seq)
      else if (data?.sentence) this.#refused({ id: message.id, ...data })
    } catch { /* there is no line at all: the message waits, and says so */ } finally {
      this.#flying = null
      this.#showOutbox()
    }
  }

  async #refresh() {
    try {
      const answer = await fetch(location.pathname)
      if (!answer.ok || answer.redirected) return
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      for (const article of page.querySelectorAll("[data-log] .message")) {
        const seq = Number(article.dataset.seq)
        if (!this.querySelector(`#message-${seq}`)) this.#log.append(document.adoptNode(article))
        this.#last = Math.max(this.#last, seq)
      }
      this.#markOwn()
    } catch { /* no line: the next time looks again */ }
  }

  // --- what is shown of what waits ---
  #showOutbox() {
    this.#box.replaceChildren(...this.#outbox.all.map((message) => this.#waiting(message)))
  }

  #waiting(message) {
    const article = this.#shape()
    const state = message.failed ? "failed" : "waiting"
    article.classList.add("message--own", `message--${state}`)
    const name = article.querySelector(".message__author")
    if (name.dataset.mine) name.textContent = name.dataset.mine
    article.querySelector(".message__time").remove()
    article.querySelector(".message__text").textContent = message.text
    const words = article.querySelector(".message__state")
    words.hidden = false
    words.classList.add(`message__state--${state}`)
    words.textContent = message.failed || (this.#flying?.id === message.id ? this.dataset.sending : this.dataset.waits)
    if (message.failed) this.#offer(article, message)
    return article
  }

  #offer(article, message) {
    const actions = article.querySelector(".message__actions")
    actions.hidden = false
    for (const act of ["again", "copy", "drop"]) {
      const button = document.createElement("button")
      Object.assign(button, { type: "button", className: "text-button", textContent: this.dataset[act] })
      Object.assign(button.dataset, { act, id: message.id })
      actions.append(button)
    }
  }

  #act = ({ target }) => {
    const { act, id } = target.dataset
    const message = this.#outbox.all.find((one) => one.id === id)
    if (!message) return
    if (act === "again") this.#outbox.retry(id)
    if (act === "drop") this.#outbox.remove(id)
    if (act === "copy") navigator.clipboard?.writeText(message.text)
    this.#showOutbox()
    this.#sendNext()
  }

  #tellSent() { this.#say("sent") }

  #say(what) {
    const state = this.querySelector(".composer__state")
    if (state) state.textContent = this.dataset[what] ?? ""
  }

  // --- small ones ---
  // As the page itself writes it: in the member's time zone, with 24 hours in all seven languages.
  #clock(moment) {
    const form = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: this.dataset.zone }
    return moment.toLocaleTimeString(document.documentElement.lang, form)
  }

  #keepDraft() {
    if (!this.#field) return
    this.#field.value ||= localStorage.getItem(this.#draftKey) ?? ""
    this.#field.addEventListener("input", () => localStorage.setItem(this.#draftKey, this.#field.value))
  }

  #markOwn() {
    for (const article of this.querySelectorAll("[data-log] .message")) {
      const mine = this.#unnamed ? this.#own.has(Number(article.dataset.seq)) : article.dataset.by === this.dataset.me
      article.classList.toggle("message--own", mine)
    }
  }
}

customElements.define("live-topic", LiveTopic)
