// What this device keeps of texts that the site does not have yet: one entry for each tab that wrote, under the key
// draft:<member>:<text>:<client id>. The client id is that of the form, so that the site knows it again.
const PREFIX = "draft:"

export function keep(key, entry) {
  try {
    localStorage.setItem(key, JSON.stringify(entry))
    return true
  } catch {
    return false // full, or closed to this site
  }
}

export const drop = (key) => localStorage.removeItem(key)

// Of one text, the newest first. Entries of an older version of this site have no client id.
export function entriesOf(text) {
  const keys = Object.keys(localStorage).filter((key) => key === text || key.startsWith(`${text}:`))
  return keys.map((key) => ({ key, id: key.slice(text.length + 1), kept: read(key) }))
    .filter(({ kept }) => kept).sort((one, other) => other.kept.at - one.kept.at)
}

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key))
    return Array.isArray(kept?.fields) ? kept : null
  } catch {
    return null
  }
}

// A text that was begun here and reached the site by the last words of a tab belongs to the page that it has there.
export function move(ids, text) {
  for (const key of Object.keys(localStorage)) {
    const id = ids.find((one) => key.startsWith(PREFIX) && key.includes(":new-") && key.endsWith(`:${one}`))
    if (!id) continue
    localStorage.setItem(`${text}:${id}`, localStorage.getItem(key))
    drop(key)
  }
}

// The site says in a cookie what it has just saved. Until then it was kept, for on the way there a session may be over.
export function dropWhatIsSaved() {
  const id = document.cookie.match(/(?:^|; )saved_draft=([\w-]+)/)?.[1]
  if (!id) return
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX) && key.endsWith(`:${id}`)) drop(key)
  document.cookie = "saved_draft=; Max-Age=0; Path=/; SameSite=Lax"
}

export function forgetAll() {
  for (const store of [localStorage, sessionStorage]) {
    for (const key of Object.keys(store)) if (key.startsWith(PREFIX)) store.removeItem(key)
  }
}
