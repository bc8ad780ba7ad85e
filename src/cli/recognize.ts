import { TextDecoder } from 'node:util';
import type { Recognition } from '../core/module.ts';
import { detectEncoding } from '../input/decode.ts';
import { type AnyModule, registry } from '../modules/registry.ts';

/** How much of an input is looked at to tell what it is. */
export const headBytes = 256 * 1024;

/** Below this a text is taken for something else. */
const enough = 0.3;

/** A module that knows a text, and by what. */
export interface Match extends Recognition {
  readonly module: AnyModule;
}

/** The modules that know the beginning of an input, the best first. */
export async function recognize(head: Buffer): Promise<readonly Match[]> {
  const text = new TextDecoder(detectEncoding(head)).decode(head);
  const matches: Match[] = [];
  for (const entry of registry) {
    const module = await entry.load();
    const recognition = module.recognize?.(text);
    if (recognition !== undefined && recognition.score >= enough) matches.push({ module, ...recognition });
  }
  return matches.toSorted((a, b) => b.score - a.score);
}
