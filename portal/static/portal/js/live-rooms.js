// <live-rooms data-me data-zone><ul><li data-room data-last data-unnamed?>… [data-news] … [data-count] …</li></ul></live-rooms>
// The page of rooms as it becomes: what is said elsewhere is counted, what was read in another tab no longer, and the room in
// which somebody spoke last comes first. Without JavaScript it is the page as it was when it was opened.
import { countOf, showCount } from "./counts.js"
import { SocketConnection } from "./socket-connection.js"
import { ownMessages } from "./message-log.js"

const ASKED_EVERY = 15_000 // when no socket opens

class LiveRooms extends HTMLElement {
  #line
  #asking = false

  connectedCallback() {
    this.#line = new SocketConnection(Number(this.dataset.me))
    this.#line.greeting = () => this.#rows.map(({ dataset }) => ({ do: "open", room: Number(dataset.room), after: Number(dataset.last) }))
    this.#line.onframe = this.#read
    this.#line.onstate = (state) => state === "down" && this.#ask()
    this.#line.open()
    setInterval(this.#ask, ASKED_EVERY)
    document.addEventListener("visibilitychange", () => document.hidden || this.#ask())
  }

  get #rows() { return [...this.querySelectorAll("[data-room]")] }
  get #list() { return this.querySelector("ul") }
  get #me() { return Number(this.dataset.me) }

  #read = (frame) => {
    const row = this.#list.querySelector(`[data-room="${frame.room}"]`)
    if (!row) return
    if (frame.is === "lines") this.#count(row, frame)
    else if (frame.is === "read") this.#show(row, frame.room_news + this.#since(row, frame.to))
    else if (frame.is === "absent") row.remove()
  }

  // Lines are kept by their number alone, until a read mark tells how far they are counted elsewhere.
  #count(row, { to, lines }) {
    const last = Number(row.dataset.last)
    const own = "unnamed" in row.dataset ? ownMessages(this.#me, row.dataset.room) : []
    const others = lines.filter(({ seq, by }) => seq > last && by !== this.#me && !own.includes(seq)).map(({ seq }) => seq)
    row.dataset.last = Math.max(last, to)
    row.dataset.heard = [...this.#heard(row), ...others].slice(-200).join(" ")
    if (!others.length) return
    this.#show(row, countOf(row.querySelector("[data-count]")) + others.length)
    this.#date(row, lines.at(-1))
    this.#list.prepend(row)
  }

  #heard(row) { return (row.dataset.heard ?? "").split(" ").filter(Boolean).map(Number) }

  #since(row, seq) { return this.#heard(row).filter((heard) => heard > seq).length }

  #show(row, number) {
    showCount(row.querySelector("[data-count]"), number)
    row.querySelector("[data-news]").hidden = !number
  }

  #date(row, { at, day }) {
    const told = day ?? new Date(at).toLocaleDateString("en-CA", { timeZone: this.dataset.zone, dateStyle: "short" })
    const words = this.querySelector(`template[data-day="${told}"]`)
    if (words) row.querySelector("time")?.replaceWith(words.content.firstElementChild.cloneNode(true))
  }

  // Without a socket the page itself is asked again.
  #ask = async () => {
    if (this.#line.isUp || this.#asking || document.hidden || !navigator.onLine) return
    this.#asking = true
    try {
      const answer = await fetch(location.href, { redirect: "manual" })
      const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html")
      const list = page.querySelector("live-rooms ul")
      if (list && !this.#line.isUp) this.#list.replaceWith(document.adoptNode(list))
    } catch { /* there is no line at all */ }
    this.#asking = false
  }
}

customElements.define("live-rooms", LiveRooms)
