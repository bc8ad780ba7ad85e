import { expect, test } from 'vitest';
import { runCli } from '../../../test/support/run-cli.ts';

const event = (id: number, message: string) =>
  `Level,Date and Time,Source,Event ID,Task Category\nError,3/13/2026 3:33:06 PM,Microsoft-Windows-IIS-W3SVC,${id},None,"${message}"\n`;

test.each([
  [1007, 'Le service WWW n’a pas inscrit le préfixe URL http://*:8080/ pour le site 3.', true],
  [1004, 'Cannot register the URL prefix http://*:8080/ for site 3. The site has been deactivated.', false],
])('W3SVC %i is known by its number, whatever the language', async (id, message, inUse) => {
  const { stdout } = await runCli(['iis-drift', '-', '--json', '--tz', 'UTC'], { stdin: event(id, message) });
  const [finding] = JSON.parse(stdout).findings;
  expect(finding).toMatchObject({ code: 'IIS174', facts: { inUse } });
  expect(finding.why).toMatch(inUse ? /may have the address already/ : /error number in the event data says why/);
});
