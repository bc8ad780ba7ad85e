import type { Recognition } from '../../core/module.ts';
import { magic } from './capture/stream.ts';
import { isOfLibrary, isSession } from './session/is-session.ts';
import { readSession } from './session/read.ts';

/** A longer text is no session that somebody copied. */
const longest = 128 * 1024;

/** How well the beginning of a text fits: a collector's stream, or what network tools said at a terminal. */
export function recognize(head: string): Recognition {
  if (head.startsWith(magic) || head.includes(`\n${magic}`))
    return { score: 1, because: "a capture of a host's network" };
  if (head.length > longest) return { score: 0, because: '' };
  const session = readSession(head);
  // Mail servers and Kubernetes say more of their own connections.
  if (isOfLibrary(session)) return { score: 0.2, because: 'a connection of a program that failed', readsWell: true };
  if (!isSession(session)) return { score: 0, because: '' };
  return { score: 0.6, because: 'what network tools said at a terminal' };
}
