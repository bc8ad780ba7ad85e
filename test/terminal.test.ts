import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { cleanReport, richReport } from './support/rich-report.ts';
import { runDeliver } from './support/run-deliver.ts';

/** Lines that are there to be copied stay whole: commands and scripts. */
const copied = /Get-CimInstance|Set-ItemProperty|sudo diag/;

describe.each([40, 60, 80, 120, 200])('in %i columns', (columns) => {
  test.each([{}, { ascii: true }, { verbose: true, all: true }])('no line is wider: %o', async (options) => {
    const { stdout } = await runDeliver(richReport(), { ...options, color: 'never' }, { columns });
    const wide = stdout.split('\n').filter((line) => stringWidth(line) > columns && !copied.test(line));
    expect(wide).toEqual([]);
  });
});

test('the verdict is said first, and once more in the last line', async () => {
  const { stdout } = await runDeliver(richReport(), {}, { columns: 200 });
  expect(stdout.split('recycles in business hours because').length).toBe(3);
  expect(stdout).toMatch(/^\S+\s+CRITICAL {2}Pool Shop/);
  expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^iis-drift: Pool Shop .*\(IIS901\); 1 note, 2 not checked$/);
});

test('with --verbose the last line counts', async () => {
  const last = async (report = richReport()) =>
    (await runDeliver(report, { verbose: true, all: true })).stdout.trimEnd().split('\n').at(-1);
  expect(await last()).toBe('iis-drift: 1 critical, 1 warning, 1 info, 2 not checked, 1 passed');
  expect(await last(cleanReport())).toBe('iis-drift: 1 passed');
});

test('--ascii prints ASCII only', async () => {
  const { stdout } = await runDeliver(richReport(), { ascii: true, verbose: true, all: true });
  expect(stdout).toMatch(/^[\n -~]+$/);
});

test('color changes nothing but color', async () => {
  const [plain, colored] = await Promise.all(
    (['never', 'always'] as const).map((color) => runDeliver(richReport(), { color }, { columns: 80 })),
  );
  // biome-ignore lint/complexity/useRegexLiterals: a literal would hold a control character
  expect(colored?.stdout.replace(new RegExp('\\u001b\\[[0-9;]*m', 'g'), '')).toBe(plain?.stdout);
  expect(colored?.stdout).not.toBe(plain?.stdout);
});

test('a command to copy is never broken over lines', async () => {
  const { stdout } = await runDeliver(richReport(), {}, { columns: 40 });
  expect(stdout).toContain(
    `Get-CimInstance Win32_Process -Filter "Name='w3wp.exe'" | Select-Object ProcessId,CreationDate,CommandLine`,
  );
});
