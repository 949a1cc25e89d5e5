// What comes from Word, Outlook, LibreOffice or Google Docs, as headings, lists, tables and links: no style, comment or tracked change.
// Pictures are left out, too; `picturesIn` tells how many, so that it can be said.
const GONE = [
  "del", "style", "script", "meta", "link", "title", "xml", "img", "o\\:p:empty",
  "[data-style*='mso-element:comment' i]", "[data-style*='mso-hide:all' i]", "[data-style*='mso-list:Ignore' i]",
  ".msocomanchor", ".MsoCommentReference", ".msocomtxt", ".msocomoff", ".msoDel",
]

export function fromWord(html) {
  const page = new DOMParser().parseFromString(readable(html), "text/html")
  listsOf(page.body)
  marksOf(page.body)
  for (const gone of page.body.querySelectorAll(GONE.join(","))) gone.remove()
  for (const anchor of page.body.querySelectorAll("a[href^='#_msocom'], a[name^='_msoanchor']")) anchor.remove()
  dropComments(page.body)
  footnotesOf(page.body)
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
    const kind = /^[\dA-Za-zА-я]{1,4}[.)]/.test(mark) ? "ol" : "ul"
    open = open.slice(0, open[level - 1]?.localName === kind ? level : level - 1) // numbers after dots are a list of their own
    while (open.length < level) open.push(newList(open.at(-1), paragraph, kind))
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

// Google Docs says in styles what is bold, and wraps all of it in a <b> that is not.
function marksOf(body) {
  for (const element of body.querySelectorAll("b, strong, i, em, span")) {
    const style = element.dataset.style ?? ""
    // Word's mso-bidi-font-weight is about right-to-left scripts alone.
    const isBold = /(^|[;\s])font-weight:\s*(bold|[6-9]00)/i.test(style)
    const isPlain = /^(b|strong)$/.test(element.localName) ? /(^|[;\s])font-weight:\s*(normal|400)/i.test(style) : /(^|[;\s])font-style:\s*normal/i.test(style)
    if (element.localName !== "span" && isPlain) element.replaceWith(...element.childNodes)
    else if (element.localName === "span") {
      if (isBold && !element.closest("h1, h2, h3, h4, h5, h6, b, strong")) wrap(element, "strong")
      if (/(^|[;\s])font-style:\s*italic/i.test(style) && !element.closest("i, em")) wrap(element, "em")
      if (/vertical-align:\s*super/i.test(style) && !element.closest("sup")) wrap(element, "sup")
      if (/vertical-align:\s*sub(?!p)/i.test(style) && !element.closest("sub")) wrap(element, "sub")
    }
  }
}

function wrap(element, name) {
  const around = element.ownerDocument.createElement(name)
  around.append(...element.childNodes)
  element.append(around)
}

// The places that footnotes lead to stay in the document that was copied: a number stays, and no link to nowhere.
function footnotesOf(body) {
  for (const anchor of body.querySelectorAll("a")) {
    const leads = anchor.getAttribute("href") ?? "#"
    if (!leads.startsWith("#") && !/#(_ftn|_edn|ftnt|sdfootnote|sdendnote|footnote)/i.test(leads)) continue
    const number = /^\s*\[?\s*(\d{1,3}|[ivx]{1,5}|\*{1,3})\s*\]?\s*$/i.exec(anchor.textContent)?.[1]
    if (!number || anchor.closest("sup")) anchor.replaceWith(...(number ? [number] : anchor.childNodes))
    else { anchor.replaceChildren(number); rename(anchor, "sup") }
  }
}

// How many pictures `html` shows; what is as small as a dot counts a reader for somebody.
export function picturesIn(html) {
  const page = new DOMParser().parseFromString(readable(html).replace(/<(\/?)v:imagedata/gi, "<$1img"), "text/html")
  return [...page.images].filter((picture) => Number(picture.getAttribute("width") ?? 9) > 2).length
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
