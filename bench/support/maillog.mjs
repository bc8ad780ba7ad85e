// Writes a mail log that is the same for the same seed: a relay with 14 % delivery lines, of which 7 % fail.
import { closeSync, openSync, writeSync } from 'node:fs';

/** Numbers in [0, 1) from a seed (xorshift32). */
export function randomFrom(seed) {
  let x = seed >>> 0 || 1;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 2 ** 32;
  };
}

const domains = ['contoso.com', 'fabrikam.com', 'gmail.com', 'outlook.com', 'example.org', 'adventure-works.com'];
const relays = [
  'smtp.office365.com[52.96.1.2]:587',
  'gmail-smtp-in.l.google.com[142.250.1.26]:25',
  'mx.contoso.com[192.0.2.7]:25',
];
const failures = [
  [
    '4.3.2',
    'deferred',
    'host smtp.office365.com[52.96.1.2] said: 432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information. [Hostname=AM0PR04MB%d.eurprd04.prod.outlook.com] (in reply to end of DATA command)',
  ],
  [
    '4.7.28',
    'deferred',
    'host gmail-smtp-in.l.google.com[142.250.1.26] said: 421-4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP address. 421 4.7.28 d9443c01a7336-%d-gsmtp (in reply to end of DATA command)',
  ],
  [
    '5.1.1',
    'bounced',
    'host mx.contoso.com[192.0.2.7] said: 550 5.1.1 <u%d@contoso.com>: Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command)',
  ],
  ['4.4.1', 'deferred', 'connect to mx.fabrikam.com[198.51.100.%d]:25: Connection timed out'],
  [
    '4.2.0',
    'deferred',
    'host mx.example.org[203.0.113.9] said: 450 4.2.0 <u%d@example.org>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/example.org.html (in reply to RCPT TO command)',
  ],
];
const daySeconds = 86_400;
const two = (n) => String(n).padStart(2, '0');

/** Writes about `bytes` bytes to `path`, spread over so many days of March. */
export function writeMaillog(path, bytes, { days = 1, seed = 20260302 } = {}) {
  const random = randomFrom(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const file = openSync(path, 'w');
  let written = 0;
  let second = 0;
  let queue = 0;
  let text = '';
  // As many lines a second as spread the log over the days.
  const step = (days * daySeconds) / (bytes / 125);
  while (written < bytes) {
    second += step;
    const all = Math.min(Math.floor(second), days * daySeconds - 1);
    const s = all % daySeconds;
    const day = String(Math.floor(all / daySeconds) + (days === 1 ? 2 : 1)).padStart(2);
    const stamp = `Mar ${day} ${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)} mx1 postfix/`;
    queue = (queue + 7919) % 0xfffffff;
    const id = `4${queue.toString(16).toUpperCase().padStart(9, '0')}`;
    const user = `u${Math.floor(random() * 90_000)}@${pick(domains)}`;
    const kind = random();
    if (kind > 0.144) text += other(stamp, id, user, kind, random);
    else text += delivery(stamp, id, user, pick, random);
    if (text.length > 1 << 20) {
      written += writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
}

function delivery(stamp, id, user, pick, random) {
  const times = `delay=${(random() * 3).toFixed(2)}, delays=0.1/0.01/${random().toFixed(2)}/${random().toFixed(2)}`;
  if (random() > 0.07) {
    return `${stamp}smtp[${1000 + Math.floor(random() * 50)}]: ${id}: to=<${user}>, relay=${pick(relays)}, ${times}, dsn=2.0.0, status=sent (250 2.0.0 OK ${Math.floor(random() * 1e9)} queued)\n`;
  }
  const [dsn, status, reason] = pick(failures);
  return `${stamp}smtp[${1000 + Math.floor(random() * 50)}]: ${id}: to=<${user}>, relay=${pick(relays)}, ${times}, dsn=${dsn}, status=${status} (${reason.replace('%d', String(Math.floor(random() * 250)))})\n`;
}

function other(stamp, id, user, kind, random) {
  const client = `c${Math.floor(random() * 900)}.example.net[192.0.2.${Math.floor(random() * 250)}]`;
  if (kind < 0.3)
    return `${stamp}qmgr[901]: ${id}: from=<news@adventure-works.com>, size=${Math.floor(random() * 90_000)}, nrcpt=1 (queue active)\n`;
  if (kind < 0.45) return `${stamp}qmgr[901]: ${id}: removed\n`;
  if (kind < 0.6) return `${stamp}cleanup[1200]: ${id}: message-id=<${Math.floor(random() * 1e12)}.${user}>\n`;
  if (kind < 0.75) return `${stamp}smtpd[1300]: connect from ${client}\n`;
  if (kind < 0.9)
    return `${stamp}smtpd[1300]: disconnect from ${client} ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7\n`;
  return `${stamp}smtp[1001]: Trusted TLS connection established to smtp.office365.com[52.96.1.2]:587: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)\n`;
}
