import type { FixScript } from '../../../core/fix-script.ts';

/** Numbers every snippet is made with. */
export const policy = {
  /** Submissions in flight where the mailbox is this program's alone. */
  cap: 3,
  /** Messages a minute, a little below the documented 30. */
  perMinute: 25,
  /** Tries of a mail, the first included. */
  tries: 6,
} as const;

/** Code to take over by hand: caps the submissions in flight and retries what was refused for a moment. */
export function snippet(id: string, library: string, apply: string): FixScript {
  return {
    id,
    title: `cap ${policy.cap} and retry in ${library}`,
    shell: 'config',
    applicability: 'review',
    effect: `At most ${policy.cap} submissions at once (2 where others share the mailbox), ${policy.tries} tries a mail.`,
    apply: `${apply.trim()}\n`,
  };
}
