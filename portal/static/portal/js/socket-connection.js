// The one socket of a tab: opens, pings, and opens again with growing pauses. Frames are told of in docs/live.md.
//   const line = new SocketConnection(12)  // the member for whom the page was made
//   line.greeting = () => [{ do: "open", … }]; line.onframe = (frame) => …; line.onstate = (state, code) => …
//   line.open(); line.send({ do: "ping" })
// It is up with the first frame that comes: a proxy may open a socket and swallow all that goes through it.
const PING = 20_000
const ANSWERED = 8_000 // a line that leaves a ping so long without an answer is dead, whatever it says of itself
const PATIENCE = 4_000 // with a line that has said nothing yet
const FIRST_PAUSE = 500
const MAX_PAUSE = 30_000
const STEADY = 10_000 // a line that stood so long was a good one
const NOT_SIGNED_IN = 4401
const NO_LONGER_WELCOME = 4403
const GAVE_WAY = 4408 // to another of the member's many tabs: it opens again when it is looked at

export class SocketConnection {
  greeting = () => [] // what is said first; the server answers every `open`
  onframe = () => {}
  onstate = () => {} // "up", "down", or "out" when the session has ended
  isUp = false
  #me
  #socket = null
  #pause = FIRST_PAUSE
  #timer = 0
  #waiting = 0
  #begun = 0

  constructor(me) {
    this.#me = me
    addEventListener("online", () => this.#openNow())
    addEventListener("offline", () => this.renew())
    document.addEventListener("visibilitychange", () => document.hidden || this.#openNow())
    addEventListener("pageshow", ({ persisted }) => persisted && this.#openNow())
    setInterval(() => this.#ping(), PING)
  }

  open() {
    clearTimeout(this.#timer)
    const address = new URL("/ws/", location.href)
    address.protocol = address.protocol.replace("http", "ws")
    let socket
    try {
      socket = this.#socket = new WebSocket(address)
    } catch { return this.#closed(1006) } // older browsers do not count ws: among the addresses of our own host
    this.#expect(socket, PATIENCE)
    socket.onopen = () => this.greeting().forEach((frame) => this.#write(frame))
    socket.onmessage = ({ data }) => this.#hear(socket, JSON.parse(data))
    socket.onclose = ({ code }) => socket === this.#socket && this.#closed(code)
  }

  send(frame) {
    if (!this.isUp || !navigator.onLine || this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#write(frame)
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

  #write(frame) { this.#socket.send(JSON.stringify({ ...frame, as: this.#me })) }

  #hear(socket, frame) {
    if (socket !== this.#socket) return
    clearTimeout(this.#waiting)
    if (!this.isUp) {
      this.isUp = true
      this.#begun = Date.now()
      this.onstate("up")
    }
    this.onframe(frame)
  }

  #expect(socket, patience) {
    clearTimeout(this.#waiting)
    this.#waiting = setTimeout(() => socket === this.#socket && this.renew(), patience)
  }

  #ping() { if (this.send({ do: "ping" })) this.#expect(this.#socket, ANSWERED) }

  #closed(code) {
    const wasUp = this.isUp
    this.#socket = null
    this.isUp = false
    clearTimeout(this.#timer)
    clearTimeout(this.#waiting)
    // Sent away once, it comes again at once: who has changed his password is signed in with another session.
    if (code === NOT_SIGNED_IN || (code === NO_LONGER_WELCOME && !wasUp)) return this.onstate("out", code)
    if (code === GAVE_WAY) return this.onstate("down", code)
    if (wasUp && Date.now() - this.#begun > STEADY) this.#pause = FIRST_PAUSE
    // A little by chance, or all tabs come back in the same instant after a server starts anew.
    this.#timer = setTimeout(() => this.open(), this.#pause * (0.75 + Math.random() / 2))
    this.#pause = Math.min(this.#pause * 2, MAX_PAUSE)
    this.onstate("down", code)
  }

  #openNow() {
    if (this.#socket) return
    this.#pause = FIRST_PAUSE
    this.open()
  }
}
