import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const csv = (provider: string, id: number, text: string) =>
  `Level,Date and Time,Source,Event ID,Task Category\nError,3/10/2026 2:30:05 PM,${provider},${id},None,"${text}"\n`;

async function judged(stdin: string) {
  const { stdout, exitCode } = await runCli(['iis-drift', '-', '--tz', 'UTC', '--json'], { stdin });
  const { checks, verdict } = JSON.parse(stdout);
  return { exitCode, verdict, check: checks.find(({ id }: { id: string }) => id === 'unknown-events') };
}

test('an event of IIS that no row knows leaves no all-clear', async () => {
  const { exitCode, check } = await judged(csv('Microsoft-Windows-WAS', 5249, 'Something new about pool Shop.'));
  expect(exitCode).toBe(3);
  expect(check).toMatchObject({ status: 'unchecked' });
  expect(check.reason).toContain('WAS 5249');
  expect(check.reason).toContain('Something new about pool Shop.');
});

test.each([
  ['a reason that HTTP.sys has since', '503 1 Zonk_New Shop'],
  ['an error of HTTP.sys itself', '500 1 Internal Shop'],
])('%s leaves no all-clear', async (_, end) => {
  const { exitCode, check } = await judged(
    `#Software: Microsoft HTTP API 2.0\n2026-03-10 06:00:01 192.0.2.1 51234 198.51.100.2 443 HTTP/1.1 GET / - ${end}\n`,
  );
  expect(exitCode).toBe(3);
  expect(check).toMatchObject({ status: 'unchecked' });
});

test('the same id of another provider is no event of IIS', async () => {
  const { exitCode, check } = await judged(csv('Microsoft-Windows-DNS-Client', 5249, 'A name was not found.'));
  expect(check).toBeUndefined();
  // Nor is it a sign that IIS is well.
  expect(exitCode).toBe(3);
});
