// What comes from Word, Outlook or LibreOffice, as headings, lists, tables and links: no style, comment or tracked change.
const GONE = [
  "del", "style", "script", "meta", "link", "title", "xml", "img", "o\\:p:empty",
  "[data-style*='mso-element:comment' i]", "[data-style*='mso-hide:all' i]", "[data-style*='mso-list:Ignore' i]",
  ".msocomanchor", ".MsoCommentReference", ".msocomtxt", ".msocomoff", ".msoDel",
]

export function fromWord(html) {
  const page = new DOMParser().parseFromString(readable(html), "text/html")
  listsOf(page.body)
  for (const gone of page.body.querySelectorAll(GONE.join(","))) gone.remove()
  for (const anchor of page.body.querySelectorAll("a[href^='#_msocom'], a[name^='_msoanchor']")) anchor.remove()
  dropComments(page.body)
  for (const heading of page.body.querySelectorAll("h1, h2, h5, h6")) rename(heading, /H[12]/.test(heading.tagName) ? `h${Number(heading.tagName[1]) + 2}` : "h4")
  for (const element of page.body.querySelectorAll("*")) keepOnly(element, ["href", "colspan", "rowspan"])
  return page.body.innerHTML
}

// Styles are read, never applied: under another name, for the page's policy reports each one that is.
function readable(html) {
  return html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<!--\[if !supportLists\]-->|<!\[if !supportLists\]>|<!--\[endif\]-->|<!\[endif\]>/gi, "")
    .replace(/<[^>]+>/g, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="))
}

// Word's lists are paragraphs with "mso-list:l0 level2 lfo1" and a mark of dots or numbers in front.
function listsOf(body) {
  let open = [] // lists that the last paragraph stands in, outermost first
  for (const paragraph of [...body.querySelectorAll("p")]) {
    const level = Number(/mso-list:\s*l\d+\s+level(\d)/i.exec(paragraph.dataset.style ?? "")?.[1] ?? 0)
    const follows = open.length && paragraph.previousElementSibling === open[0]
    if (!level) { open = []; continue }
    if (!follows) open = []
    const mark = paragraph.querySelector("[data-style*='mso-list:Ignore' i]")?.textContent.trim() ?? ""
    open = open.slice(0, level)
    while (open.length < level) open.push(newList(open.at(-1), paragraph, /^[\dA-Za-zА-я]{1,4}[.)]/.test(mark) ? "ol" : "ul"))
    const item = body.ownerDocument.createElement("li")
    paragraph.querySelector("[data-style*='mso-list:Ignore' i]")?.remove()
    item.append(...paragraph.childNodes)
    open.at(-1).append(item)
    paragraph.remove()
  }
}

function newList(parent, before, kind) {
  const list = before.ownerDocument.createElement(kind)
  if (parent) (parent.lastElementChild ?? parent).append(list)
  else before.before(list)
  return list
}

function dropComments(body) {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const found = []
  while (walker.nextNode()) found.push(walker.currentNode)
  for (const comment of found) comment.remove()
}

function rename(element, name) {
  const other = element.ownerDocument.createElement(name)
  other.append(...element.childNodes)
  element.replaceWith(other)
}

function keepOnly(element, names) {
  for (const { name } of [...element.attributes]) if (!names.includes(name)) element.removeAttribute(name)
}
