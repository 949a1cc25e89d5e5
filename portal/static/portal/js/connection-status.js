// Whether a topic can be talked in now, in words: below the composer, and beside what waits.
//   const status = new ConnectionStatus(topic); status.change("up"); status.tell()
const BREAK = 2_000 // shorter ones are not worth a word
const GAVE_WAY = 4408 // closing code: to another of many tabs

export class ConnectionStatus {
  isPlain = false // there is no socket, and plain requests get through
  #topic
  #state = "down"
  #code = 0 // with which the line was closed
  #telling = 0

  constructor(topic) { this.#topic = topic }

  get isUp() { return this.#state === "up" }
  get isOut() { return this.#state === "out" }

  change(state, code) {
    [this.#state, this.#code] = [state, code]
    if (state === "up") this.isPlain = false
  }

  // What a plain request came to. It gets through for who has signed in again in another tab.
  answered(isPlain) {
    this.isPlain = isPlain
    if (isPlain && this.isOut) this.#state = "down"
  }

  // Why a message waits. hint: what the site said of it.
  reason(hint) {
    const { signedOut, sending, waits } = this.#topic.dataset
    if (this.isOut) return signedOut
    return hint || (this.isUp || this.isPlain ? sending : waits)
  }

  tell() {
    clearTimeout(this.#telling)
    const state = this.#state === "down" && this.isPlain ? "up" : this.#state
    const words = this.#topic.dataset[this.#code === GAVE_WAY ? "resting" : { up: "online", down: "offline", out: "signedOut" }[state]]
    this.#telling = setTimeout(() => this.say(words), state === "down" && navigator.onLine ? BREAK : 0)
  }

  say(words) {
    const line = this.#topic.querySelector(".composer__state")
    if (line && line.textContent !== words) line.textContent = words
  }
}
