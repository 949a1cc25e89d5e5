// The one socket of a tab: opens, pings, and opens again with growing pauses. Frames are told of in docs/live.md.
//   const line = new LiveLine(); line.onframe = …; line.onstate = (up) => …; line.send({do: "ping"})
const PING = 20_000
const LONGEST_PAUSE = 30_000
const CLOSED_FOR_GOOD = new Set([4401, 4403])

export class LiveLine {
  onframe = () => {}
  onstate = () => {} // "up", "down", or "out" when the session has ended
  #socket = null
  #pause = 500
  #timer = 0
  #heard = 0

  constructor() {
    addEventListener("online", () => this.#openNow())
    addEventListener("offline", () => this.#drop())
    document.addEventListener("visibilitychange", () => document.hidden || this.#openNow())
    addEventListener("pageshow", (event) => event.persisted && this.#openNow())
    setInterval(() => this.#beat(), PING)
  }

  get isUp() { return this.#socket?.readyState === WebSocket.OPEN && navigator.onLine }

  open() {
    const address = new URL("/ws/", location.href)
    address.protocol = address.protocol.replace("http", "ws")
    const socket = new WebSocket(address)
    this.#socket = socket
    socket.onopen = () => { this.#pause = 500; this.#heard = Date.now(); this.onstate("up") }
    socket.onmessage = ({ data }) => { this.#heard = Date.now(); this.onframe(JSON.parse(data)) }
    socket.onclose = ({ code }) => socket === this.#socket && this.#closed(code)
  }

  send(frame) {
    if (!this.isUp) return false
    this.#socket.send(JSON.stringify(frame))
    return true
  }

  #closed(code) {
    this.#socket = null
    if (CLOSED_FOR_GOOD.has(code)) return this.onstate("out")
    this.onstate("down")
    clearTimeout(this.#timer)
    // A little by chance, or all tabs come back in the same instant after a server starts anew.
    this.#timer = setTimeout(() => this.open(), this.#pause * (0.75 + Math.random() / 2))
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE)
  }

  #openNow() {
    if (this.#socket) return
    clearTimeout(this.#timer)
    this.#pause = 500
    this.open()
  }

  // A socket does not notice that the line is gone until much later; what we know, it is told.
  #drop() {
    const socket = this.#socket
    this.#socket = null
    socket?.close()
    this.onstate("down")
  }

  #beat() {
    if (!this.isUp) return
    if (Date.now() - this.#heard > 2.5 * PING) {
      this.#drop()
      if (navigator.onLine) this.#openNow()
    } else this.send({ do: "ping" })
  }
}
