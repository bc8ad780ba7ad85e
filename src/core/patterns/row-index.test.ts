import { expect, test } from 'vitest';
import { requiredTexts } from './required-texts.ts';
import { RowIndex } from './row-index.ts';

const patterns = [/certificate (?:has expired|is not valid)/i, /no route to host|host is down/, /\d\d/, /EOF quickly/];
const index = new RowIndex(patterns.map(requiredTexts));

test.each([
  ['x509: certificate has expired', [0, 2]],
  ['x509: certificate will be', [2]],
  ['dial: no route to host; the certificate is not valid', [0, 1, 2]],
  ['no such thing', [2]],
  ['', [2]],
  ['host is down', [1, 2]],
  ['host is dow', [2]],
  ['unexpected eof quickly', [2, 3]],
  ['読み込み: no route to host', [1, 2]],
])('%s may match %j', (text, rows) => {
  expect(index.candidates(text)).toEqual(rows);
});
