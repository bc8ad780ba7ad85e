import { execPath } from 'node:process';
import { afterEach } from 'vitest';
import { recycles } from './recycles.ts';
import { openTerminal, type Terminal } from './tmux.ts';

/** Opens `diag` in terminals that are closed after each test: `before` stands before it in the shell, `after` behind. */
export function menuOpener(
  cli: string,
): (before?: string, size?: { columns?: number; rows?: number }, after?: string) => Terminal {
  let terminal: Terminal | undefined;
  afterEach(() => terminal?.close());
  return (before = '', size = {}, after = '') => {
    terminal = openTerminal(`${before} ${execPath} ${cli} ${after}`, size);
    return terminal;
  };
}

/** The choice the pointer stands at. */
const pointed = (screen: string): string => screen.split('\n').findLast((line) => line.startsWith('❯')) ?? '';

/** Moves down to a choice and takes it. */
export async function choose(menu: Terminal, name: RegExp): Promise<void> {
  for (let at = pointed(await menu.shows(/❯/)); !name.test(at); ) {
    menu.press('Down');
    // However slow the machine is: no key before the last one shows.
    const before = at;
    for (const end = Date.now() + 10_000; at === before || at === ''; at = pointed(menu.screen())) {
      if (Date.now() > end) throw new Error(`no choice ${name}:\n${menu.screen()}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
  menu.press('Enter');
}

/** Takes a choice and waits for what follows. */
export async function reach(menu: Terminal, name: RegExp, shown: RegExp): Promise<string> {
  await choose(menu, name);
  return menu.shows(shown);
}

/** From the menu to a paste that waits. */
export async function reachPaste(menu: Terminal): Promise<void> {
  await menu.shows(/What is the matter/);
  await reach(menu, /Paste a log/, /Paste now/);
}

/** From the menu to a report without fixes. */
export async function reachReport(menu: Terminal): Promise<string> {
  await menu.shows(/What is the matter/);
  await reach(menu, /recycle interval hit business hours/, /Regular Time Interval/);
  menu.press('Enter');
  await menu.shows(/When do people work/);
  menu.press('Enter');
  return menu.shows(/What next/);
}

/** From the menu to the question for the time zone of a pasted export. */
export async function reachZone(menu: Terminal): Promise<string> {
  await reachPaste(menu);
  menu.paste(recycles, 'bracketed');
  await menu.shows(/received 3 lines/);
  menu.press('C-d');
  await menu.shows(/When do people work/);
  menu.press('Enter');
  return menu.shows(/does not say its time zone/);
}

/** From the menu to a report with a fix. */
export async function reachFix(menu: Terminal): Promise<string> {
  await reachZone(menu);
  menu.press('Enter');
  return menu.shows(/What next/);
}
