import { expect, test } from 'vitest';
import { readText } from '../testing/read-text.ts';

test('the SMTP service of IIS: what other servers answered it', async () => {
  const { failures, inputs } = await readText(
    [
      '#Software: Microsoft Internet Information Services 10.0',
      '#Version: 1.0',
      '#Fields: date time c-ip cs-username s-sitename s-computername s-ip s-port cs-method cs-uri-stem cs-uri-query sc-status',
      '2026-03-02 08:30:01 192.0.2.7 OutboundConnectionResponse SMTPSVC1 WEB01 - 25 - - 220+mx.contoso.com+ESMTP 0',
      '2026-03-02 08:30:01 192.0.2.7 OutboundConnectionCommand SMTPSVC1 WEB01 - 25 EHLO - WEB01 0',
      '2026-03-02 08:30:02 192.0.2.7 OutboundConnectionResponse SMTPSVC1 WEB01 - 25 - - 550+5.7.1+Unable+to+relay+for+bob@contoso.com 0',
      '2026-03-02 08:30:05 127.0.0.1 app01 SMTPSVC1 WEB01 127.0.0.1 0 RCPT - +TO:<bob@contoso.com> 250 0',
    ].join('\n'),
  );
  expect(failures.map(({ class: name, code, enhanced }) => [name, code, enhanced])).toEqual([['config', 550, '5.7.1']]);
  expect(inputs[0]).toMatchObject({ format: 'iis-smtp', lines: 7, understood: 5 });
});
