/** What a failure is about; every failed attempt has exactly one. */
export const failureClasses = [
  'throttle-concurrency',
  'throttle-rate',
  'throttle-daily',
  'throttle-recipient',
  'throttle-penalty',
  'greylist',
  'reputation',
  'auth',
  'recipient',
  'policy',
  'content',
  'size',
  'dns-routing',
  'tls',
  'network',
  'config',
  'server-fault',
  'expired',
  'unknown',
] as const;

export type FailureClass = (typeof failureClasses)[number];

/** Whether a class is one of the five kinds of throttling. */
export const isThrottle = (name: FailureClass): boolean => name.startsWith('throttle-');

/** `ambiguous`: the server may have accepted the mail, so that sending it again may duplicate it. */
export type Permanence = 'temporary' | 'permanent' | 'ambiguous';

/**
 * What to do with a failed mail: `cap` lower concurrency, then retry 2 s·2^n with jitter; `slow` lower
 * the rate, then retry after a minute or more; `24h` stop and resume as the window slides; `later` retry
 * after 15 minutes or more; `reconnect` retry at once on a new connection; `split` fewer recipients a
 * message; `check` find out first whether it arrived; `no` fix the cause first.
 */
export type RetryAdvice = 'cap' | 'slow' | '24h' | 'later' | 'reconnect' | 'split' | 'check' | 'no';

/** Where in the SMTP dialogue the failure came; `data-end` is the reply to the final dot. */
export type Phase = 'connect' | 'greeting' | 'ehlo' | 'tls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'data-end' | 'submit';
