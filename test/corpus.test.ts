import { expect, test } from 'vitest';
import { judgeCorpus } from './corpus/main.ts';

const corpus = process.env['DIAG_CORPUS'];

test.skipIf(corpus === undefined)(
  'real inputs of mail are diagnosed as their collectors say (needs DIAG_CORPUS)',
  async () => {
    const lines: string[] = [];
    await judgeCorpus(corpus ?? '', /^(?:smtp|mail-log)/, (line) => lines.push(line));
    const share = /^all +(\d+) +(\d+)/m.exec(lines.join('\n'));
    const [right, wrong] = [Number(share?.[1]), Number(share?.[2])];
    expect(right / (right + wrong)).toBeGreaterThan(0.93);
    // What is called throttling is, and all that is is called so: that is what the tool is for.
    const throttling = lines.filter((line) => /wanted (?:THROTTLE|QUOTA)|said {3}.*throttle-/.test(line));
    expect(throttling).toEqual([]);
  },
);
