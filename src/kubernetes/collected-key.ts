import { createPublicKey, type KeyObject } from 'node:crypto';

/** What a collector puts in place of a private key, so that the key stays on its host. */
const block =
  /-----BEGIN (PUBLIC HALF|WITHHELD KEY|DAMAGED KEY|LOCKED KEY)-----([A-Za-z0-9+/=\s]{0,20000})-----END \1-----/;

export type CollectedKey =
  | { readonly status: 'public-half'; readonly key: KeyObject }
  /** Nothing on the host could tell the public half. */
  | { readonly status: 'withheld' | 'encrypted' | 'damaged' };

/** Reads a collector's block; undefined where a text has none. */
export function readCollectedKey(text: string): CollectedKey | undefined {
  const found = block.exec(text);
  if (found === null) return undefined;
  if (found[1] === 'WITHHELD KEY') return { status: 'withheld' };
  if (found[1] === 'LOCKED KEY') return { status: 'encrypted' };
  if (found[1] === 'DAMAGED KEY') return { status: 'damaged' };
  try {
    const der = Buffer.from((found[2] ?? '').replace(/\s/g, ''), 'base64');
    return { status: 'public-half', key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
  } catch {
    return { status: 'withheld' };
  }
}
