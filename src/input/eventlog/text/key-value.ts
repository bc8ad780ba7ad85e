/** `Log Name:      System`, `TimeCreated  : 3/10/2026 3:31:36 PM`, `- Event ID: 5186`, `  Ereignis-ID:   5074`. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
  /** Column in which the value stands: `Format-List` begins the lines that go on with it there. */
  readonly column: number;
}

const spaced =
  /^\s*(?:[-*•]\s+)?([\p{L}@][\p{L}\p{N}._@'’-]*(?: [\p{L}\p{N}._'’-]+){0,3})\s{0,40}(?::(?:\s+(.*))?|：\s*(.*))$/u;
/** Event Viewer pads to 15 columns: `Schlüsselwörter:Klassisch`, `Categoría de la tarea:Ninguno`, `ID de l’événement :5002`, `Id. del evento:5059`. */
const unspaced = /^(?=[^:]{14,40}:)(\p{L}[\p{L}'’.]*(?: \p{L}[\p{L}'’]*){0,3})\s?:(?=[\p{L}\p{N}])(.*)$/u;

/** A line as key and value; undefined where it is none. Keys have at most four words. */
export function keyValueOf(line: string): KeyValue | undefined {
  const match = spaced.exec(line.slice(0, 2000)) ?? unspaced.exec(line.slice(0, 2000));
  if (match === null) return undefined;
  const [, key = '', narrow, wide] = match;
  const value = narrow ?? wide ?? '';
  const whole = line.length > 2000 ? value + line.slice(2000) : value;
  return { key, value: whole.trim(), column: line.length - whole.length };
}
