import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openProbeSession } from './session.ts';

let server: Server | undefined;
const open = new Set<Socket>();

afterEach(async () => {
  for (const socket of open) socket.destroy();
  await new Promise((resolve) => (server === undefined ? resolve(0) : server.close(resolve)));
  server = undefined;
});

/** A server that does to each connection what it likes. */
async function serve(behave: (socket: Socket) => void): Promise<string> {
  server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    behave(socket);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/readyz`;
}

const session = openProbeSession(60_000, new AbortController().signal);
const probe = (url: string, deadlineMs = 400) => session.http({ url, trust: { verified: false }, deadlineMs });
const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n';

test('a server that accepts and never answers is given up at the deadline', async () => {
  const answer = await probe(await serve(() => {}));
  expect(answer).toMatchObject({ error: { code: 'DEADLINE', phase: 'answer' } });
  expect(answer.ms).toBeLessThan(2000);
});

test('a TLS server that accepts and never answers is given up at the deadline too', async () => {
  const url = (await serve(() => {})).replace('http:', 'https:');
  const answer = await probe(url);
  expect(answer).toMatchObject({ error: { code: 'DEADLINE', phase: 'tls' } });
  expect(answer.ms).toBeLessThan(2000);
});

test('a drip of header bytes is given up at the deadline', async () => {
  const url = await serve((socket) => {
    const timer = setInterval(() => socket.write('H'), 20);
    socket.on('close', () => clearInterval(timer));
  });
  const answer = await probe(url);
  expect(answer.status).toBeUndefined();
  expect(answer.error).toBeDefined();
});

test('a drip of body bytes gives the status and what came', async () => {
  const url = await serve((socket) => {
    socket.write(`${head}ok`);
    const timer = setInterval(() => socket.write('.'), 20);
    socket.on('close', () => clearInterval(timer));
  });
  const answer = await probe(url);
  expect(answer).toMatchObject({ status: 200, error: { code: 'DEADLINE', phase: 'body' } });
  expect(answer.ms).toBeLessThan(2000);
});

test('a body without end is cut, in bounded memory', async () => {
  const block = Buffer.alloc(1 << 20, 'x');
  let sent = 0;
  const url = await serve((socket) => {
    socket.write(head);
    const push = () => {
      while (!socket.destroyed && socket.write(block)) sent += block.length;
    };
    socket.on('drain', push);
    push();
  });
  const before = process.memoryUsage().rss;
  const answer = await probe(url, 5000);
  expect(answer).toMatchObject({ status: 200, cut: true });
  expect(answer.body).toHaveLength(64 * 1024);
  expect(sent).toBeLessThan(200 * 2 ** 20);
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20);
});

test.each([
  ['closes at once', (socket: Socket) => void socket.destroy(), 'ECONNRESET'],
  ['resets', (socket: Socket) => void socket.once('data', () => socket.resetAndDestroy()), 'ECONNRESET'],
  [
    'sends garbage',
    (socket: Socket) => void socket.end('\u0000\u0001 this is no HTTP\r\n\r\n'),
    'HPE_INVALID_CONSTANT',
  ],
  [
    'sends a header without end',
    (socket: Socket) => void socket.write(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}`),
    'HPE_HEADER_OVERFLOW',
  ],
])('a server that %s says so', async (_, behave, code) => {
  expect(await probe(await serve(behave))).toMatchObject({ error: { code } });
});

test('a redirect is told, not followed', async () => {
  let requests = 0;
  const url = await serve((socket) => {
    requests += 1;
    socket.end('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n');
  });
  expect(await probe(url)).toMatchObject({ status: 302, headers: { location: 'http://127.0.0.1:9/' } });
  expect(requests).toBe(1);
});

test('nothing is asked of a closed port twice', async () => {
  expect(await probe('http://127.0.0.1:1/')).toMatchObject({ error: { code: 'ECONNREFUSED' } });
});

test('the total deadline ends what is under way', async () => {
  const url = await serve(() => {});
  const short = openProbeSession(200, new AbortController().signal);
  const answers = await Promise.all(
    [1, 2, 3].map(() => short.http({ url, trust: { verified: false }, deadlineMs: 30_000 })),
  );
  expect(answers.map(({ error }) => error?.code)).toEqual(['TOTAL_DEADLINE', 'TOTAL_DEADLINE', 'TOTAL_DEADLINE']);
  short.close();
});

test('a socket that answers no gRPC is told from one that is not there', async () => {
  expect(await session.socket('/nonexistent.sock', 200)).toMatchObject({ error: { code: 'ENOENT' } });
});
