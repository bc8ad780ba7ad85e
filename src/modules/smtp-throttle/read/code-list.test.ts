import { expect, test } from 'vitest';
import { codeListLines } from './code-list.ts';
import { isGeneral, isProse } from './prose.ts';

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

test('a list that is announced needs fewer codes, and no order', () => {
  const table = '| Code | Status | Meaning |\n|---|---|---|\n| 550 | 5.7.1 | relaying denied |\n| 421 | 4.3.2 | busy |';
  expect(linesOf(table)).toEqual([2, 3, 4]);
  expect(linesOf('Common SMTP errors\n\n550 5.7.1 Relaying denied\nIt means no.\n421 Too many')).toEqual([3, 4, 5]);
  expect(linesOf('I get these codes:\n550 5.7.1 Relaying denied\n421 Too many')).toEqual([]);
  expect(linesOf('Recipient\tCode\tDescription\nann\t550\tno')).toEqual([]);
});

test('the table of a program and release notes list codes', () => {
  expect(linesOf("421: 'Service not available',\n535: 'Authentication failed',")).toEqual([1, 2]);
  expect(linesOf('## 2.4.1\n- 432 4.3.2 is retried now\n\n- so is 421 Too many\nand then')).toEqual([2, 4]);
  expect(linesOf('v3.1.0 (2026-03-02)\n* SMTP: 554 5.2.0 is a daily limit')).toEqual([2]);
  expect(linesOf('5.7.1\n- 550 refused')).toEqual([]);
});

test('a long text is read once', () => {
  const lines = ['421 a', '450 b', '451 c', '550 d', ...Array.from({ length: 100_000 }, () => '   goes on')];
  expect(codeListLines(lines).size).toBe(100_004);
});

test('a list is announced in other languages too', () => {
  const german =
    'Typische Fehlermeldungen\nT-Online\n550 5.1.1 user unknown\nWeb.de\n550 User unknown.\n552 5.2.2 Over quota';
  expect(linesOf(german)).toEqual([2, 3, 4, 5, 6]);
  expect(linesOf('Ich bekomme diese Fehlermeldungen:\n550 5.1.1 user unknown\n552 5.2.2 Over quota')).toEqual([]);
});

test('what is said of mails in general befell none', () => {
  expect(isGeneral('I read that some providers answer with 421, and that greylisting is common.')).toBe(true);
  expect(isGeneral('The server put our mail off by greylisting.')).toBe(false);
});

test('causes that a page lists befell no mail', () => {
  const page = 'Common causes:\n\n- Invalid or self-signed certificate\n- STARTTLS command failed\n\nThen it works.';
  expect(linesOf(page)).toEqual([3, 4]);
  expect(linesOf('My errors:\n- STARTTLS command failed')).toEqual([]);
});

test('codes of which most are explained are a list', () => {
  const page =
    '452 4.3.1 Insufficient resources: This normally means that the disk is full.\n550 5.7.1 Rejected: This means that the sender is blocked.\n550 5.1.0 sender rejected: a wrong SPF.';
  expect(linesOf(page)).toEqual([1, 2, 3]);
});

test('what an announced list says of its last code is of it, what stands behind is not', () => {
  const page =
    'Häufige Fehlermeldungen\n\n554 5.7.1 : Relay access denied\n\nEs ist so.\n\n451 qq trouble\n\nDie Quota ist erreicht.\n\n550 5.1.1 unknown';
  expect(linesOf(page.replace('\n\n550 5.1.1 unknown', '\n\nIch sah: kein Platz'))).toEqual([3, 5, 7, 9]);
});

test('a text of kinds of codes tells of no mail', () => {
  const page =
    'quota-issues: mailbox quota exceeded,\n4.X.X or 5.X.X error\nspam-related: blocked as spam, 5.X.X error';
  expect(linesOf(page)).toEqual([1, 2, 3]);
  expect(linesOf(`${page}\n550 5.7.1 blocked as spam`)).toEqual([]);
  const table =
    '| SMTP-Code | Bedeutung | Was tun? |\n|---|---|---|\n| 552 5.2.2 | Postfach voll | warten |\n| 550 | x | y |';
  expect(linesOf(table)).toEqual([2, 3, 4]);
});

