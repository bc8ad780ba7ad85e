import { afterEach, expect, test } from 'vitest';
import { buildCli } from './support/built-cli.ts';
import { describeWith } from './support/system-part.ts';
import { openTerminal, type Terminal } from './support/tmux.ts';

const cli = buildCli();

describeWith(['tmux', 'stty'], 'the menu in a terminal', () => {
  let terminal: Terminal | undefined;
  afterEach(() => terminal?.close());
  const open = (before = '', size = {}, after = ''): Terminal => {
    terminal = openTerminal(`${before} ${process.execPath} ${cli} ${after}`, size);
    return terminal;
  };
  const openPaste = async (): Promise<Terminal> => {
    const menu = open();
    await menu.shows(/What is the matter/);
    // The menu lists symptoms first: search is by moving down to it.
    await choose(menu, /Paste a log/);
    await menu.shows(/Paste now/);
    return menu;
  };

  const interval = async (menu: Terminal) => {
    await menu.shows(/What is the matter/);
    await choose(menu, /recycle interval hit business hours/);
    await menu.shows(/Regular Time Interval/);
    menu.press('Enter');
    await menu.shows(/When do people work/);
    menu.press('Enter');
    return menu.shows(/What next/);
  };

  test('a symptom leads to a report, the command line that does the same, and a way on', async () => {
    const menu = open('', { rows: 60 });
    const shown = await interval(menu);
    expect(shown).toMatch(/INFO +An interval of 29 h/);
    expect(shown).toContain('The same from the command line: diag iis-drift --interval 1740');
    await choose(menu, /Explain a finding/);
    await menu.shows(/IIS150 latent-drift/);
    await choose(menu, /Save the report/);
    await menu.shows(/Save the report as/);
    menu.press('Enter');
    await menu.shows(/Wrote iis-drift\.html/);
    await choose(menu, /Quit/);
    await menu.shows(/exit 0, icanon/);
  });

  test.each(['bracketed', 'raw'] as const)('a log of 50,000 lines, blank ones too, arrives whole, %s', async (how) => {
    const menu = open('', { rows: 60 });
    await choose(menu, /Paste a log/);
    await menu.shows(/Paste now/);
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
    const menu = await openPaste();
    menu.paste(`${'y'.repeat(9000)}\n\n${'z'.repeat(9000)}`, how);
    await menu.shows(/received 3 lines, 18 KB/);
  });

  test('Esc twice goes back to the menu', async () => {
    const menu = await openPaste();
    menu.press('Escape', 'Escape');
    await menu.shows(/What is the matter\?\n❯/);
  });

  test('an empty paste is said, and the menu goes on', async () => {
    const menu = await openPaste();
    menu.press('C-d');
    await menu.shows(/Nothing was pasted/);
    await menu.shows(/What is the matter\?\n❯/);
  });

  const reach = (name: RegExp, shown: RegExp) => async (menu: Terminal) => {
    await choose(menu, name);
    await menu.shows(shown);
  };

  test.each([
    ['at the menu', async () => {}],
    ['while pasting', reach(/Paste a log/, /Paste now/)],
    ['at the question for a file', reach(/Open a file/, /goes back/)],
    ['at a question of a symptom', reach(/recycle interval/, /Regular/)],
    ['at the choice of an input', reach(/Short outages/, /What is there to look at/)],
    [
      'at the hours of work',
      async (menu: Terminal) => {
        await reach(/recycle interval/, /Regular/)(menu);
        menu.press('Enter');
        await menu.shows(/When do people work/);
      },
    ],
    ['after a report', interval],
    [
      'at the name of a report',
      async (menu: Terminal) => {
        await interval(menu);
        await reach(/Save the report/, /Save the report as/)(menu);
      },
    ],
  ])('Ctrl-C %s exits 130 and leaves the terminal sane', async (_, go) => {
    const menu = open('', { rows: 60 });
    await menu.shows(/What is the matter/);
    await go(menu);
    menu.press('C-c');
    expect(await menu.shows(/exit \d+/)).toMatch(/exit 130, icanon/);
  });

  test('a file that is not there is said, and the menu goes on', async () => {
    const menu = open();
    await choose(menu, /Open a file/);
    await menu.shows(/goes back/);
    menu.press("'/nowhere/mail.log'", 'Enter');
    await menu.shows(/nowhere\/mail\.log: no such file/);
    await menu.shows(/What is the matter\?\n❯/);
  });

  test('a narrow terminal and a resize keep it usable', async () => {
    const menu = open('', { columns: 40, rows: 20 });
    await menu.shows(/What is the matter/);
    menu.resize(60, 30);
    menu.resize(44, 16);
    await choose(menu, /Paste a log/);
    await menu.shows(/Paste now/);
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

/** Moves down to a choice and takes it. */
async function choose(menu: Terminal, name: RegExp): Promise<void> {
  for (let i = 0; i < 20; i++) {
    const line = (await menu.shows(/❯/)).split('\n').findLast((one) => one.startsWith('❯')) ?? '';
    if (name.test(line)) {
      menu.press('Enter');
      return;
    }
    menu.press('Down');
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  throw new Error(`no choice ${name}:\n${menu.screen()}`);
}
