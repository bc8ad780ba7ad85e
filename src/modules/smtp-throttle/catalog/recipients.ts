import { type ReplyCode, replyCode } from './reply-code.ts';
import { docs } from './sources.ts';

/** Failures that are about the recipient alone: no such address, a full mailbox, one that the service suppresses. */
export const recipientCodes: readonly ReplyCode[] = [
  replyCode({
    code: 'SMTP128',
    name: 'recipient-invalid',
    severity: 'info',
    summary: 'Recipients do not exist or take no mail.',
    said: 'refused because the recipient does not exist or takes no mail',
    why: 'The address is wrong, disabled or its mailbox full; sending it again fails again.',
    next: ['Correct or suppress these addresses; sending to them again harms the reputation.'],
    classes: ['recipient'],
    docs: [docs.enhanced],
  }),
  replyCode({
    code: 'SMTP168',
    name: 'recipient-suppressed',
    severity: 'warning',
    summary: 'The sending service holds the recipient on its suppression list.',
    said: 'not sent because the sending service suppresses the recipient',
    why: 'After a bounce or a complaint the service sends nothing more to that address. It is the recipient that is listed, not the sender.',
    next: [
      'Take the address off your own lists.',
      'Where the bounce was an error, remove it from the suppression list of the service, then send again.',
    ],
    rules: ['ses-suppressed', 'mailgun-suppressed', 'postmark-inactive', 'recipient-suppressed'],
    docs: [docs.ses],
  }),
  replyCode({
    code: 'SMTP172',
    name: 'recipient-full',
    severity: 'info',
    summary: 'Mailboxes of recipients are full.',
    said: 'refused because the mailbox of the recipient is full',
    why: 'The address exists; its owner or administrator must make room. A queue may try again for some days.',
    next: [
      'Tell the recipients by another way: nobody else can make room.',
      'Try again after a day; stop sending to a mailbox that stays full for weeks.',
    ],
    rules: [
      'recipient-full',
      'recipient-quota',
      'recipient-space',
      'exchange-recipient-full',
      'mailbox-full-code',
      'mailbox-full-words',
      'mailbox-full-german',
      'mailbox-full-romance',
      'mailbox-full-other',
    ],
    docs: [docs.enhanced],
  }),
];
