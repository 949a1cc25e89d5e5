// Says what waits in a queue, one after the other, so that all arrives in the order in which it was written. A message is on its
// way until the site has answered for it; its id makes sending again harmless.
//   const sender = new TopicSender(queue, { room: 7, topic: "who-repairs-the-meter" }); sender.sendNext(line)
const PATIENCE = 10_000 // how long a message may be on its way before the line counts as sick
const TRIED_AGAIN_AFTER = 15_000 // what was refused for the moment
const NOT_TAKEN = new Set([1003, 1009]) // closing codes: the server cannot read such a message, however often it comes

export class TopicSender {
  hint = "" // why the site does not take the first one now
  #queue
  #where
  #flying = null
  #pausedUntil = 0

  constructor(queue, where) { [this.#queue, this.#where] = [queue, where] }

  get isBusy() { return this.#flying !== null }

  // Sent and never acknowledged: the line is sick though it looks well.
  get isStuck() { return this.isBusy && Date.now() - this.#flying.since > PATIENCE }

  // Whether another is on its way now.
  sendNext(line) {
    const message = this.#next
    if (this.isBusy || !message) return false
    const frame = { do: "say", ...this.#where, id: message.id, text: message.text }
    if (!line.send({ ...frame, language: document.documentElement.lang })) return false
    this.#begin(message)
    this.hint = ""
    return true
  }

  // By plain requests, as long as they are answered. isWanted: whether there is still no socket.
  async postAll(connection, isWanted, onframe) {
    for (let message; (message = this.#next) && isWanted();) {
      this.#begin(message)
      const answer = await connection.say(message)
      this.#land(message.id)
      if (!answer) break
      onframe(answer)
    }
  }

  stored(id, seq) {
    this.#queue.stored(id, seq)
    this.#land(id)
  }

  // words: for what is refused without any.
  refused({ id, sentence, retry }, words) {
    if (retry) [this.hint, this.#pausedUntil] = [sentence, Date.now() + TRIED_AGAIN_AFTER]
    else this.#queue.fail(id, sentence || words)
    this.#land(id)
  }

  // The line was closed: what was on its way goes again, unless it was the reason.
  cut(code, words) {
    if (NOT_TAKEN.has(code) && this.#flying) this.#queue.fail(this.#flying.id, words)
    this.#flying = null
  }

  failAll(words) {
    this.#flying = null
    this.#queue.failAll(words)
  }

  get #next() { return Date.now() < this.#pausedUntil ? undefined : this.#queue.first }

  #begin({ id }) { this.#flying = { id, since: Date.now() } }

  #land(id) { if (this.#flying?.id === id) this.#flying = null }
}
