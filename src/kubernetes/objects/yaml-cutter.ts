/** Told of what is cut; texts are YAML. */
export interface YamlHandler {
  /** One item of a list, as a list of one. */
  item(yaml: string, lines: number): void;
  /** A document without its items. */
  end(yaml: string, lines: number, isList: boolean): void;
}

/** `apiVersion: v1`, `items:`, `kind: Pod`: how a manifest or what kubectl -o yaml prints begins. */
const beginning = /^(?:apiVersion|kind|items|metadata|spec|status|data|type):(?:\s|$)/;
/** Another key of a document: `status:`, `volumeBindingMode: Immediate`. */
const key = /^[A-Za-z][\w.-]{0,100}:(?:\s|$)/;
/** `- apiVersion: v1` */
const dash = /^( {0,8})-(?: |$)/;

/** Cuts YAML documents into the items of their list, line by line: what is parsed at once stays small. */
export class YamlCutter {
  readonly #handler: YamlHandler;
  #inside = false;
  #head: string[] = [];
  #item: string[] = [];
  #inItems = false;
  #hadItems = false;
  #indent = -1;

  constructor(handler: YamlHandler) {
    this.#handler = handler;
  }

  /** A document has begun and not ended. */
  get isInside(): boolean {
    return this.#inside;
  }

  /** Takes a line; false where it belongs to no document. */
  line(line: string): boolean {
    if (!this.#inside) {
      if (!beginning.test(line)) return false;
      this.#inside = true;
    }
    if (line.startsWith('---') || line === '...') {
      this.end();
      return true;
    }
    if (this.#inItems && this.#takesItem(line)) return true;
    if (key.test(line)) {
      this.#endItem();
      this.#inItems = /^items:\s*$/.test(line);
      this.#hadItems ||= this.#inItems;
      this.#indent = -1;
      this.#head.push(line);
      return true;
    }
    // A list of a document that is not `items` may stand without indent too.
    if (line === '' || /^[\s#-]/.test(line)) {
      (this.#item.length > 0 ? this.#item : this.#head).push(line);
      return true;
    }
    this.end();
    return false;
  }

  #takesItem(line: string): boolean {
    const indent = dash.exec(line)?.[1]?.length;
    if (indent === undefined || (this.#indent >= 0 && indent !== this.#indent)) return false;
    this.#endItem();
    this.#indent = indent;
    this.#item.push(line);
    return true;
  }

  #endItem(): void {
    if (this.#item.length > 0) this.#handler.item(this.#item.join('\n'), this.#item.length);
    this.#item = [];
  }

  /** The document is over: another begins, or the text ends. */
  end(): void {
    this.#endItem();
    if (this.#head.length > 0) this.#handler.end(this.#head.join('\n'), this.#head.length, this.#hadItems);
    this.#head = [];
    this.#inside = false;
    this.#inItems = false;
    this.#hadItems = false;
    this.#indent = -1;
  }
}
