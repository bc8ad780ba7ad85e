import { bashLiteral } from '../../../core/quote.ts';
import type { Endpoint } from '../findings/endpoints.ts';
import type { ReplyFacts } from './reply-code.ts';

/** A word for the shell; only what is no plain name needs quotes. */
const word = (text: string): string => (/^[A-Za-z0-9.:_-]+$/.test(text) ? text : bashLiteral(text));
const isName = ({ host }: Endpoint): boolean => /[A-Za-z]/.test(host) && !host.includes(':');
const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** How to look up the name that was not found; the input names it, or the words say that it does not. */
export function lookUp({ servers }: ReplyFacts): readonly string[] {
  const names = [...new Set(servers.filter(isName).map(({ host }) => host))];
  if (names.length === 0)
    return ['Look up the host of the settings on the host that sends; the input does not name it.'];
  return names.map((host) => `Look it up on the host that sends, in the same container: getent hosts ${word(host)}`);
}

const mailPorts: readonly number[] = [25, 465, 587, 1025, 2465, 2525, 2587];

/** How to see whether a server can be reached. */
export function reach({ servers }: ReplyFacts): readonly string[] {
  if (servers.length === 0) {
    return [
      'Take host and port from the settings of the program, which the input does not name, and try them from the host that sends.',
    ];
  }
  const tries = servers.map(({ host, port }) =>
    port === undefined
      ? `Try ${host} from the host that sends, on the port of the settings: the input does not name the port.`
      : `Try it from the host that sends: nc -vz ${word(host)} ${port}`,
  );
  const blocked = servers.some(({ port }) => port === 25) ? ['Many networks block port 25 on the way out.'] : [];
  const local = servers.some(({ host }) => /^(?:localhost|127\.|::1$)/.test(host))
    ? [
        servers.every(({ port }) => port !== undefined && !mailPorts.includes(port))
          ? 'On that port a filter of the mail server listens (content_filter; amavis: 10024), not a mail server: start it, or take it out of the settings.'
          : 'Nothing else than a mail server on the same host or in the same container answers there: is one meant to run?',
      ]
    : ['Look at firewalls between the two, and at whether the server runs.'];
  return [...tries, ...blocked, ...local];
}

/** How to see what a server offers in TLS: at once on 465, by STARTTLS elsewhere. */
export function openTls({ servers }: ReplyFacts): readonly string[] {
  const whole = servers.filter(({ port }) => port !== undefined);
  const commands = whole.map(
    ({ host, port }) =>
      `See what it offers: openssl s_client ${port === 465 || port === 2465 ? '' : '-starttls smtp '}-connect ${word(`${bracketed(host)}:${port}`)}`,
  );
  return [
    ...(commands.length > 0
      ? commands
      : ['See with openssl s_client what the server of the settings offers; the input does not name host and port.']),
    'Match mode and port: TLS from the start on 465, STARTTLS on 587 and 25.',
  ];
}

/** What each kind of wrong setting asks for; the reply is quoted with the finding. */
const cures: readonly (readonly [rules: readonly string[], cure: string])[] = [
  [
    ['other-protocol'],
    'Another service answers there (IMAP, POP3, HTTP or SSH): set host and port of a server that takes mail, 587 or 465.',
  ],
  [
    ['loop-to-self'],
    'By DNS or a route the server itself is the next hop of that domain, and it does not take the domain as its own: let it (Postfix: mydestination, virtual_mailbox_domains or relay_domains; Exim: local_domains), or correct the MX or relayhost.',
  ],
  [
    ['relay-denied', 'relay-not-for-all', 'm365-tenant-attribution'],
    'Log in before sending, or let the server relay for this host; it does not take mail for other domains from just anyone.',
  ],
  [
    [
      'sender-domain',
      'sender-invalid',
      'sender-refused',
      'm365-unregistered-domain',
      'godaddy-sender',
      'orange-sender',
      'sender-verify',
    ],
    'Use a sender address whose domain exists and that the server accepts.',
  ],
  [
    [
      'ses-unverified',
      'mailgun-sandbox',
      'mailgun-unverified',
      'sendgrid-identity',
      'postmark-pending',
      'postmark-signature',
      'brevo-sender',
    ],
    'Verify the address or its domain at the sending service, or leave its sandbox.',
  ],
  [
    ['no-recipient'],
    'Give the message a valid recipient: the server had accepted none before DATA. One such mail must not hold up the others.',
  ],
  [
    ['address-malformed'],
    'Correct the address that the record names, in To as well as in From: the program refused it before any server was asked.',
  ],
  [['client-setting'], 'Correct the setting of the program that the record names: no server refused anything.'],
  [
    ['account-not-activated', 'brevo-validation'],
    'Activate the account at the sending service: until then it sends nothing.',
  ],
  [
    ['graph-no-mailbox'],
    'Send as a mailbox that Exchange Online holds and that has a license: Microsoft Graph knows no other.',
  ],
  [
    ['m365-external-forwarding'],
    'The tenant that forwards forbids it, not the receiver: an administrator allows automatic forwarding for that mailbox in an outbound spam filter policy of Defender, or the mailbox stops forwarding.',
  ],
  [['oracle-acl'], 'Grant the database user the network access (ACL) to the mail host.'],
];

/** Whom to ask for another judgment of the sender. */
export const delist = ({ rules }: ReplyFacts): readonly string[] => [
  ...(rules.includes('m365-banned-ip')
    ? ['Ask Microsoft to take the address off its list: https://sender.office.com']
    : []),
  ...(rules.includes('m365-ip-not-accepted')
    ? [
        'Microsoft takes nothing from that range of addresses, as from cloud hosts of new or trial tenants: send from another address, or ask its support.',
      ]
    : ['Find the list in the reply, remove the cause (misused account, open relay), then ask for delisting.']),
];

/** What to do where a login is refused or missing. */
export const loginOf = ({ rules }: ReplyFacts): readonly string[] =>
  rules.includes('outlook-sign-in')
    ? ['Sign in to the mailbox in a browser and answer what it asks: its provider has paused sending from it.']
    : rules.every((rule) => rule === 'm365-not-authenticated')
      ? [
          'The sender did not log in: send with SMTP AUTH at smtp.office365.com:587, or through a connector that knows this host by its address or certificate.',
          'Is the recipient of another organization: its administrators refuse senders that they do not know.',
        ]
      : ['Stop retrying: repeated failures lock accounts.', 'Check the credentials and the method the server offers.'];

/** What to change where the sending side is configured wrongly. */
export function settingsOf({ rules }: ReplyFacts): readonly string[] {
  const known = cures.filter(([ids]) => ids.some((id) => rules.includes(id))).map(([, cure]) => cure);
  return known.length > 0 ? known : ['Read the reply: it names what the server does not accept; no retry changes it.'];
}
