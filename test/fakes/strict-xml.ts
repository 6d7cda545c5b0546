// Reads XML strictly: any rule of XML 1.0 that our reports could break is an error. It knows no DTD, CDATA or namespaces.

/** An element. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, entities resolved. */
  readonly text: string;
}

const NAME = "[A-Za-z_][\\w.-]*";
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
// oxlint-disable-next-line no-control-regex -- what XML 1.0 forbids
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

/** The root element. Throws at the first thing that is not well formed. */
export function readStrictXml(document: string): XmlElement {
  if (FORBIDDEN.test(document)) throw new Error("A character that XML has no place for.");
  const declaration = /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/.exec(document)?.[0];
  if (declaration === undefined) throw new Error("No declaration.");
  let at = declaration.length;

  const take = (pattern: string): RegExpExecArray => {
    const match = new RegExp(pattern, "uy");
    match.lastIndex = at;
    const found = match.exec(document);
    if (found === null) throw new Error(`Not well formed at ${document.slice(at, at + 40)}`);
    at = match.lastIndex;
    return found;
  };
  const element = (): XmlElement => {
    const [, name = "", list = "", slash = ""] = take(`<(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/?)>`);
    const attributes: Record<string, string> = {};
    for (const [, key = "", value = ""] of list.matchAll(new RegExp(`(${NAME})="([^"<]*)"`, "gu"))) {
      if (Object.hasOwn(attributes, key)) throw new Error(`Twice: ${key}`);
      attributes[key] = resolve(value);
    }
    const children: XmlElement[] = [];
    let text = "";
    if (slash === "/") return { name, attributes, children, text };
    for (;;) {
      text += resolve(take("[^<]*")[0]);
      if (document.startsWith("</", at)) break;
      children.push(element());
    }
    take(`</${name}\\s*>`);
    return { name, attributes, children, text };
  };

  const root = element();
  if (document.slice(at).trim() !== "") throw new Error("Something after the end.");
  return root;
}

function resolve(text: string): string {
  if (text.includes("]]>")) throw new Error("An end of CDATA in a text.");
  return text.replace(/&([^;&]*)(;?)/g, (_whole, entity: string, end: string) => {
    const number = /^#(\d+)$/.exec(entity)?.[1];
    const resolved = number === undefined ? ENTITIES[entity] : String.fromCodePoint(Number(number));
    if (end !== ";" || resolved === undefined || FORBIDDEN.test(resolved))
      throw new Error(`Not an entity: &${entity}`);
    return resolved;
  });
}
