import { expect, test } from 'vitest';
import {
  type Form,
  otherRecords,
  quietRecords,
  readBig,
  readSmall,
  recordOf,
  told,
} from '../../../../../test/support/big-log.ts';
import type { SmtpObservations } from '../../observations.ts';
import { replyRows } from '../../replies/table.ts';
import { successRows } from '../success-rows.ts';

/** Forms of readers that no table holds: values that a program printed, transcripts, mails that were not sent. */
const forms: readonly string[] = [
  'Code { severity: PermanentNegativeCompletion, category: MailSystem, detail: Four }, message: ["5.2.0 Access denied"]',
  '&textproto.Error{Code:550, Msg:"5.1.1 User unknown"}',
  '#<Net::SMTP::Response:0x00 @status="550", @string="550 5.1.1 User unknown">',
  '{:permanent_failure, "mx.example.net", "550 5.1.1 User unknown"}',
  'Mail(replyCode=550, replyMessage=User unknown)',
  "smtpstatus=550 smtpmsg='550 5.1.1 User unknown' errormsg='recipient refused'",
  '← 450 Try again',
  '└── 450 Try again',
  'Read: 450 Try again',
  'RECEIVED: 550 No such user',
  '<** 550 No such user',
  '<~* 550 No such user',
  '< 550 No such user',
  "reply: b'550 No such user'",
  'SERVER -> CLIENT: 550 No such user',
  'mx.example.net answered, code: 550 no mails from here',
  'Message refused (5.7.1 Delivery not authorized)',
  'Could not send e-mail: the moon is full',
  'Email to reader@fabrikam.com was not sent',
  'Failed to deliver message to reader@fabrikam.com',
  'Error sending password_reset email to reader@fabrikam.com',
  'mail could not be delivered',
  'connect to mx10.example.net:25: Connection refused',
  'connect to 192.0.2.1:587: Connection timed out',
  'integration=email: lookup relay: no such host',
  'email[0]: create SMTP client: EOF',
  '450 4.2.0 GREYLISTED, GRAY SKIES',
  '2/3 correos enviados',
];

const samples: readonly (readonly [id: string, text: string])[] = [
  ...[...replyRows, ...successRows].flatMap(({ id, samples: texts }) => texts.map((text) => [id, text] as const)),
  ...forms.map((text) => ['a form', text] as const),
];

const frames: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `Could not send e-mail to reader@fabrikam.com: ${text}`,
  (text) => `Notification 17 failed: ${text}`,
  (text) => `delivery via mx10.fabrikam.com:25 failed, ${text}`,
  (text) => `Sending failed\n  ${text}`,
  (text) => `SMTP <<< ${text}`,
  (text) => `< ${text}`,
  (text) => `Job failed\nsmtplib.SMTPDataError: (${text.slice(0, 3)}, b'${text.slice(4)}')`,
];

/** Few lines are read with every pattern; so many are no paste of one error. */
const few = 41;

/** Texts in frames that a long log tells of in another way than a short one. `every`: of so many frames one is read, another for each text. */
async function differing(form: Form, every: number, readLong: (record: string) => Promise<SmtpObservations>) {
  const before = quietRecords(form, few);
  const lost: string[] = [];
  for (const [i, [id, text]] of samples.entries()) {
    for (const frame of frames.filter((_, n) => (i + n) % every === 0)) {
      const record = recordOf(form, 5_000, 'ERR', frame(text));
      const small = told(readSmall(`${before}\n${record}`));
      if (JSON.stringify(told(await readLong(record))) !== JSON.stringify(small)) lost.push(`${id}: ${frame(text)}`);
    }
  }
  return lost;
}

test('every sample is found as the only mail behind 4,999 records as in a short log', async () => {
  const many = Buffer.from(`${otherRecords('iso', 4_999)}\n`);
  const readLong = (record: string) => readBig(Buffer.concat([many, Buffer.from(`${record}\n`)]));
  expect(await differing('iso', frames.length, readLong)).toEqual([]);
});

const logs: readonly Form[] = ['iso', 'bracketed', 'json', 'container'];

test.each(logs)('and in a log of form %s, where words are searched for from the beginning', async (form) => {
  const before = quietRecords(form, few);
  expect(await differing(form, 3, (record) => readBig(`${before}\n${record}\n`, 20))).toEqual([]);
});

const said = [
  ...replyRows.flatMap(({ id, samples: texts }) =>
    texts.map((text) => [id, 'ERR', `Could not send e-mail to reader@fabrikam.com: ${text}`] as const),
  ),
  ...successRows.flatMap(({ id, samples: texts }) => texts.map((text) => [id, 'INF', text] as const)),
];

test('every reply and every success counts in a big log', async () => {
  const before = quietRecords('iso', few);
  const silent: string[] = [];
  for (const [id, level, text] of said) {
    const { failed, sent } = await readBig(`${before}\n${recordOf('iso', few, level, text)}\n`, 20);
    const counted = Object.values(failed).reduce((sum, count) => sum + count, sent);
    if (counted !== 1) silent.push(`${id}: ${text}`);
  }
  expect(silent).toEqual([]);
});

test('the dialogue of another protocol is known in a big log', async () => {
  const dialogue = ['220 ProFTPD Server ready.', '421 Service not available, closing control connection.'];
  const records = dialogue.map((text, i) => recordOf('iso', 500 + i, 'INF', `< ${text}`)).join('\n');
  expect(told(await readBig(`${otherRecords('iso', 500)}\n${records}\n`)).failed).toEqual({});
});
