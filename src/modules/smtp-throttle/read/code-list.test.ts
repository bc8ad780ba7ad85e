import { expect, test } from 'vitest';
import { codeListLines } from './code-list.ts';
import { isProse } from './prose.ts';

const linesOf = (text: string) => [...codeListLines(text.split('\n'))];

test('a list of codes with their meaning is one in a table, in YAML, in prose', () => {
  const table = '| 421 | closing |\n| 450 | busy |\n| 451 | local error |\n| 550 | no such user |';
  expect(linesOf(table)).toEqual([1, 2, 3, 4]);
  expect(linesOf('"421": "closing"\n"450": "busy"\n"451": "local error"\n"550": "no such user"')).toHaveLength(4);
  const manual =
    'Codes\n 450 mailbox busy\n    [E.g. locked]\n 451 local error\n 452 full\n 550 unknown\n    [E.g. gone]\n\n554 5.7.1 <a@contoso.com>: refused';
  expect(linesOf(manual)).toEqual([2, 3, 4, 5, 6, 7]);
});

test('replies of mails are none', () => {
  const session = '220 mx\nEHLO a\n250 mx\nMAIL FROM:<>\n450 busy\nRCPT TO:<>\n451 no\n452 full\n550 unknown\n554 no';
  expect(linesOf(session)).toEqual([]);
  expect(linesOf('550 <a@contoso.com> x\n551 <b@contoso.com> x\n552 <c@contoso.com> x\n554 <d@contoso.com> x')).toEqual(
    [],
  );
  expect(linesOf('550 User unknown\n421 too busy\n550 User unknown\n452 full')).toEqual([]);
});

test('prose is mostly sentences', () => {
  const page = [
    'The recipient mail server is down, or a firewall is between the two.',
    'If mail goes through the relay of a provider, check the configuration there first.',
    '- Connection refused',
  ];
  expect(isProse(page)).toBe(true);
  expect(isProse(['Error: connect ECONNREFUSED 192.0.2.7:25', '    at TCPConnectWrap.afterConnect (node:net:1)'])).toBe(
    false,
  );
});
