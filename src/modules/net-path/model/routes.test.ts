import { expect, test } from 'vitest';
import { tableName } from './routes.ts';

test.each([
  [254, 'main'],
  ['255', 'local'],
  [undefined, 'main'],
  [100, '100'],
  ['constructor', 'constructor'],
  ['__proto__', '__proto__'],
])('table %j is %s', (value, name) => expect(tableName(value)).toBe(name));