test('a page that says what errors mean tells of none that was met', () => {
  const page =
    '1. Erreur 550 5.1.1\nExplication : Cette erreur indique que le compte manque.\nExemple de message :\n550 5.1.1 <a@contoso.com>: User unknown';
  expect(linesOf(page)).toEqual([1, 2, 3, 4]);
  const german = 'Diese Meldung bedeutet, dass es nicht ging.\n\nBeispiele\n\nhost mx [192.0.2.1] said: 554 5.7.1 no';
  expect(linesOf(german)).toEqual([1, 3, 5]);
  expect(linesOf(`${page}\n10:20:30 postfix`)).toEqual([]);
  expect(linesOf(`${german}\nWas soll ich tun? Bei uns geht seit gestern nichts, wir senden viel.`)).toEqual([]);
});

test('trouble that somebody tells without a word of himself is met', () => {
  const scanner =
    'Ticket: the scanner does not work any more.\nThe device shows the following, you can see it with every user:\n535 5.7.139 Authentication unsuccessful, user is locked.\nYou may want to check whether the password was changed. It should still be the old one.';
  expect(linesOf(scanner)).toEqual([]);
  const queue =
    'Symptoms: mail stays in the queue, and it should be empty.\nstatus=deferred (host mx.example.com[192.0.2.1] said: 451 4.7.1 Greylisting)\nCause: you may be new to it.';
  expect(linesOf(queue)).toEqual([]);
});

test('a bounce speaks to its reader too, of one mail', () => {
  const gmail =
    "Your message wasn't delivered because you sent too many messages today. You may be able to send again tomorrow.\nHow to Fix It\nYou should wait until the limit is reset, and then send the message once more.\nmx.google.com gave this error:\n550 5.4.5 Daily user sending limit exceeded.";
  expect(linesOf(gmail)).toEqual([]);
  const exchange =
    "Delivery has failed to these recipients or groups:\n\nThe mailbox is full and can't accept messages now. Please try to send it again later, or contact the recipient.\nYour message may be too large for it, and you should check its size.\nYou can also ask the administrator of the other side.\n\nmail.example.com #552 5.2.2 Mailbox full ##";
  expect(linesOf(exchange)).toEqual([]);
});

test('so does a page to its readers, in sentences or under headings', () => {
  const page =
    '421 4.4.5 Service unavailable, concurrency limit reached\n\nThe relay limits how many connections a client may have at the same time.\nYou might receive this code if your client opens more of them than it should.\nThe messages should be sent again later, when another connection has come to its end.';
  expect(linesOf(page)).toHaveLength(4);
  expect(linesOf(page.replace('You might', 'I might'))).toEqual([]);
  expect(linesOf(page.replace('The relay', 'The relay 192.0.2.7'))).toEqual([]);
  const article =
    'Code: 421 4.7.0 Too many\n\nProducts\n\nCause\n\nThe destination server is limiting how many connections the gateway has.\n\nResolution\n\nThe destination server has to be asked for more of them, not the gateway.';
  expect(linesOf(article)).toHaveLength(6);
});

test('remarks in a file of settings tell of no mail', () => {
  const file =
    '# warn => Show warnings\nLOGLEVEL=debug\n# 550 is returned for a spam mail\nREJECT=1\n# 421 too many connections\n# more\n';
  expect(linesOf(file)).toEqual([1, 3, 5, 6]);
  const trace =
    'Swift_TransportException: Expected 354 but got "554 5.5.1 no valid recipients"\n#0 a\n#1 b\n#2 c\n#3 d';
  expect(linesOf(trace)).toEqual([]);
});
