import { expect, test } from 'vitest';
import { readErrorText } from '../error-text/read-error-text.ts';
import { decode } from './given-text.ts';

const info = 'Mar 02 08:30:09 node-1 kubelet[77]: I0302 08:30:09.000001      77 scope.go:117] "RemoveContainer"\n';
const fault =
  'Mar 02 08:31:00 node-1 kubelet[77]: E0302 08:31:00.000001      77 reflector.go:5] tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-03-02T08:31:00Z is after 2026-03-01T00:00:00Z\n';
const cut = 1_000_003;

/** A log in blocks that end within lines. */
const sourceOf = (text: Buffer) => ({
  name: 'kubelet.log',
  async *blocks() {
    for (let at = 0; at < text.length; at += cut) yield text.subarray(at, at + cut);
  },
});

const atOnce = async <T>(action: () => T): Promise<T> => action();

test('of a long log the end is read, with its own line numbers, and the rest is told', async () => {
  const lines = 200_000;
  const log = Buffer.from(info.repeat(lines) + fault);
  const { text, coverage } = await decode(sourceOf(log), atOnce);
  const skipped = text.skipped ?? 0;
  expect(coverage.lines).toBe(lines + 1);
  expect(coverage.lines - coverage.understood).toBe(skipped);
  expect(coverage.firstNotUnderstood).toMatchObject({ line: 1, text: expect.stringContaining('not read') });
  expect(text.text.startsWith('Mar 02')).toBe(true);
  expect(text.text.length).toBeGreaterThan(15 * 2 ** 20);
  expect(readErrorText(text.text, text.skipped).readings[0]?.line).toBe(lines + 1);
});

test('a short log is read whole', async () => {
  const { text, coverage } = await decode(sourceOf(Buffer.from(info.repeat(20_000))), atOnce);
  expect(text.skipped).toBeUndefined();
  expect(coverage).toMatchObject({ lines: 20_000, understood: 20_000 });
});

test.each(['utf16le', 'utf8'] as const)('what PowerShell redirected is read, with its mark: %s', async (encoding) => {
  const { text, coverage } = await decode(sourceOf(Buffer.from(`\ufeff${fault}`, encoding)), atOnce);
  expect(readErrorText(text.text).readings).toHaveLength(1);
  expect(coverage).toMatchObject({ encoding: encoding === 'utf8' ? 'utf-8' : 'utf-16le', lines: 1, understood: 1 });
});
