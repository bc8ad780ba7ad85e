import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createRedactor } from '../../src/core/redact.ts';
import { registry } from '../../src/modules/registry.ts';
import { tried } from '../support/tried.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const mask = /\[(?:secret|token|data|private key|hash|base64)\]/;

/** Files whose text was written to show secrets, or shows them by their nature (keys of a certificate). */
const holdSecrets = /src\/modules\/k8s-paths\/codes\/PATH142\.md|smtp-throttle\/codes\/SMTP161\.md/;

function* textsBelow(folder: string): Generator<string> {
  for (const name of readdirSync(folder).toSorted()) {
    const path = join(folder, name);
    const stat = statSync(path);
    if (stat.isDirectory()) yield* textsBelow(path);
    else if (stat.size < 600_000 && /\.(?:md|txt|csv|log|eml|xml|json|ya?ml|config|tsv|jsonl|conf)$/.test(name))
      yield path;
  }
}

/** Lines in which something is masked that is no address; lines of base64 are those of certificates. */
function maskedLines(path: string): readonly string[] {
  const text = readFileSync(path, 'utf8');
  const before = text.split('\n');
  const after = createRedactor().text(text).split('\n');
  // A key of several lines is one mask: then lines cannot be compared one by one.
  if (after.length !== before.length) return [`${path}: ${before.length - after.length} lines became masks`];
  return after.flatMap((line, i) =>
    mask.test(line) && line !== before[i] && !mask.test(before[i] ?? '') && line.trim() !== '[base64]'
      ? [`${path}:${i + 1} ${line.slice(0, 200)}`]
      : [],
  );
}

test('what code pages and fixtures quote stays readable', () => {
  let files = 0;
  const masked: string[] = [];
  for (const folder of ['fixtures', ...registry.map(({ id }) => `src/modules/${id}/codes`)]) {
    for (const path of textsBelow(join(project, folder))) {
      files += 1;
      if (!holdSecrets.test(path)) masked.push(...maskedLines(path));
    }
  }
  tried('files of over-redaction', files);
  expect(files).toBeGreaterThan(200);
  expect(masked).toEqual([]);
});

/**
 * Of 10,000 lines of the corpus, those with a mask: 53 of 61,633 when this was set, each of them a password, a token,
 * a key or a certificate when it was read. Where it grows, evidence has become unreadable.
 */
const mostOf10000 = 10;

const corpus = process.env['DIAG_CORPUS'];
test.runIf(corpus !== undefined)('the corpus stays readable', () => {
  let lines = 0;
  const masked: string[] = [];
  for (const path of textsBelow(corpus ?? '')) {
    lines += readFileSync(path, 'utf8').split('\n').length;
    masked.push(...maskedLines(path));
  }
  tried('lines of the corpus', lines);
  expect((masked.length / lines) * 10_000, masked.join('\n')).toBeLessThan(mostOf10000);
});
