// The numbers of components/count.html.
const MOST_SHOWN = 99

export function countOf(element) { return Number(element.dataset.count) }

export function showCount(element, number) {
  element.dataset.count = number
  element.textContent = number > MOST_SHOWN ? `${MOST_SHOWN}+` : number
}
