// The numbers of components/count.html.
const MAX_SHOWN = 99

export function countOf(element) { return Number(element.dataset.count) }

export function showCount(element, number) {
  element.dataset.count = number
  element.textContent = number > MAX_SHOWN ? `${MAX_SHOWN}+` : number
}
