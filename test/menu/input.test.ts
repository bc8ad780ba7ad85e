import { expect, test } from 'vitest';
import { buildCli } from '../support/built-cli.ts';
import { choose, menuOpener, reach, reachPaste } from '../support/menu.ts';
import { describeWith } from '../support/system-part.ts';

const cli = buildCli();

describeWith(['tmux', 'stty'], 'what the menu reads', () => {
  const open = menuOpener(cli);

  test.each(['bracketed', 'raw'] as const)('a log of 50,000 lines, blank ones too, arrives whole, %s', async (how) => {
    const menu = open('', { rows: 60 });
    await reachPaste(menu);
    const status = 'dsn=2.0.0, status=sent (250 2.0.0 OK)';
    const sent = (i: number) =>
      `Mar 10 14:30:${String(i % 60).padStart(2, '0')} mx postfix/smtp[99]: 4${i.toString(16).toUpperCase().padStart(9, '0')}: to=<u@contoso.com>, relay=a[192.0.2.1]:25, delay=1, delays=0/0/0/1, ${status}`;
    const lines = Array.from({ length: 50_000 }, (_, i) => (i % 10 === 3 ? '' : sent(i)));
    menu.paste(`${lines.join('\n')}\n`, how);
    await menu.shows(/received 50,000 lines/);
    menu.press('C-d');
    await menu.shows(/Looks like input of smtp-throttle: 0 failed and \d+ sent mails/);
    await menu.shows(/does not say its time zone/);
    menu.press('Enter');
    expect(await menu.shows(/What next/)).toMatch(/paste: read 50,000 lines, understood (50,000|45,000)/);
  });

  test.each(['bracketed', 'raw'] as const)('lines of 9,000 characters are not cut, %s', async (how) => {
    const menu = open();
    await reachPaste(menu);
    menu.paste(`${'y'.repeat(9000)}\n\n${'z'.repeat(9000)}`, how);
    await menu.shows(/received 3 lines, 18 KB/);
  });

  test('Esc twice goes back to the menu', async () => {
    const menu = open();
    await reachPaste(menu);
    menu.press('Escape', 'Escape');
    await menu.shows(/What is the matter\?\n❯/);
  });

  test('an empty paste is said, and the menu goes on', async () => {
    const menu = open();
    await reachPaste(menu);
    menu.press('C-d');
    await menu.shows(/Nothing was pasted/);
    await menu.shows(/What is the matter\?\n❯/);
  });

  test('a file that is not there is said, and the menu goes on', async () => {
    const menu = open();
    await reach(menu, /Open a file/, /goes back/);
    menu.press("'/nowhere/mail.log'", 'Enter');
    await menu.shows(/nowhere\/mail\.log: no such file/);
    await menu.shows(/What is the matter\?\n❯/);
  });

  test('a narrow terminal and a resize keep it usable', async () => {
    const menu = open('', { columns: 40, rows: 20 });
    await menu.shows(/What is the matter/);
    menu.resize(60, 30);
    menu.resize(44, 16);
    await reach(menu, /Paste a log/, /Paste now/);
    menu.press('C-c');
    await menu.shows(/exit 130/);
  });

  test('ACCESSIBLE=1 numbers the choices', async () => {
    const menu = open('ACCESSIBLE=1');
    const shown = await menu.shows(/What is the matter[\s\S]*\d\) Quit/);
    const number = /(\d+)\) Quit/.exec(shown)?.[1] ?? '';
    menu.press(number, 'Enter');
    await menu.shows(/exit 0, icanon/);
  });

  test('quitting exits 0', async () => {
    const menu = open();
    await choose(menu, /Quit/);
    await menu.shows(/exit 0, icanon/);
  });

  test.each([
    ['a terminal and a pipe', '', '| cat', /Usage: diag[\s\S]*exit 2/],
    ['a pipe and a terminal', 'printf "zzz\\n" |', '', /nothing a module of diag knows[\s\S]*exit 2/],
    ['a pipe and a pipe', 'printf "zzz\\n" |', '| cat', /nothing a module of diag knows[\s\S]*exit 2/],
    ['nothing and a terminal', '', '</dev/null', /Usage: diag[\s\S]*exit 2/],
    ['nothing and a pipe', '', '</dev/null | cat', /Usage: diag[\s\S]*exit 2/],
    ['an empty pipe and a terminal', 'true |', '', /Usage: diag[\s\S]*exit 2/],
  ])('%s: no prompt, and exit 2', async (_, before, after, shown) => {
    const run = open(before, { rows: 60 }, after);
    expect(await run.shows(shown)).not.toContain('What is the matter');
  });
});
