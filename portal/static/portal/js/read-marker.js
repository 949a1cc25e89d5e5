// How far a member has read a topic: the site is told when he has seen the end, and what is new beside it is counted.
//   const marker = new ReadMarker(topic, log, (seq) => wasSent)  // topic: a <live-topic>
import { countOf, showCount } from "./counts.js"

const MARKED_AFTER = 500 // not for every line: what one says oneself would wait behind it

export class ReadMarker {
  #topic
  #log
  #send
  #marked = 0
  #marking = 0
  #elsewhere = [] // what was counted beside other topics: {topic, seq}

  constructor(topic, log, send) {
    [this.#topic, this.#log, this.#send] = [topic, log, send]
    document.addEventListener("visibilitychange", this.markSoon)
    addEventListener("scroll", this.markSoon, { passive: true })
  }

  markSoon = () => { this.#marking ||= setTimeout(this.#mark, MARKED_AFTER) }

  countElsewhere({ topic, seq, by }) {
    const count = this.#countOf(topic)
    if (!count || this.#log.isMine({ seq, by })) return
    this.#elsewhere.push({ topic, seq })
    this.#showNews(count, countOf(count) + 1)
  }

  // In another tab, of this topic or of another one.
  readElsewhere({ topic, seq, topic_news, to }) {
    if (topic === this.#topic.dataset.topic) {
      this.#marked = Math.max(this.#marked, seq)
      return this.#log.readUpTo(seq)
    }
    const count = this.#countOf(topic)
    this.#elsewhere = this.#elsewhere.filter((line) => line.seq > to)
    if (count) this.#showNews(count, topic_news + this.#elsewhere.filter((line) => line.topic === topic).length)
  }

  #mark = () => {
    this.#marking = 0
    const newest = this.#log.newest
    if (document.hidden || newest <= this.#marked || !this.#log.isAtEnd) return
    if (this.#send(newest)) this.#marked = newest
  }

  #countOf(topic) { return this.#topic.querySelector(`a[data-topic="${topic}"] [data-count]`) }

  #showNews(count, number) {
    showCount(count, number)
    count.parentElement.hidden = !number
  }
}
