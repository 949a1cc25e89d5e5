// On every page of a member: what the site has saved is no longer kept here, and when he signs out nothing is. Ministries
// share computers.
import { dropWhatIsSaved, forgetAll } from "./device-drafts.js"

dropWhatIsSaved()
document.addEventListener("submit", (event) => {
  if (!event.target.getAttribute("action")?.endsWith("/logout/")) return
  forgetAll()
  addEventListener("pagehide", forgetAll) // after a form that keeps its last words when the page goes
})
