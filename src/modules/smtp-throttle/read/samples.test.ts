import { describe, expect, test } from 'vitest';
import { mailLogSamples } from '../../../../test/support/mail-log-samples.ts';
import { readText } from '../testing/read-text.ts';

describe.each(mailLogSamples.map((sample) => [sample.shape, sample] as const))('%s', (_, sample) => {
  test('is read as it is', async () => {
    const { failed, sent, failures, clients } = await readText(sample.text);
    expect(failed).toEqual(sample.failed);
    expect(sent).toBe(sample.sent ?? 0);
    if (sample.client !== undefined) expect(Object.keys(clients)).toEqual([sample.client]);
    if (sample.first !== undefined) expect(failures[0]).toMatchObject(sample.first);
  });
});
