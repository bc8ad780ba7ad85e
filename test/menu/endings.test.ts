import { existsSync, readFileSync } from 'node:fs';
import { kill } from 'node:process';
import { expect, test } from 'vitest';
import { buildCli } from '../support/built-cli.ts';
import { choose, menuOpener, reach, reachFix, reachPaste, reachReport, reachZone } from '../support/menu.ts';
import { describeWith } from '../support/system-part.ts';
import type { Terminal } from '../support/tmux.ts';

const cli = buildCli();

/** Every place where the menu waits for a person. */
const places: readonly [string, (menu: Terminal) => Promise<unknown>][] = [
  ['at the menu', async () => {}],
  ['while pasting', reachPaste],
  ['at the question for a file', (menu) => reach(menu, /Open a file/, /goes back/)],
  ['at a question of a symptom', (menu) => reach(menu, /recycle interval/, /Regular/)],
  ['at the choice of an input', (menu) => reach(menu, /Short outages/, /What is there to look at/)],
  ['at the choice of what to probe', (menu) => reach(menu, /Probe this host/, /Look at/)],
  [
    'at the choice of a module for a text that nothing knows',
    async (menu) => {
      await reachPaste(menu);
      menu.paste('zzz\n', 'bracketed');
      await menu.shows(/received 1 line/);
      menu.press('C-d');
      await menu.shows(/Read it with/);
    },
  ],
  [
    'at the hours of work',
    async (menu) => {
      await reach(menu, /recycle interval/, /Regular/);
      menu.press('Enter');
      await menu.shows(/When do people work/);
    },
  ],
  ['at the time zone', reachZone],
  ['after a report', reachReport],
  [
    'at the choice of a finding',
    async (menu) => {
      await reachPaste(menu);
      menu.paste('2026-03-02 08:00:00 ERROR 432 4.3.2 Concurrent connections limit exceeded\n', 'bracketed');
      await menu.shows(/received 1 line/);
      menu.press('C-d');
      await menu.shows(/does not say its time zone/);
      menu.press('Enter');
      await menu.shows(/What next/);
      await reach(menu, /Explain a finding/, /Explain\s*\n❯/);
    },
  ],
  [
    'at the folder of the fix scripts',
    async (menu) => {
      await reachFix(menu);
      await reach(menu, /Write the fix scripts/, /to the folder/);
    },
  ],
  [
    'at the name of a report',
    async (menu) => {
      await reachReport(menu);
      await reach(menu, /Save the report/, /Save the report as/);
    },
  ],
];

describeWith(['tmux', 'stty'], 'how the menu ends', () => {
  const open = menuOpener(cli);

  test.each(places)('Ctrl-C %s exits 130 and leaves the terminal sane', async (_, go) => {
    const menu = open('', { rows: 60 });
    await menu.shows(/What is the matter/);
    await go(menu);
    menu.press('C-c');
    expect(await menu.shows(/exit \d+/)).toMatch(/exit 130, icanon/);
    expect(await menu.modes()).toEqual({ cursor: true, bracketedPaste: false });
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
  ] as const)('%s exits %i and leaves the terminal sane, wherever it waits', async (signal, code) => {
    for (const go of [async () => {}, reachPaste, reachZone]) {
      const menu = open('', { rows: 60 });
      await menu.shows(/What is the matter\?[\s\S]*❯/);
      await go(menu);
      kill(menu.program(), signal);
      expect(await menu.shows(/exit \d+/)).toMatch(new RegExp(`exit ${code}, icanon`));
      expect(await menu.modes()).toEqual({ cursor: true, bracketedPaste: false });
      menu.close();
    }
  });

  test.each([
    ['at the menu', '', async () => {}],
    ['while pasting', '', reachPaste],
    ['without a signal', 'trap "" HUP;', async () => {}],
  ] as const)('a terminal that is gone ends it, %s', async (_, before, go) => {
    const menu = open(`${before} exec`, { rows: 60 }, '2>errors.txt');
    await menu.shows(/What is the matter\?[\s\S]*❯/);
    await go(menu);
    const program = menu.program();
    menu.hangUp();
    await gone(program);
    expect(readFileSync(`${menu.folder}/errors.txt`, 'utf8')).not.toMatch(/Error|Assertion/);
  });

  test('a menu that was left can be left again by its second Ctrl-C', async () => {
    const menu = open();
    await choose(menu, /Paste a log/);
    await menu.shows(/Paste now/);
    menu.press('C-c', 'C-c');
    expect(await menu.shows(/exit \d+/)).toMatch(/icanon/);
  });
});

/** Waits until a process is no more. */
async function gone(pid: number): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    if (!existsSync(`/proc/${pid}`)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`process ${pid} goes on`);
}
