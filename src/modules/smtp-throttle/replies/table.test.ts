import { describe, expect, test } from 'vitest';
import { classify } from '../classify.ts';
import { type FailureClass, failureClasses, isThrottle } from '../failure-class.ts';
import { parseReply } from '../reply.ts';
import { replyRows } from './table.ts';

const of = (text: string) => classify(parseReply(text));

test('every row has an id of its own, a class, and no state', () => {
  const ids = replyRows.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const row of replyRows) {
    expect(failureClasses).toContain(row.class);
    expect(row.matches.global, row.id).toBe(false);
  }
});

const replies: readonly (readonly [FailureClass, string])[] = [
  ['throttle-concurrency', '432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending'],
  ['throttle-concurrency', '432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded'],
  ['throttle-recipient', '432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded'],
  ['server-fault', '432 4.3.2 STOREDRV.Deliver; dynamic mailbox database throttling limit exceeded'],
  ['throttle-rate', '421 4.4.2 Message submission rate for this client has exceeded the configured limit'],
  ['throttle-daily', '554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException'],
  ['auth', '554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied'],
  ['reputation', '554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException'],
  ['config', '554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException'],
  ['throttle-daily', "550 5.7.233 Your message can't be sent because your tenant exceeded its daily limit"],
  ['throttle-penalty', '550 5.2.252 Sender throttled due to continuous send as denied errors.'],
  ['auth', '550 5.2.252 Send as denied'],
  ['throttle-rate', '451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (S77719)'],
  ['reputation', '451 4.7.650 The mail server [192.0.2.1] has been temporarily rate limited due to IP reputation.'],
  [
    'throttle-concurrency',
    '451 4.7.652 The mail server [192.0.2.1] has exceeded the maximum number of connections. (S3115)',
  ],
  [
    'throttle-concurrency',
    '421 4.3.2 The maximum number of concurrent connections per resource forest has exceeded a limit',
  ],
  ['server-fault', '421 4.3.2 Service not active'],
  ['server-fault', '452 4.3.1 Insufficient system resources'],
  ['auth', '432 4.7.12 A password transition is needed'],
  ['auth', '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.'],
  ['throttle-rate', '454 4.7.0 Too many login attempts, please try again later'],
  ['throttle-recipient', '450 4.2.1 The user you are trying to contact is receiving mail too quickly'],
  ['throttle-daily', '550 5.4.5 Daily user sending limit exceeded'],
  ['throttle-rate', '454 Throttling failure: Maximum sending rate exceeded.'],
  ['throttle-daily', '454 Throttling failure: Daily message quota exceeded.'],
  ['throttle-daily', '451 Authentication failed: Maximum credits exceeded'],
  ['throttle-rate', '550 Connection frequency limited'],
  ['throttle-rate', '421 Max message per connection reached, closing transmission channel'],
  ['reputation', '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume'],
  ['reputation', '421 4.16.55 [TS01] Messages from 192.0.2.1 temporarily deferred due to excessive user complaints'],
  [
    'reputation',
    '421 4.7.1 [TS03] All messages from 192.0.2.1 will be permanently deferred; Retrying will NOT succeed.',
  ],
  ['server-fault', '451 4.3.2 Resources temporarily not available - Please try again later'],
  ['recipient', "554 delivery error: dd This user doesn't have a yahoo.com account (a@yahoo.com) [0]"],
  ['reputation', '553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1, because the ip is in a list'],
  ['throttle-concurrency', '421 4.7.0 mx.example.org Error: too many connections from 192.0.2.1'],
  ['throttle-rate', '450 4.7.1 Error: too much mail from 192.0.2.1'],
  ['throttle-concurrency', '421 Too many concurrent SMTP connections; please try again later.'],
  ['server-fault', '421 4.3.2 All server ports are busy'],
  ['throttle-rate', '452 4.3.2 Connection rate limit exceeded'],
  ['greylist', '450 4.2.0 <a@b.example>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch'],
  ['config', '454 4.7.1 <a@b.example>: Relay access denied'],
  ['recipient', '450 4.1.2 <a@b.example>: Recipient address rejected: Domain not found'],
  ['network', "Can't send command to SMTP host"],
  ['network', 'empty response'],
  ['network', 'execution expired'],
  ['network', 'dial tcp 192.0.2.7:587: i/o timeout'],
  ['config', '450 4.1.8 <a@b.example>: Sender address rejected: Domain not found'],
  ['recipient', '550 5.1.1 <a@b.example>: Recipient address rejected: User unknown in virtual mailbox table'],
  ['recipient', '552 5.2.2 user quota exceeded'],
  ['recipient', '550 5.4.1 Recipient address rejected: Access denied'],
  ['policy', '550 5.7.26 This mail has been blocked because the sender is unauthenticated'],
  ['reputation', '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org'],
  ['size', '552 5.3.4 Message size exceeds fixed limit'],
  ['expired', '550 4.4.7 QUEUE.Expired; message expired'],
  ['tls', '454 4.7.0 TLS not available due to local problem'],
  ['dns-routing', '550 5.4.6 Hop count exceeded - possible mail loop'],
  ['unknown', '550 5.0.0 Zonk'],
];

