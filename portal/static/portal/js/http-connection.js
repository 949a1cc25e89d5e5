// What a socket does, by plain requests: for networks that let no socket through. Answers are frames; docs/live.md.
//   const line = new HttpConnection(12, "…/lines/", "…/say/")
export class HttpConnection {
  #me
  #lines
  #say

  constructor(me, lines, say) { [this.#me, this.#lines, this.#say] = [me, lines, say] }

  // A frame of lines or of changes, {is: "absent" | "out"}, or null when there is no line at all.
  async after(seq, since) {
    try {
      const asked = new URLSearchParams({ after: seq, since, as: this.#me })
      return await this.#read(await fetch(`${this.#lines}?${asked}`, { redirect: "manual" }))
    } catch { return null }
  }

  // {is: "said" | "refused" | "absent" | "out", …}, or null when nobody knows whether it arrived.
  async say({ id, text }) {
    try {
      const body = new URLSearchParams({ client_id: id, text, as: this.#me })
      const headers = { "X-CSRFToken": this.#token }
      const frame = await this.#read(await fetch(this.#say, { method: "POST", body, headers, redirect: "manual" }))
      if (frame?.seq) return { ...frame, is: "said", id }
      return frame?.sentence ? { ...frame, is: "refused", id } : frame
    } catch { return null }
  }

  async #read(answer) {
    if (answer.headers.get("content-type")?.includes("json")) return answer.json()
    if (answer.status === 404) return { is: "absent" }
    // Asked to sign in, or somebody else is signed in now.
    return answer.type === "opaqueredirect" || answer.status === 403 ? { is: "out" } : null
  }

  // Read each time: who signs in again in another tab gets a new one.
  get #token() { return document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "" }
}
