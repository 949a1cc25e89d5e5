// What was written and is not stored yet: kept on this device, in the order of writing, until the server has it.
// Keys begin with "draft:", and those are emptied at sign-out, for ministries share computers.
export class Outbox {
  #key

  constructor(key) { this.#key = `draft:outbox:${key}` }

  get all() { return JSON.parse(localStorage.getItem(this.#key) ?? "[]") }

  get first() { return this.all.find((message) => !message.failed) }

  add(text) {
    const message = { id: crypto.randomUUID?.() ?? uuid(), text, at: new Date().toISOString(), failed: "" }
    this.#keep([...this.all, message])
    return message
  }

  remove(id) { this.#keep(this.all.filter((message) => message.id !== id)) }

  fail(id, reason) { this.#change(id, { failed: reason }) }

  retry(id) { this.#change(id, { failed: "" }) }

  #change(id, change) { this.#keep(this.all.map((message) => (message.id === id ? { ...message, ...change } : message))) }

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
