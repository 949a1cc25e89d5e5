// <select data-find="Find a city">. Puts a search box above a long list: what is typed leaves the options that
// have it, in the reader's language or in English (data-words); the last one left is chosen. Without JavaScript the list is whole.
for (const select of document.querySelectorAll("select[data-find]")) begin(select)

function begin(select) {
  const groups = [...select.querySelectorAll("optgroup")].map((group) => ({ group, options: [...group.children] }))
  const box = document.createElement("input")
  Object.assign(box, { type: "search", placeholder: select.dataset.find, autocomplete: "off" })
  box.setAttribute("aria-label", select.dataset.find)
  box.className = "find-option"
  select.before(box)
  box.addEventListener("input", (event) => {
    event.stopPropagation() // what is looked for is no answer of the form
    const found = narrow(select, groups, fold(box.value))
    if (found.length === 1) choose(select, found[0])
  })
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault() })
}

// Options are taken out, for not every browser hides them. What is chosen stays until another is chosen.
function narrow(select, groups, typed) {
  const chosen = select.selectedOptions[0]
  const fits = (option) => !typed || fold(`${option.textContent} ${option.dataset.words}`).includes(typed)
  select.replaceChildren(...groups.map(({ group, options }) => {
    group.replaceChildren(...options.filter((option) => fits(option) || option === chosen))
    return group
  }).filter((group) => group.children.length))
  select.value = chosen?.value ?? ""
  return typed ? groups.flatMap(({ options }) => options.filter(fits)) : []
}

function choose(select, option) {
  select.value = option.value
  select.dispatchEvent(new Event("input", { bubbles: true }))
}

const fold = (text) => text.toLocaleLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").trim()
