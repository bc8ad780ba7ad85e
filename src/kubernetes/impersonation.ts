import { asMap } from './yaml-text.ts';

/** Headers that tell for whom a request is (`as:` of a kubeconfig's user), or why kubectl would send none. */
export interface Impersonation {
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly problem?: string;
}

/** What is no byte of a header's name (RFC 9110, token), and the percent sign, as client-go escapes them. */
const inNoName = /[^!#$&'*+.^_`|~0-9A-Za-z-]/gu;

/** Reads `as`, `as-uid`, `as-groups` and `as-user-extra` as client-go does; nothing where the user is itself. */
export function impersonationOf(user: Readonly<Record<string, unknown>>): Impersonation {
  const fields: (readonly [name: string, value: unknown])[] = [
    ['Impersonate-User', user['as']],
    ['Impersonate-Uid', user['as-uid']],
    ...listed(user['as-groups']).map((group) => ['Impersonate-Group', group] as const),
    ...Object.entries(asMap(user['as-user-extra']) ?? {}).flatMap(([key, values]) =>
      listed(values).map((value) => [`Impersonate-Extra-${escaped(key)}`, value] as const),
    ),
  ];
  const asked = fields.filter(([, value]) => value !== undefined && value !== null && value !== '');
  if (asked.length === 0) return {};
  const headers = asked.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  if (headers.length < asked.length) return { problem: 'it asks for somebody by what is no text' };
  // client-go refuses it too: it would be the user's own rights.
  return headers[0]?.[0] === 'Impersonate-User'
    ? { headers }
    : { problem: 'it asks for a uid, groups or extra without as' };
}

/** The values of a list; anything in place of one stays, and is no text. */
const listed = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : [value === undefined || value === null ? undefined : [value]];

const escaped = (key: string): string =>
  key.replace(inNoName, (c) =>
    [...Buffer.from(c)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
