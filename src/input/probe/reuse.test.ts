import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Trust } from './answer.ts';
import { openProbeSession } from './session.ts';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

/** A server that counts its connections and may drop each after its answer, though it said otherwise. */
async function serve(drops: boolean) {
  const seen = { connections: 0, requests: 0 };
  server = createServer((_, response) => {
    seen.requests += 1;
    response.setHeader('content-length', 2);
    response.end('ok', () => {
      if (drops) setImmediate(() => response.socket?.destroy());
    });
  });
  server.on('connection', () => {
    seen.connections += 1;
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/healthz` };
}

const trust: Trust = { verified: false };

async function ask(url: string, times: number, by: (i: number) => Trust, reuse = true) {
  const session = openProbeSession(10_000, new AbortController().signal);
  const statuses: unknown[] = [];
  for (let i = 0; i < times; i += 1) {
    const { status, error } = await session.http({ url, trust: by(i), deadlineMs: 2000, reuse });
    statuses.push(status ?? error);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  session.close();
  return statuses;
}

test('many questions to one server go over one connection', async () => {
  const { seen, url } = await serve(false);
  expect(await ask(url, 5, () => trust)).toEqual([200, 200, 200, 200, 200]);
  expect(seen).toEqual({ connections: 1, requests: 5 });
});

test('without the wish each has its own', async () => {
  const { seen, url } = await serve(false);
  await ask(url, 3, () => trust, false);
  expect(seen.connections).toBe(3);
});

test('another trust never gets the connection', async () => {
  const { seen, url } = await serve(false);
  await ask(url, 4, (i) => (i % 2 === 0 ? trust : { verified: false }));
  expect(seen.connections).toBe(3);
});

test('a connection that the server closed meanwhile costs no answer', async () => {
  const { seen, url } = await serve(true);
  expect(await ask(url, 4, () => trust)).toEqual([200, 200, 200, 200]);
  expect(seen.requests).toBe(4);
});
