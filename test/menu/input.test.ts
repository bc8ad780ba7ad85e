import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildCli } from '../support/built-cli.ts';
import { choose, menuOpener, reach, reachPaste } from '../support/menu.ts';
import { recycles } from '../support/recycles.ts';
import { runCli } from '../support/run-cli.ts';
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
    expect(await menu.shows(/What next/)).toMatch(/paste \(\w+\): 50,000 lines, (?:all|45,000) understood/);
  });

  test.each(['bracketed', 'raw'] as const)('lines of 9,000 characters are not cut, %s', async (how) => {
    const menu = open();
    await reachPaste(menu);
    menu.paste(`${'y'.repeat(9000)}\n\n${'z'.repeat(9000)}`, how);
    await menu.shows(/received 3 lines, 18 KB/);
  });

  test('the stream of a collector is taken apart, and read again as often as it takes', async () => {
    const menu = open('', { rows: 200 });
    await reachPaste(menu);
    const config = '<configuration><system.applicationHost><applicationPools><add name="Shop"/>';
    const parts = [
      '=== diag parts 1',
      '=== part System.csv',
      recycles.trimEnd(),
      '=== part Application.xml',
      '<Events>',
      '</Events>',
      '=== part applicationHost.config',
      `${config}</applicationPools></system.applicationHost></configuration>`,
      '',
    ];
    menu.paste(parts.join('\n'), 'bracketed');
    await menu.shows(/received 10 lines/);
    menu.press('C-d');
    await menu.shows(/The stream of a collector, 3 parts:\n- System\.csv: iis-drift, WAS recycle events/);
    await menu.shows(/When do people work/);
    menu.press('Enter');
    await menu.shows(/does not say its time zone/);
    menu.press('Enter');
    const shown = await menu.shows(/What next\?\n❯/);
    expect(shown).toMatch(/WARNING +The 29 h recycle interval/);
    expect(shown).toContain('3 inputs: ');
    await choose(menu, /Run again/);
    await menu.shows(/(3 inputs: [\s\S]*){2}What next\?\n❯/);
  });

  test.each(['pasted', 'opened'] as const)('what a run saved is analyzed again, %s', async (how) => {
    const menu = open('', { rows: 60 });
    await menu.shows(/What is the matter/);
    const saved = join(menu.folder, 'incident.json');
    const words = ['iis-drift', '--interval', '1740', '--anchor', '2026-03-02T04:30Z', '--tz', 'UTC', '--save', saved];
    const { stdout } = await runCli(words);
    if (how === 'pasted') {
      await reachPaste(menu);
      menu.paste(readFileSync(saved, 'utf8'), 'bracketed');
      await menu.shows(/received 1 line/);
      menu.press('C-d');
    } else {
      await reach(menu, /Open a file/, /goes back/);
      menu.press('incident.json', 'Enter');
    }
    await menu.shows(/What diag iis-drift saved at 2026-03-11T12:00:00\.000Z: the same analysis again/);
    const shown = await menu.shows(/What next\?\n❯/);
    // A terminal breaks a command that is longer than a line.
    expect(shown.replace(/\s/g, '')).toContain(stdout.replace(/\s/g, ''));
    const word = how === 'pasted' ? '- < FILE' : 'incident.json';
    expect(shown).toContain(`The same from the command line: diag replay ${word}\n`);
  });

  test('what a run saved is recognized where a symptom asks for a log', async () => {
    const menu = open('', { rows: 60 });
    await menu.shows(/What is the matter/);
    await runCli(['iis-drift', '--interval', '1740', '--save', join(menu.folder, 'incident.json')]);
    await reach(menu, /Short outages/, /What is there to look at/);
    await reach(menu, /Open a file/, /goes back/);
    menu.press('incident.json', 'Enter');
    await menu.shows(/What diag iis-drift saved/);
  });

  test.each([['Escape'], ['Escape', 'Escape']])('Esc goes back to the menu: %s %s', async (...keys) => {
    const menu = open();
    await reachPaste(menu);
    menu.press(...keys);
    await menu.shows(/What is the matter\?\n❯/);
  });

  test('an empty paste is said, and the menu goes on', async () => {
    const menu = open();
    await reachPaste(menu);
    menu.press('C-d');
    await menu.shows(/Nothing was pasted/);
    await menu.shows(/What is the matter\?\n❯/);
  });

  test('a file that is not there is asked for again, and Enter alone goes back', async () => {
    const menu = open();
    await reach(menu, /Open a file/, /goes back/);
    menu.press("'/nowhere/mail.log'", 'Enter');
    expect(await menu.shows(/nowhere\/mail\.log: no such file/)).toMatch(/File \(Enter alone goes back\) '\/nowhere/);
    menu.press('C-u', 'Enter');
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

  test.each(['smtp-throttle', 'triage', 'replay'])('%s - at a terminal says what it waits for', async (command) => {
    const run = open('', {}, `${command} -`);
    await run.shows(/diag: reading from the terminal until Ctrl-D/);
    run.press('C-d');
    await run.shows(/exit 2/);
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
    const run = open(before, { rows: 120 }, after);
    expect(await run.shows(shown)).not.toContain('What is the matter');
  });
});
