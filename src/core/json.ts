/** A JSON value, or undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Members of a JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object a text is, or undefined where it is none. */
export function parsedObject(text: string): Fields | undefined {
  const value = parsed(text);
  return isObject(value) ? value : undefined;
}
