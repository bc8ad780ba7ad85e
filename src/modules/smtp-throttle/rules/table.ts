import { google } from './google.ts';
import { exchangeOnline, exchangeServer } from './microsoft.ts';
import { recipients } from './recipients.ts';
import { refusals } from './refusals.ts';
import type { Rule } from './rule.ts';
import { providers } from './senders.ts';
import { servers } from './servers.ts';
import { throttles } from './throttles.ts';
import { transport } from './transport.ts';

/**
 * All rules; the first that matches decides. What one provider says in words of its own comes before
 * what many say, full mailboxes and refused logins before throttling (`quota exceeded`, `too many
 * login attempts`), throttling before unknown recipients, the vaguest words last.
 */
export const ruleTable: readonly Rule[] = [
  ...exchangeOnline,
  ...exchangeServer,
  ...google,
  ...providers,
  ...servers,
  ...throttles,
  ...refusals,
  ...recipients,
  ...transport,
];
