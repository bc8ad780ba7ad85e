import { expect, test } from 'vitest';
import { buildCli } from '../support/built-cli.ts';
import { choose, menuOpener, reach, reachFix, reachReport } from '../support/menu.ts';
import { describeWith } from '../support/system-part.ts';

const cli = buildCli();
const atMenu = /What is the matter\?\n❯/;

describeWith(['tmux', 'stty'], 'Esc in the menu goes one step back', () => {
  const open = menuOpener(cli);

  test('from a file to the choice of an input, from there to the menu', async () => {
    const menu = open('', { rows: 60 });
    await menu.shows(atMenu);
    await reach(menu, /Some e-mails/, /What is there to look at\?\n❯/);
    await reach(menu, /Open a file/, /goes back/);
    menu.press('Escape');
    await menu.shows(/goes back[\s\S]*What is there to look at\?\n❯/);
    menu.press('Escape');
    await menu.shows(/goes back[\s\S]*What is the matter\?\n❯/);
  });

  test('from the hours of work to the question before them', async () => {
    const menu = open('', { rows: 60 });
    await menu.shows(atMenu);
    await reach(menu, /recycle interval hit/, /Regular Time Interval/);
    menu.press('Enter');
    await menu.shows(/When do people work/);
    menu.press('Escape');
    await menu.shows(/When do people work[\s\S]*Regular Time Interval/);
    menu.press('Escape');
    await menu.shows(/When do people work[\s\S]*What is the matter\?\n❯/);
  });

  test('from what is done with a report to the report, from there to the menu', async () => {
    const menu = open('', { rows: 200 });
    await reachFix(menu);
    await reach(menu, /Save the report/, /Save the report as/);
    menu.press('Escape');
    await menu.shows(/Save the report as[\s\S]*What next\?\n❯/);
    menu.press('Escape');
    await menu.shows(/Save the report as[\s\S]*What is the matter\?\n❯/);
  });

  test('at the menu it asks again', async () => {
    const menu = open('', { rows: 60 });
    await menu.shows(atMenu);
    menu.press('Escape');
    await menu.shows(/What is the matter\?[\s\S]*What is the matter\?\n❯/);
    await choose(menu, /Quit/);
    await menu.shows(/exit 0, icanon/);
  });
});

describeWith(['tmux', 'stty'], 'in the menu', () => {
  const open = menuOpener(cli);

  test('the verdict stands above the question after a report, in a window of 80 x 24', async () => {
    const menu = open();
    const shown = await reachReport(menu);
    expect(shown).toMatch(/\niis-drift: An interval of 29 h [^\n]*\(IIS150\)\n\n\? What next\?\n❯/);
  });

  test('a symptom that cannot be checked here leads to what collects it elsewhere', async () => {
    const menu = open('', { rows: 60 });
    await menu.shows(atMenu);
    await reach(menu, /kubectl does not answer/, /What is there to look at\?\n❯/);
    await choose(menu, /Another host/);
    await menu.shows(/diag collect k8s-paths --sh \| ssh HOST 'sudo sh -s' \| diag k8s-paths -/);
    await menu.shows(/sudo sh -s[\s\S]*What is there to look at\?\n❯/);
  });
});
