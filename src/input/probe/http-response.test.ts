import { expect, test } from 'vitest';
import { createResponseReader } from './http-response.ts';

const ok = 'HTTP/1.1 200 OK\r\n';

/** Reads a text in blocks of so many bytes, and the end of the connection after it. */
function read(text: string, size = text.length, maxBytes = 1000) {
  const reader = createResponseReader(maxBytes);
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; at += size) {
    if (reader.push(bytes.subarray(at, at + size))) return { ...reader.seen(), by: 'itself', used: at + size };
  }
  return { ...reader.seen(), by: reader.end() ? 'close' : 'nothing', used: bytes.length };
}

const chunks = `${ok}Transfer-Encoding: chunked\r\n\r\n2;x=y\r\nok\r\nA\r\n, all well\r\n0\r\n\r\n`;

test.each([
  ['by its length', `${ok}Content-Length: 2\r\n\r\nok`, { status: 200, body: 'ok', by: 'itself' }],
  ['of no length', `${ok}Content-Length: 0\r\n\r\n`, { status: 200, body: '', by: 'itself' }],
  ['in chunks', chunks, { status: 200, body: 'ok, all well', by: 'itself' }],
  ['up to the close', `${ok}\r\nok`, { status: 200, body: 'ok', by: 'close' }],
  ['without a body', 'HTTP/1.1 204 No Content\r\n\r\n', { status: 204, body: '', by: 'itself' }],
  [
    'after an interim one',
    `HTTP/1.1 100 Continue\r\n\r\n${ok}Content-Length: 2\r\n\r\nok`,
    { status: 200, body: 'ok', by: 'itself' },
  ],
  ['with bare line feeds', 'HTTP/1.1 200 OK\nContent-Length: 2\n\nok', { status: 200, body: 'ok', by: 'itself' }],
  [
    "of Go's plain server",
    'HTTP/1.0 400 Bad Request\r\n\r\nClient sent',
    { status: 400, body: 'Client sent', by: 'close' },
  ],
  ['without a reason', 'HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n', { status: 200, body: '', by: 'itself' }],
  [
    'in chunks and of a length: the chunks count',
    `${ok}Content-Length: 999\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`,
    { status: 200, body: 'ok', by: 'itself' },
  ],
])('an answer %s is the same in one block and byte by byte', (_, text, expected) => {
  expect(read(text)).toMatchObject(expected);
  expect(read(text, 1)).toMatchObject(expected);
  expect(read(text, 7)).toMatchObject(expected);
});

test.each([
  ['its head', 'HTTP/1.1 200 OK\r\nContent-'],
  ['its length', `${ok}Content-Length: 5\r\n\r\nok`],
  ['its last chunk', `${ok}Transfer-Encoding: chunked\r\n\r\n5\r\nok`],
])('a close before the end of %s ends nothing', (_, text) => {
  expect(read(text).by).toBe('nothing');
});

test('characters that stand in two blocks are whole', () => {
  expect(read(`${ok}Content-Length: 6\r\n\r\nöäü`, 1).body).toBe('öäü');
});

test('of a long body the beginning is kept, and the rest not waited for', () => {
  const long = `${ok}Content-Length: 5000\r\n\r\n${'x'.repeat(5000)}`;
  expect(read(long, 100, 1000)).toMatchObject({ body: 'x'.repeat(1000), cut: true, by: 'itself' });
  expect(read(long, 100, 1000).used).toBeLessThan(1300);
});

test('only known headers are kept, and no more of them than is shown', () => {
  const text = `${ok}Date: now\r\nServer: ${'s'.repeat(900)}\r\nX-Secret: y\r\nContent-Length: 0\r\n\r\n`;
  expect(read(text).headers).toEqual({ date: 'now', server: 's'.repeat(500) });
});

test.each([
  ['no HTTP', '\u0016\u0003\u0001', 'HPE_INVALID_CONSTANT'],
  ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n', 'HPE_INVALID_CONSTANT'],
  ['a status that is none', 'HTTP/1.1 OK\r\n\r\n', 'HPE_INVALID_STATUS'],
  ['a header without a name', `${ok}: x\r\n\r\n`, 'HPE_INVALID_HEADER_TOKEN'],
  ['headers without end', `${ok}X: ${'x'.repeat(20_000)}`, 'HPE_HEADER_OVERFLOW'],
  ['interim answers without end', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(1000), 'HPE_HEADER_OVERFLOW'],
  ['two lengths', `${ok}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, 'HPE_INVALID_CONTENT_LENGTH'],
  ['a length that is none', `${ok}Content-Length: -1\r\n\r\n`, 'HPE_INVALID_CONTENT_LENGTH'],
  ['a chunk without a size', `${ok}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 'HPE_INVALID_CHUNK_SIZE'],
  [
    'a chunk extension without end',
    `${ok}Transfer-Encoding: chunked\r\n\r\n1;${'x'.repeat(20_000)}`,
    'HPE_CHUNK_EXTENSIONS_OVERFLOW',
  ],
])('%s is told as what it is', (_, text, code) => {
  for (const size of [text.length, 1000, 1]) expect(() => read(text, size)).toThrow(expect.objectContaining({ code }));
});

test.each([
  ['its length said where it ends', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', true],
  ['more follows', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK', false],
  ['it is said to close', 'HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 2\r\n\r\nok', false],
  ['it is of HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok', false],
  ['it came in chunks', chunks, false],
  ['it was cut', `HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n${'x'.repeat(2000)}`, false],
])('whether the connection goes on where %s', (_, text, expected) => {
  const reader = createResponseReader(1000);
  reader.push(Buffer.from(text));
  expect(reader.mayGoOn()).toBe(expected);
});
