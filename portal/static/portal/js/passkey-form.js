// <passkey-form data-does="create" data-failed="…"><form>…<input type="hidden" name="credential"><button>…</button></form>
// <script type="application/json">options</script></passkey-form>
// Asks the device for a passkey when the form is sent, and sends what it answers. Without options on the page they are
// fetched from the form's own address. The element is hidden until this runs: without JavaScript there are no passkeys.
const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0))
const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")
const withBytes = (one) => ({ ...one, id: toBytes(one.id) })
const ANSWERS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    this.hidden = !window.PublicKeyCredential
    this.addEventListener("submit", this.#ask)
  }

  get #form() { return this.querySelector("form") }
  get #words() { return this.querySelector("[role=alert]") }

  #ask = async (event) => {
    event.preventDefault()
    this.#words.hidden = true
    try {
      const options = await this.#options()
      const credential = this.dataset.does === "create" ? await this.#create(options) : await this.#get(options)
      this.#form.elements.credential.value = JSON.stringify(plain(credential))
      this.#form.submit()
    } catch { // the member said no, has no key here, or the line is down: nothing has happened
      this.#words.textContent = this.dataset.failed
      this.#words.hidden = false
    }
  }

  async #options() {
    const onPage = this.querySelector("script[type='application/json']")
    if (onPage) return Object.values(JSON.parse(onPage.textContent))[0].publicKey
    const answer = await fetch(this.#form.action, { headers: { Accept: "application/json" } })
    return (await answer.json()).request_options.publicKey
  }

  #create(options) {
    const selection = { ...options.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" }
    return navigator.credentials.create({ publicKey: {
      ...options,
      authenticatorSelection: selection,
      challenge: toBytes(options.challenge),
      user: withBytes(options.user),
      excludeCredentials: (options.excludeCredentials ?? []).map(withBytes),
    } })
  }

  #get(options) {
    return navigator.credentials.get({ publicKey: {
      ...options,
      challenge: toBytes(options.challenge),
      allowCredentials: (options.allowCredentials ?? []).map(withBytes),
    } })
  }
}

// In place of credential.toJSON(), which browsers have only since 2025.
function plain(credential) {
  const response = {}
  for (const name of ANSWERS) if (credential.response[name]) response[name] = toText(credential.response[name])
  const clientExtensionResults = credential.getClientExtensionResults()
  return { id: credential.id, rawId: toText(credential.rawId), type: credential.type, response, clientExtensionResults }
}

customElements.define("passkey-form", PasskeyForm)
