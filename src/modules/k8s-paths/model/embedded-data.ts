import type { FileFact } from '../observations.ts';

/** A `…-data` field with what is embedded in it, or with what a saved run shows of that. */
const dataField = /(\b[A-Za-z-]{1,40}-data["']?\s{0,4}[:=]\s{0,4}["']?)([A-Za-z0-9+/=]{16,100000}|\[data\])/g;

/** What a kubeconfig embeds, in its order. Reports and saved runs say `[data]` in its place. */
export const embeddedIn = (text: string): string[] => [...text.matchAll(dataField)].map(([, , data = '']) => data);

/** The text of a kubeconfig as it was observed, of a saved run too: there `[data]` and `[secret]` would be lists. */
export function textWithData({ text = '', embedded = [] }: FileFact): string {
  let next = 0;
  return text
    .replace(dataField, (_, field: string, data: string) => {
      const original = embedded[next] ?? data;
      next += 1;
      return `${field}${original}`;
    })
    .replace(/(:\s{0,4})\[secret\]/g, '$1REDACTED');
}
