import { expect, test } from 'vitest';
import { runCli } from '../../../../test/support/run-cli.ts';

/** What a run that knows nothing of its input prints has no findings. */
interface Report {
  readonly findings?: readonly { readonly title: string }[];
}

async function triaged(...lines: string[]): Promise<Report | undefined> {
  const { stdout } = await runCli(['triage', '-', '--json'], { stdin: `${lines.join('\n')}\n` });
  return stdout === '' ? undefined : (JSON.parse(stdout) as Report);
}
const titles = async (...lines: string[]) => (await triaged(...lines))?.findings?.map(({ title }) => title);

const refusedBy = (address: string) =>
  `2026/02/09 10:00:00 [error] 31#31: *456 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.3, server: shop.example, request: "GET / HTTP/1.1", upstream: "http://${address}/", host: "shop.example"`;
const notices = ['using the "epoll" event method', 'nginx/1.25.3', 'start worker processes', 'exit'].map(
  (words) => `2026/02/09 09:58:00 [notice] 1#1: ${words}`,
);

test('among lines of its start, an error of nginx tells of its backend, each once', async () => {
  const found = await titles(
    ...notices,
    refusedBy('10.0.0.5:8080'),
    refusedBy('10.0.0.5:8080'),
    refusedBy('[2001:db8::5]'),
  );
  expect(found).toEqual([
    'nginx is refused by its backend 10.0.0.5:8080: nothing listens there.',
    'nginx is refused by its backend [2001:db8::5]: nothing listens there.',
  ]);
});

test('a log of nginx without trouble of its backends is not called anything', async () => {
  const open = 'open() "/usr/share/nginx/html/x" failed (2: No such file or directory), client: 10.0.0.3';
  expect(await titles(...notices, `2026/02/09 10:00:00 [error] 31#31: *4 ${open}`)).toEqual(undefined);
});

const down =
  'Feb 10 10:00:01 lb haproxy[123]: Server be_web/web1 is DOWN, reason: Layer4 timeout, check duration: 2001ms.';
const up =
  'Feb 10 10:00:09 lb haproxy[123]: Server be_web/web1 is UP, reason: Layer4 check passed, check duration: 0ms.';

test('a server of HAProxy that is back is no fault; one that went twice is', async () => {
  expect(await titles(down)).toEqual(['HAProxy took its server be_web/web1 out: it cannot be connected to.']);
  expect(await titles(down, up)).toEqual([]);
  expect(await titles(down, up.replace('web1', 'web2'))).toHaveLength(1);
  expect(await titles(down, up, down, up)).toHaveLength(1);
});
