import { type ReplyRow, replies } from './reply-row.ts';

// biome-ignore format: a table, a row a line
const postfix = replies('postfix', [
  ['postfix-connections', /Error: too many connections from/i, 'throttle-concurrency', 'T', 'cap', 'POSTFIX', ['421 4.7.0 mx.example.org Error: too many connections from 192.0.2.1']],
  ['postfix-own-limit', /Connection concurrency limit exceeded: \d/i, 'throttle-concurrency', 'T', 'cap', 'POSTFIX', ['Connection concurrency limit exceeded: 51 from host.example[192.0.2.1] for service smtp']],
  ['postfix-own-rate', /(?:Connection|Message delivery request|Recipient address|New TLS session|AUTH command) rate limit exceeded: \d/i, 'throttle-rate', 'T', 'slow', 'POSTFIX', ['Connection rate limit exceeded: 31 from host.example[192.0.2.1] for service smtp', 'Recipient address rate limit exceeded: 90 from host.example[192.0.2.1]']],
  ['postfix-rate', /Error: too (?:much mail|many (?:recipients|new TLS sessions|AUTH commands)) from/i, 'throttle-rate', 'T', 'slow', 'POSTFIX', ['450 4.7.1 Error: too much mail from 192.0.2.1', '450 4.7.1 Error: too many recipients from 192.0.2.1'], ['452 4.5.3 Error: too many recipients']],
  ['closing-4.3.2', /^421 4\.3\.2(?:\W+response)?\W*$/, 'throttle-concurrency', 'T', 'cap', 'MS-RATE', ['421 4.3.2']],
  ['postscreen-busy', /All (?:server|screening) ports are busy/i, 'server-fault', 'T', 'later', 'POSTFIX', ['421 4.3.2 All server ports are busy', '421 4.3.2 All screening ports are busy']],
  ['postscreen-deferred', /\b4\.3\.2\b.{0,10}Service currently unavailable/i, 'greylist', 'T', 'later', 'POSTFIX', ['450 4.3.2 Service currently unavailable']],
  ['postfix-may-duplicate', /message may be sent more than once|while sending end of data/i, 'network', 'A', 'check', 'POSTFIX', ['lost connection with mx.example.net[192.0.2.1] while sending end of data -- message may be sent more than once']],
  ['verification-open', /address verification in progress|unverified address: .{0,200}(?:connect to|timed out|refused|lost connection|try again|temporar|gr[ea]ylist)/i, 'server-fault', 'T?', '-', 'POSTFIX', ['450 4.1.1 <reader@example.net>: Recipient address rejected: unverified address: Address verification in progress', '550 5.1.1 <reader@example.net>: Recipient address rejected: unverified address: connect to mx.example.net[192.0.2.7]:25: Connection refused'], ['550 5.1.1 <reader@example.net>: Recipient address rejected: unverified address: host mx said: 550 User unknown']],
  ['postfix-unverified', /unverified address/i, 'recipient', 'P?', '-', 'POSTFIX', ['550 5.1.1 <reader@example.net>: Recipient address rejected: unverified address: host mx.example.net[192.0.2.7] said: 550 User unknown']],
  ['local-delivery', /(?:maildir|mailbox|mbox) delivery failed(?!: (?:user|domain)disk quota)|(?:create|open|write|lock|update) (?:maildir|mailbox) (?:file )?\/|can(?:'t|not) (?:create user output file|update mailbox)|\bTainted '.{1,200}not permitted|\b(?:mkdir|open|stat|chdir|chown)\(?\S{0,3} ?\/\S{1,200} (?:failed|.{0,20}permission denied)/i, 'server-fault', 'T?', '-', 'POSTFIX', ['4.2.0 maildir delivery failed: create maildir file /srv/mail/ann/tmp/1.P2: Permission denied', "5.2.0 can't create user output file", "Tainted '/var/mail/ann' (file or directory name for local_delivery transport) not permitted"], ['550 5.7.1 access not permitted']],
  ['block-list-query', /Error: (?:open resolver|excessive (?:number of )?queries)|\/returnc\/(?:pub|vol)\//i, 'server-fault', 'P?', '-', 'SPAMHAUS', ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; Error: open resolver; https://check.spamhaus.org/returnc/pub/198.51.100.1/'], ['554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.1']],
  ['qmail-bad-sender', /\bbadmailfrom\b/i, 'policy', 'P', 'no', 'QMAIL', ['553 sorry, your envelope sender is in my badmailfrom list (#5.7.1)']],
  ['forward-file', /\/\.forward: line \d|unsafe for mailing to (?:programs|files)/i, 'server-fault', 'T?', '-', 'SENDMAIL', ['451 4.0.0 /home/ann/.forward: line 1: |/usr/bin/vacation... Permission denied', '550 5.7.1 Address |/bin/x is unsafe for mailing to programs']],
  ['delivery-agent', /\b(?:procmail|maildrop|(?<!to )deliver): (?!.{0,60}(?:over (?:the )?quota|overquota|mailbox (?:is )?full))|pipe to \||command died|\bx-unix; ?\d|\bmailer error\b/i, 'server-fault', 'T?', '-', 'POSTFIX', ['Command died with status 127: /usr/bin/vacation', 'procmail: Quota', 'x-unix; 127']],
  ['postfix-queue-expired', /status=(?:force-)?expired/i, 'expired', 'P', 'no', 'POSTFIX', ['status=expired, returned to sender']],
]);

// biome-ignore format: a table, a row a line
const sendmail = replies('sendmail', [
  ['sendmail-rate', /\b4\.3\.2\b.{0,4}Connection rate(?: limit exceeded)?/i, 'throttle-rate', 'T', 'slow', 'SENDMAIL', ['452 4.3.2 Connection rate limit exceeded', '421 4.3.2 Connection rate']],
  ['sendmail-load', /Too many open connections|rejecting connections.{0,40}load average/i, 'throttle-concurrency', 'T', 'cap', 'SENDMAIL', ['421 4.3.2 Too many open connections.', 'rejecting connections on daemon MTA: load average: 30']],
]);

// biome-ignore format: a table, a row a line
const exim = replies('exim', [
  ['exim-connections', /Too many concurrent SMTP connections/i, 'throttle-concurrency', 'T', 'cap', 'EXIM', ['421 Too many concurrent SMTP connections; please try again later.']],
  ['exim-retry-not-reached', /retry time not reached for any host/i, 'network', 'T', 'later', 'EXIM', ['retry time not reached for any host after a long failure period']],
  ['exim-retry-timeout', /(?<!mailbox is full: )retry timeout exceeded/i, 'expired', 'P', 'no', 'EXIM', ['retry timeout exceeded'], ['mailbox is full: retry timeout exceeded']],
  ['exim-load', /too much (?:load|mail)/i, 'throttle-rate', 'T', 'slow', 'EXIM', ['421 mx.example.net: too much load; please try again later']],
]);

/** Mail servers that say their own limits in their own words. */
export const servers: readonly ReplyRow[] = [...postfix, ...sendmail, ...exim];
