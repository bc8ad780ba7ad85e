import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openScanner, type Scanner } from './scanner.ts';

function scannerWith(text: Buffer): Scanner {
  const scanner = openScanner();
  if (scanner === undefined) throw new Error('no WebAssembly');
  scanner.data.set(text);
  return scanner;
}

/** Numbers in groups, a group each thing found. */
const groups = (numbers: Uint32Array, count: number, size: number): number[][] =>
  Array.from({ length: count / size }, (_, i) => [...numbers.subarray(i * size, (i + 1) * size)]);

/** Begin, end and text of each line. */
function linesOf(text: Buffer): { start: number; stop: number; line: string }[] {
  const lines = [];
  for (let start = 0; start < text.length; ) {
    const stop = text.indexOf(10, start);
    lines.push({ start, stop, line: text.toString('latin1', start, stop) });
    start = stop + 1;
  }
  return lines;
}

const piece = fc.constantFrom('status=', 'status', 's', '=', 'tatus=', '\n', 'x', 'stat=', 'sstatus=', 'ä');

test('finds the first status= of every line, wherever it falls in a step of 32 bytes', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = Buffer.from(`${pieces.join('')}\n`);
      const scanner = scannerWith(text);
      const found = scanner.scan(text.length, { fold: true, follow: true });
      const lines = linesOf(text);
      const wanted = lines.flatMap(({ start, line }, i) =>
        line.includes('status=') ? [[start + line.indexOf('status='), start, i, 0, 0]] : [],
      );
      expect(groups(scanner.deliveries, found.deliveries, 5)).toEqual(wanted);
      expect(found.lines).toBe(lines.length);
      // Nothing was learned: every line is odd.
      const odd = lines.flatMap(({ start, stop }, i) => (stop > start ? [[start, stop, i]] : []));
      expect(groups(scanner.odd, found.odd, 3)).toEqual(odd);
    }),
  );
});

const known = [' mx1 postfix/smtp', ' mx1 postfix/qmgr', ' a-relay-with-a-name.contoso.com postfix/relay/smtp'];
const line = fc
  .record({
    time: fc.constantFrom(
      'Mar  2 08:30:09',
      'Mar  2 08:30:10',
      '2026-03-02T08:30:09+01:00',
      '2026-03-02T08:30:09.25+01:00',
    ),
    head: fc.constantFrom(...known, ' mx2 postfix/smtp', ' mx1 postfix/smtpd', ' mx1 dovecot: x'),
    words: fc.constantFrom('warning: ', 'fine: ', '', 'connect ', 'wait: '),
    id: fc.constantFrom('4XyZ1abcde', '4XyZ2abcde', 'A1', '4XyZ1abcde: warning'),
    rest: fc.constantFrom('removed', 'to=<a@b.example>, dsn=2.0.0, status=', 'from=<x>, status='),
    status: fc.constantFrom('sent (ok)', 'deferred (no)', 'sent', 'bounced (status=sent )'),
  })
  .map(({ time, head, words, id, rest, status }) => {
    return `${time}${head}[12]: ${words}${id}: ${rest}${rest === 'removed' ? '' : status}`;
  });
/** Behind a head that was learned, what just tells what is done. */
const usual = new RegExp(
  `^(?:\\S*|.{15})(?:${known.join('|')})\\[\\d+\\]: (?!warn)[^: ]*(?: |:(?! warn))`.replaceAll(
    '.contoso.',
    '\\.contoso\\.',
  ),
);
/** The mail that a line delivers: of a short id the eight characters before its end count. */
const mailOf = (text: string): string | undefined =>
  usual.test(text) ? /\]: [^: ]+(?=: to=)/.exec(text)?.[0].slice(-8) : undefined;
const secondOf = (text: string): string => text.slice(0, /^\d/.test(text) ? 19 : 15);

/** What folding makes of the deliveries: the line of each that is told of, and how many are folded into it. */
function foldedOf(lines: readonly string[]): Map<number, number> {
  const told = new Map<number, number>();
  const failed = new Set<string | undefined>();
  let [open, second] = [-1, ''];
  for (const [i, text] of lines.entries()) {
    if (!text.includes('status=')) continue;
    const mail = mailOf(text);
    const sent = /^[^(]*, status=sent /.test(text);
    // Where one failed that is not known, any may have.
    const folds = sent && mail !== undefined && !failed.has(mail) && !failed.has(undefined);
    if (!sent) failed.add(mail);
    if (folds && second === secondOf(text)) told.set(open, (told.get(open) ?? 0) + 1);
    else told.set(i, 0);
    if (folds && second !== secondOf(text)) [open, second] = [i, secondOf(text)];
  }
  return told;
}

test('tells lines that are not as usual, and folds mails sent in the same second that have not failed', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), (all) => {
      const text = Buffer.from(`${all.join('\n')}\n`);
      const scanner = scannerWith(Buffer.from(known.map((head) => `${head}[`).join('')));
      for (let [i, from] = [0, 0]; i < known.length; from += (known[i++] ?? '').length + 1)
        scanner.learn(from, from + (known[i] ?? '').length);
      scanner.data.fill(0).set(text);
      const found = scanner.scan(text.length, { fold: true, follow: true });
      const odd = linesOf(text).flatMap((one, i) => (usual.test(one.line) ? [] : [[one.start, one.stop, i]]));
      expect(groups(scanner.odd, found.odd, 3)).toEqual(odd);
      const told = groups(scanner.deliveries, found.deliveries, 5);
      expect(told.map(([, , before, folded]) => [before, folded])).toEqual([...foldedOf(all)]);
      for (const [, , before = 0, , idEnd = 0] of told) {
        const mail = mailOf(all[before] ?? '') ?? '';
        expect(text.toString('latin1', idEnd - mail.length, idEnd)).toBe(mail);
        expect(idEnd > 0).toBe(mail !== '');
      }
    }),
  );
});