describe('the words of the server decide', () => {
  test.each(replies)('%s: %s', (name, text) => {
    expect(of(text).class).toBe(name);
  });
});

test.each([
  ['550 5.1.1 User unknown', 'permanent', 'no'],
  ['450 4.1.1 User unknown', 'temporary', 'later'],
  ['554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException', 'temporary', '24h'],
  ['451 Authentication failed: Maximum credits exceeded', 'permanent', 'no'],
  ['454 4.7.1 Relay access denied', 'permanent', 'no'],
  ['432 4.3.2 Concurrent connections limit exceeded.', 'temporary', 'cap'],
  ['lost connection with mx while sending end of data -- message may be sent more than once', 'ambiguous', 'check'],
] as const)('%s is %s: %s', (text, permanence, retry) => {
  expect(of(text)).toMatchObject({ permanence, retry });
});

test.each([
  ['553 5.1.0 example.invalid does not exist', 'mail', 'config'],
  ['553 5.1.0 example.invalid does not exist', 'rcpt', 'recipient'],
  ['552 5.2.2 user over quota', 'mail', 'recipient'],
  ['550 Host not found', 'mail', 'config'],
] as const)('before RCPT TO the address is that of the sender: %s in reply to %s', (text, phase, name) => {
  expect(classify(parseReply(text), phase).class).toBe(name);
});

test.each([
  ["smtp; 5.1.0 - Unknown address error 550-'5.7.1 <a@b.example>... Access denied' (delivery attempts: 0)", 'policy'],
  ["5.3.0 - Other mail system problem ('554', ['5.7.1 blocked as spam']) (delivery attempts: 1)", 'content'],
  ["5.4.7 - Delivery expired (message too old) 421-'4.7.0 try later' (delivery attempts: 9)", 'expired'],
])('what a gateway quotes decides: %s', (text, name) => {
  expect(of(text).class).toBe(name);
});

const people = ['ann', 'too.many', 'limit', 'rate', 'throttle', 'spam'];
const permanent = [
  'User unknown',
  'mailbox unavailable',
  'no such user here',
  'account disabled',
  'Recipient not found',
  'does not exist',
  'Mailbox full',
  'user over quota',
  'address rejected',
  'unknown user account',
];
test('nothing a server says about one recipient or a login is throttling', () => {
  const texts = people.flatMap((name) =>
    permanent.flatMap((words) => [
      `550 5.1.1 <${name}@contoso.com>: ${words}`,
      `550 ${words}`,
      `552 5.2.2 <${name}@contoso.com> ${words}`,
    ]),
  );
  const logins = [
    '535 5.7.8 Error: authentication failed',
    '535 5.7.3 Authentication unsuccessful',
    '534 5.7.9 Application-specific password required',
    '530 5.7.0 Authentication required',
    '535 Incorrect authentication data',
  ];
  for (const text of [...texts, ...logins]) expect(isThrottle(of(text).class), text).toBe(false);
});

test('what a library says of itself before a session says nothing of the sender', () => {
  expect(classify({ text: 'zonk', own: true }, 'connect').class).toBe('unknown');
  expect(classify({ text: 'zonk', code: 554 }, 'connect').class).toBe('reputation');
});
