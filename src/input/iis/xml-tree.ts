import { SaxesParser } from 'saxes';

/** An element of an XML document. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** 1-based line of its start tag. */
  readonly line: number;
  readonly children: readonly Element[];
}

/** Why a text is no well-formed XML, and where: 1-based line and column. */
export class XmlError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** Deeper nesting is no configuration. */
const maxDepth = 200;

interface Draft extends Element {
  readonly children: Draft[];
}

/**
 * Parses XML strictly; the root's parent is returned. Entities a document defines itself are an
 * error, not expanded. Throws `XmlError`.
 */
export function parseXml(text: string): Element {
  const parser = new SaxesParser();
  const top: Draft = { name: '', attributes: {}, line: 1, children: [] };
  const open = [top];
  let startLine = 1;
  const fail = (message: string): never => {
    throw new XmlError(message, parser.line, parser.column + 1);
  };
  parser.on('error', (error) => fail(error.message.replace(/^\d+:\d+: /, '')));
  parser.on('opentagstart', () => {
    startLine = parser.line;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Draft = { name, attributes: { ...attributes }, line: startLine, children: [] };
    open.at(-1)?.children.push(element);
    if (open.push(element) > maxDepth) fail('nested too deeply');
  });
  parser.on('closetag', () => open.pop());
  parser.write(text).close();
  return top;
}

/** All elements of a name, at any depth, in document order. */
export function* descendants(element: Element, name: string): Generator<Element> {
  for (const child of element.children) {
    if (child.name === name) yield child;
    yield* descendants(child, name);
  }
}

/** The element at a path of child names: `recycling/periodicRestart`. */
export function elementAt(element: Element | undefined, path: string): Element | undefined {
  let at = element;
  for (const name of path.split('/')) {
    if (name !== '') at = at?.children.find((child) => child.name === name);
  }
  return at;
}
