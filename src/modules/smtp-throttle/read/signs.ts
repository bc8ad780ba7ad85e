import type { LogSign } from '../observations.ts';

type Sign = Pick<LogSign, 'sign' | 'value'>;

export const signPatterns: readonly (readonly [LogSign['sign'], RegExp])[] = [
  [
    'credentials-in-log',
    /\bAUTH (?:PLAIN|LOGIN) [A-Za-z0-9+/=]{8,}|CLIENT -> (?:SERVER|SMTP): ?[A-Za-z0-9+/]{12,}={0,2}\s*$/,
  ],
  [
    'basic-auth',
    /(?<!250[- ]|250-)\b(?:C: |CLIENT -> SERVER: ?|CLIENT -> SMTP: ?|DEBUG SMTP: )?(?<value>AUTH (?:LOGIN|PLAIN))\b(?! [A-Z])/,
  ],
  [
    'client-limit',
    /\b(?<value>(?:maxConnections|maxMessages|rateLimit|smtp_destination_concurrency_limit|default_destination_concurrency_limit|initial_destination_concurrency|max_parallel)["']?\s?[:=]\s?\d{1,5})\b/,
  ],
  ['back-pressure', /\bEvent ?ID:? (?<value>1500[4-7])\b/],
  [
    'sent-summary',
    /\b(?<value>\d{1,6} ?\/ ?\d{1,6}) (?:e-?mails? |messages? |mails? |correos? )?(?:sent|enviados?|delivered|gesendet|envoy)/i,
  ],
];

/** What else a record shows; cheap words are looked for first. */
export function signsIn(text: string): readonly Sign[] {
  if (!/AUTH|CLIENT ->|max|rateLimit|concurrency|Event ?ID|sent|enviad|deliver/.test(text)) return [];
  return signPatterns.flatMap(([sign, pattern]) => {
    const match = pattern.exec(text);
    return match === null ? [] : [{ sign, value: match.groups?.['value'] ?? 'AUTH' }];
  });
}
