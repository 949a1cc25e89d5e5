// What was written and is not seen in the room yet: kept on this device, in the order of writing, shared by the tabs of a
// topic. Each is {id, text, failed: "why", seq: once it is stored}. Keys begin with "draft:", and those are emptied at
// sign-out, for ministries share computers.
export class SendQueue {
  #key

  constructor(key, onchange) {
    this.#key = `draft:outbox:${key}`
    addEventListener("storage", (event) => (event.key === this.#key || event.key === null) && onchange())
  }

  get all() { return JSON.parse(localStorage.getItem(this.#key) ?? "[]") }

  // The next to be said.
  get first() { return this.all.find((message) => !message.failed && !message.seq) }

  add(text) { this.#keep([...this.all, { id: crypto.randomUUID?.() ?? uuid(), text, failed: "", seq: 0 }]) }

  remove(id) { this.#keep(this.all.filter((message) => message.id !== id)) }

  fail(id, reason) { this.#change(id, { failed: reason }) }

  failAll(reason) { this.#keep(this.all.map((message) => (message.seq ? message : { ...message, failed: reason }))) }

  retry(id) { this.#change(id, { failed: "" }) }

  stored(id, seq) { this.#change(id, { seq, failed: "" }) }

  // Those that stand in the room now.
  forgetUpTo(seq) {
    const rest = this.all.filter((message) => !message.seq || message.seq > seq)
    if (rest.length !== this.all.length) this.#keep(rest)
  }

  #change(id, change) {
    this.#keep(this.all.map((message) => (message.id === id ? { ...message, ...change } : message)))
  }

  #keep(messages) {
    if (messages.length) localStorage.setItem(this.#key, JSON.stringify(messages))
    else localStorage.removeItem(this.#key)
  }
}

// crypto.randomUUID needs a secure page, and an office may read this one over plain http.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}
