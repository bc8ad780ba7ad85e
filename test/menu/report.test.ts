import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildCli } from '../support/built-cli.ts';
import { choose, menuOpener, reach, reachFix, reachReport } from '../support/menu.ts';
import { describeWith } from '../support/system-part.ts';
import type { Terminal } from '../support/tmux.ts';

const cli = buildCli();

const scripts = ['apply', 'rollback', 'verify'].map((part) => `IIS101-interval-drift.${part}.ps1`);

describeWith(['tmux', 'stty'], 'what follows a report in the menu', () => {
  const open = menuOpener(cli);
  /** The first of all the scripts there are. */
  const showFix = async (menu: Terminal): Promise<string> => {
    await reach(menu, /Show a fix/, /Fix\s*\n❯ IIS101/);
    menu.press('Enter');
    return menu.shows(/SupportsShouldProcess/);
  };
  const openFix = async (): Promise<Terminal> => {
    const menu = open('', { rows: 200 });
    await reachFix(menu);
    return menu;
  };

  test('of a network nobody asks in which time zone it is', async () => {
    const menu = open('', { rows: 60 });
    await reach(menu, /❯ A pod or a host cannot reach an address/, /From where to which address/);
    menu.press('Enter');
    expect(await menu.shows(/What next\?/)).not.toContain('time zone');
  });

  test('a symptom leads to a report and the command line that does the same', async () => {
    const menu = open('', { rows: 60 });
    const shown = await reachReport(menu);
    expect(shown).toMatch(/INFO +An interval of 29 h/);
    expect(shown).toContain('The same from the command line: diag iis-drift --interval 1740');
    await choose(menu, /Quit/);
    await menu.shows(/exit 0, icanon/);
  });

  test('a finding is explained', async () => {
    const menu = open('', { rows: 60 });
    await reachReport(menu);
    await reach(menu, /Explain a finding/, /IIS150 latent-drift/);
    await menu.shows(/What next\?\n❯/);
  });

  test('a fix is shown whole, with what it does and what it risks', async () => {
    const menu = await openFix();
    const shown = await showFix(menu);
    expect(shown.replaceAll('\n', ' ')).toMatch(/set the interval to 0[^(]*\(powershell, review\)/);
    expect(shown).toContain("Pool = 'Shop'");
  });

  test('the fix scripts are written into the folder that was named, ready for Windows PowerShell', async () => {
    const menu = await openFix();
    await reach(menu, /Write the fix scripts/, /to the folder \(diag-fixes\)/);
    menu.press('a/b c', 'Enter');
    await menu.shows(/diag: wrote 3 fix scripts to a\/b c/);
    const folder = join(menu.folder, 'a', 'b c');
    expect(readdirSync(folder).toSorted()).toEqual(scripts);
    for (const name of scripts) {
      expect(readFileSync(join(folder, name), 'utf8')).toMatch(/^\ufeff[\u0000-\u007f]*\r\n$/);
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o644);
    }
    await menu.shows(/What next\?\n❯/);
  });

  test('a fix script that is there and differs is kept, no other is written, and the report is still at hand', async () => {
    const menu = await openFix();
    await reach(menu, /Write the fix scripts/, /to the folder/);
    menu.press('Enter');
    await menu.shows(/wrote 3 fix scripts to diag-fixes/);
    const folder = join(menu.folder, 'diag-fixes');
    writeFileSync(join(folder, scripts[1] ?? ''), 'edited\n');
    await reach(menu, /Write the fix scripts/, /to the folder \(diag-fixes\)\s*$/);
    menu.press('Enter');
    await menu.shows(/rollback\.ps1: is there already and differ/);
    expect(readFileSync(join(folder, scripts[1] ?? ''), 'utf8')).toBe('edited\n');
    await showFix(menu);
  });

  test('a folder that cannot be made is said, and the report is still at hand', async () => {
    const menu = await openFix();
    await reach(menu, /Write the fix scripts/, /to the folder/);
    menu.press('/proc/diag/fixes', 'Enter');
    await menu.shows(/diag: \/proc\/diag\/fixes: /);
    await showFix(menu);
  });

  test('a report is saved in the format of its name, and the next one does not take its place', async () => {
    const menu = await openFix();
    await reach(menu, /Save the report/, /Save the report as \(iis-drift\.html\)/);
    menu.press('Enter');
    await menu.shows(/Wrote iis-drift\.html\./);
    await reach(menu, /Save the report/, /Save the report as \(iis-drift-2\.html\)/);
    menu.press('report.doc', 'Enter');
    await menu.shows(/End the name with \.html/);
    menu.press('C-u', 'report.json', 'Enter');
    await menu.shows(/Wrote report\.json\./);
    expect(readFileSync(join(menu.folder, 'iis-drift.html'), 'utf8')).toMatch(/^<!doctype html>/);
    const report = JSON.parse(readFileSync(join(menu.folder, 'report.json'), 'utf8'));
    expect(report.findings[0].code).toBe('IIS101');
  });

  test('a report that cannot be saved is said, not printed, and is still at hand', async () => {
    const menu = await openFix();
    await reach(menu, /Save the report/, /Save the report as/);
    menu.press('/nowhere/report.html', 'Enter');
    expect(await menu.shows(/report\.html: cannot be written/)).not.toContain('<!doctype');
    await menu.shows(/What next\?\n❯/);
  });

  test('run again looks again and asks no more; another problem leads to the menu', async () => {
    const menu = open('', { rows: 200 });
    await reachFix(menu);
    await choose(menu, /Run again/);
    const twice = /(WARNING +The 29 h recycle interval[\s\S]*){2}What next\?\n❯/;
    expect((await menu.shows(twice)).match(/does not say its time zone/g)).toHaveLength(1);
    await reach(menu, /Another problem/, /What is the matter\?\n❯/);
  });
});
