import { expect, test } from 'vitest';
import { readText } from '../testing/read-text.ts';

/** What Serilog's JsonFormatter writes: a template, its values beside it. */
const plain = (template: string, properties: Readonly<Record<string, string>>) =>
  JSON.stringify({
    Timestamp: '2026-03-02T08:30:09.4512345+01:00',
    Level: 'Information',
    MessageTemplate: template,
    Properties: { SourceContext: 'Shop.Mail.Sender', ...properties },
  });
/** The same in its compact form. */
const compact = (template: string, values: Readonly<Record<string, string>>) =>
  JSON.stringify({ '@t': '2026-03-02T07:30:09.4512345Z', '@mt': template, ...values });

const values = { Number: '17', Recipient: 'orders@fabrikam.com' };

test.each([
  ['plain', plain],
  ['compact', compact],
])("values of Serilog's %s form stand in its templates", async (_, lineOf) => {
  const { sent } = await readText(
    [
      lineOf('Report {Number} sent to {Recipient}', values),
      lineOf('Report {Number:000} will be sent to {@Recipient}', values),
    ].join('\n'),
  );
  expect(sent).toBe(1);
});

test('a message that stands whole beside its template counts as it stands', async () => {
  const line = {
    Timestamp: '2026-03-02T08:30:09+01:00',
    Level: 'Error',
    MessageTemplate: 'Could not send {Number} to {Recipient}: {Answer}',
    RenderedMessage: 'Could not send 17 to orders@fabrikam.com: 432 4.3.2 Concurrent connections limit exceeded',
    Properties: { ...values, Answer: '432 4.3.2 Concurrent connections limit exceeded' },
  };
  const { failed, sent } = await readText(JSON.stringify(line));
  expect({ failed, sent }).toEqual({ failed: { 'throttle-concurrency': 1 }, sent: 0 });
});

test.each([
  [
    'Amazon SES',
    {
      notificationType: 'Bounce',
      bounce: {
        bounceType: 'Permanent',
        bouncedRecipients: [
          {
            emailAddress: 'kim@fabrikam.com',
            status: '5.1.1',
            diagnosticCode: 'smtp; 550 5.1.1 <kim@fabrikam.com>: Recipient address rejected: User unknown',
          },
        ],
        timestamp: '2026-03-02T08:30:09.000Z',
      },
    },
  ],
  [
    'Mailgun',
    {
      event: 'failed',
      timestamp: 1_772_440_209.17,
      recipient: 'kim@fabrikam.com',
      'delivery-status': { code: 605, description: 'Not delivering to previously bounced address' },
    },
  ],
])('a bounce as %s tells of it is a failed mail', async (_, event) => {
  const { failed } = await readText(`${JSON.stringify(event)}\n`);
  expect(failed).toEqual({ recipient: 1 });
});
