// The one socket of a tab: opens, pings, and opens again with growing pauses. Frames are told of in docs/live.md.
//   const line = new LiveLine(12)  // the member for whom the page was made
//   line.onframe = (frame) => …; line.onstate = (state, code) => …; line.open(); line.send({ do: "ping" })
const PING = 20_000
const PATIENCE = 5_000 // some proxies neither let a socket through nor refuse it
const FIRST_PAUSE = 500
const LONGEST_PAUSE = 30_000
const STEADY = 10_000 // a line that stood so long was a good one
const CLOSED_FOR_GOOD = new Set([4401, 4403])
const GAVE_WAY = 4408 // to another of the member's many tabs: it opens again when it is looked at

export class LiveLine {
  onframe = () => {}
  onstate = () => {} // "up", "down", or "out" when the session has ended
  #me
  #socket = null
  #pause = FIRST_PAUSE
  #timer = 0
  #begun = 0
  #heard = 0

  constructor(me) {
    this.#me = me
    addEventListener("online", () => this.#openNow())
    addEventListener("offline", () => this.renew())
    document.addEventListener("visibilitychange", () => document.hidden || this.#openNow())
    addEventListener("pageshow", ({ persisted }) => persisted && this.#openNow())
    setInterval(() => this.#beat(), PING)
  }

  get isUp() { return this.#socket?.readyState === WebSocket.OPEN && navigator.onLine }

  open() {
    clearTimeout(this.#timer)
    const address = new URL("/ws/", location.href)
    address.protocol = address.protocol.replace("http", "ws")
    let socket
    try {
      socket = this.#socket = new WebSocket(address)
    } catch { return this.#closed(1006) } // older browsers do not count ws: among the addresses of our own host
    this.#timer = setTimeout(() => socket.readyState !== WebSocket.OPEN && this.renew(), PATIENCE)
    socket.onopen = () => { this.#begun = this.#heard = Date.now(); this.onstate("up") }
    socket.onmessage = ({ data }) => { this.#heard = Date.now(); this.onframe(JSON.parse(data)) }
    socket.onclose = ({ code }) => socket === this.#socket && this.#closed(code)
  }

  send(frame) {
    if (!this.isUp) return false
    this.#socket.send(JSON.stringify({ ...frame, as: this.#me }))
    return true
  }

  // A socket does not notice that the line is gone until much later; what we know, it is told.
  renew() {
    const socket = this.#socket
    if (!socket) return
    this.#socket = null
    socket.close()
    this.#closed(1006)
  }

  #closed(code) {
    this.#socket = null
    clearTimeout(this.#timer)
    if (CLOSED_FOR_GOOD.has(code)) return this.onstate("out", code)
    if (this.#begun && Date.now() - this.#begun > STEADY) this.#pause = FIRST_PAUSE
    this.#begun = 0
    if (code === GAVE_WAY) return this.onstate("down", code)
    // A little by chance, or all tabs come back in the same instant after a server starts anew.
    this.#timer = setTimeout(() => this.open(), this.#pause * (0.75 + Math.random() / 2))
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE)
    this.onstate("down", code)
  }

  #openNow() {
    if (this.#socket) return
    this.#pause = FIRST_PAUSE
    this.open()
  }

  #beat() {
    if (!this.isUp) return
    if (Date.now() - this.#heard > 2.5 * PING) this.renew()
    else this.send({ do: "ping" })
  }
}
