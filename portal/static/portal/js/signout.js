// On every page: when somebody signs out, what was kept on this device for him goes too. Ministries share computers.
document.addEventListener("submit", (event) => {
  if (!event.target.getAttribute("action")?.endsWith("/logout/")) return
  forget()
  addEventListener("pagehide", forget) // after a form that keeps its last words when the page goes
})

function forget() {
  for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key)
}
