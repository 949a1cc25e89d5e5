// An editor of prose in Wagtail's admin has the name of the text area in whose place it stands.
document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  editor.view.dom.setAttribute("aria-labelledby", [...textarea.labels].map((label) => label.id).join(" "))
})
