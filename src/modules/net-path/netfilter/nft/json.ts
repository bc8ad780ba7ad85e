/** A JSON value as nft prints it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (value: Json | undefined): readonly Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value as Json];

/** An expression or a statement is an object with one key, `{"payload": …}`. */
export function nameOf(value: Json | undefined): { readonly name: string; readonly inside: Json } | undefined {
  if (!isObject(value)) return undefined;
  const [name] = Object.keys(value);
  return name === undefined ? undefined : { name, inside: value[name] ?? null };
}

export const textOf = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
export const numberOf = (value: Json | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined;

/** As nft writes it, with a space behind each comma and colon: so the text is found in the capture. */
export function nftText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(nftText).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${nftText(one)}`);
  return `{${pairs.join(', ')}}`;
}
