// The messages of a topic as they stand in the page. What comes is put at the end, once; the reader keeps his place.
//   const log = new MessageLog(topic)  // a <live-topic>
const MAX_REMEMBERED = 500
const NEAR = 120 // pixels below the window that still count as the end

// Under the rule the server tells nobody whose a message is: the device on which it was written remembers it.
export function ownMessages(me, room) { return JSON.parse(localStorage.getItem(ownKey(me, room)) ?? "[]") }

function ownKey(me, room) { return `draft:own:${me}:${room}` }

export class MessageLog {
  last // how far the room is known, in all its topics
  since // the change of the room up to which its messages stand here as they are
  #topic
  #unseen = 0

  constructor(topic) {
    this.#topic = topic
    this.last = Number(topic.dataset.after)
    this.since = Number(topic.dataset.since)
    for (const article of this.#log.querySelectorAll(".message")) this.#markOwn(article)
    addEventListener("scroll", () => this.isAtEnd && this.#hideNews(), { passive: true })
  }

  get #log() { return this.#topic.querySelector("[data-log]") }
  get #end() { return this.#topic.querySelector("form.composer") ?? this.#log }
  get #unnamed() { return "unnamed" in this.#topic.dataset }
  get #own() { return ownMessages(this.#topic.dataset.me, this.#topic.dataset.room) }

  get newest() { return Number(this.#log.querySelector(".message:last-of-type")?.dataset.seq ?? 0) }
  get isAtEnd() { return this.#log.getBoundingClientRect().bottom < innerHeight + NEAR }

  // Where a reader begins: at what the address names, at the first new message, or at the end. Under the Chatham House
  // rule at the top, where the rule stands before any word.
  begin() {
    if (location.hash && document.getElementById(location.hash.slice(1))) return
    const named = location.hash.match(/^#message-(\d+)$/)?.[1]
    if (named && !location.search) return location.replace(`?at=${named}${location.hash}`)
    const unread = this.#log.querySelector(".unread-line")
    if (unread) unread.scrollIntoView({ block: "center" })
    else if (!this.#unnamed && !("past" in this.#topic.dataset)) this.#end.scrollIntoView({ block: "nearest" })
  }

  // Whether the line is new in this topic. sent: it is what somebody wrote here just now.
  append(line, sent) {
    if (line.seq <= this.last) return false
    this.last = line.seq
    const { topic, past } = this.#topic.dataset
    if (line.topic !== topic || past !== undefined) return false
    if (document.getElementById(`message-${line.seq}`)) return false
    const wasAtEnd = this.isAtEnd
    this.keepPlace(() => this.#log.append(...this.#dayLine(line), this.#article(line, sent)))
    if (!wasAtEnd) this.#showNews()
    return true
  }

  // Lines that stand here already, and became otherwise.
  change(lines, to) {
    for (const line of lines) {
      const standing = document.getElementById(`message-${line.seq}`)
      if (standing) this.keepPlace(() => standing.replaceWith(this.#article(line)))
    }
    this.since = Math.max(this.since, to)
  }

  // Who reads the end goes on doing so when something is put above the composer.
  keepPlace(change) {
    const wasAtEnd = this.isAtEnd
    const before = this.#end.getBoundingClientRect().bottom
    change()
    if (wasAtEnd) scrollBy({ top: this.#end.getBoundingClientRect().bottom - before, behavior: "instant" })
  }

  isMine({ by, seq }) { return this.#unnamed ? this.#own.includes(seq) : by === Number(this.#topic.dataset.me) }

  remember(seq) {
    const { me, room } = this.#topic.dataset
    if (this.#unnamed) localStorage.setItem(ownKey(me, room), JSON.stringify([...this.#own, seq].slice(-MAX_REMEMBERED)))
  }

  // What was read in another tab is no news here.
  readUpTo(seq) { if (this.newest <= seq) this.#hideNews() }

  shape() { return this.#topic.querySelector("template[data-message]").content.firstElementChild.cloneNode(true) }

  #markOwn(article) {
    const mine = this.isMine({ by: Number(article.dataset.by), seq: Number(article.dataset.seq) })
    article.classList.toggle("message--own", mine)
    const words = this.shape().querySelector(".message__author").dataset.mine
    if (mine && words) article.querySelector(".message__author").textContent = words
  }

  #article(line, sent) {
    const article = this.shape()
    article.id = `message-${line.seq}`
    article.dataset.seq = line.seq
    if (line.by) article.dataset.by = line.by
    if (line.author) article.querySelector(".message__author").textContent = line.author
    article.querySelector(".message__institution").textContent = line.institution ?? ""
    const address = `?at=${line.seq}#message-${line.seq}`
    for (const link of article.querySelectorAll(".message__time a, [data-why]")) link.href = address
    const moderate = article.querySelector("[data-moderate] a")
    if (moderate) moderate.href = `${location.pathname}${line.seq}/moderate/`
    const time = article.querySelector("time")
    time.dateTime = line.at ?? line.day
    time.textContent = line.at ? this.#clock(line.at) : this.#wordsOf(line.day)
    const text = article.querySelector(".message__text")
    text.lang = line.language
    text.innerHTML = line.html // cleaned by the server when it was written
    text.hidden = !line.html
    article.querySelector("[data-removed]").hidden = Boolean(line.html || line.hidden)
    article.querySelector("[data-hidden]").hidden = !line.hidden
    article.querySelector("[data-why]").hidden = !this.isMine(line)
    this.#markOwn(article)
    if (sent) this.#tick(article)
    return article
  }

  // It stands at the last message alone: it goes when the next one comes.
  #tick(article) {
    for (const earlier of this.#log.querySelectorAll(".message__state--sent")) earlier.hidden = true
    const state = article.querySelector(".message__state")
    state.hidden = false
    state.classList.add("message__state--sent")
    state.textContent = this.#topic.dataset.sent
  }

  // As the page itself writes it: in the member's time zone, with 24 hours in all seven languages.
  #clock(at) {
    const form = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: this.#topic.dataset.zone }
    return new Date(at).toLocaleTimeString(document.documentElement.lang, form)
  }

  #dayOf({ at, day }) {
    return day ?? new Date(at).toLocaleDateString("en-CA", { timeZone: this.#topic.dataset.zone, dateStyle: "short" })
  }

  #dayLine(line) {
    const day = this.#dayOf(line)
    const standing = [...this.#log.querySelectorAll(".day-line time")].at(-1)?.dateTime ?? ""
    if (day <= standing) return []
    const shape = this.#dayShape(day)
    return shape ? [shape] : []
  }

  #dayShape(day) {
    return this.#topic.querySelector(`template[data-day="${day}"]`)?.content.firstElementChild.cloneNode(true)
  }

  #wordsOf(day) { return this.#dayShape(day)?.textContent.trim() ?? day }

  #showNews() {
    this.#unseen += 1
    const button = this.#topic.querySelector("[data-news]")
    button.textContent = `${this.#topic.dataset.below}: ${this.#unseen}`
    button.hidden = false
    button.onclick = () => { this.#hideNews(); this.#end.scrollIntoView({ block: "end" }) }
  }

  #hideNews() {
    this.#unseen = 0
    const button = this.#topic.querySelector("[data-news]")
    if (button) button.hidden = true
  }
}
