/** Scope numbers of rtnetlink(7). */
export const scopes: Readonly<{ [name: string]: number }> = {
  global: 0,
  universe: 0,
  site: 200,
  link: 253,
  host: 254,
  nowhere: 255,
};

export const scopeOf = (name: unknown): number =>
  typeof name === 'number' ? name : (scopes[String(name)] ?? (/^\d+$/.test(String(name)) ? Number(name) : 0));
