import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { registry } from '../src/modules/registry.ts';
import { type PageBlock, pageHeadings, readPage } from './support/code-page.ts';
import { runCli } from './support/run-cli.ts';
import { describeWith } from './support/system-part.ts';

/**
 * Runs a block and returns the names of the findings. `args` blocks are command-line words; any other
 * block is piped in. A module whose cases are no text (a host tree, recorded probes) brings `page-runner.ts`,
 * with the parts of the system that a code's cases need.
 */
type RunBlock = (block: PageBlock) => Promise<readonly string[]>;

interface PageRunner {
  readonly runBlock: RunBlock;
  readonly partsFor?: (code: string) => readonly string[];
}

const runText =
  (module: string): RunBlock =>
  async (block) => {
    const isArgs = block.language === 'args';
    const words = isArgs ? block.text.trim().split(/\s+/) : block.args;
    const { stdout } = await runCli([module, ...words, '--format', 'json'], isArgs ? {} : { stdin: block.text });
    const report = JSON.parse(stdout) as { findings?: { code: string }[]; error?: { message: string } };
    if (report.findings === undefined) throw new Error(report.error?.message);
    return report.findings.map((finding) => finding.code);
  };

for (const entry of registry) {
  const folder = new URL(`../src/modules/${entry.id}/`, import.meta.url);
  const ownRunner = new URL('page-runner.ts', folder);
  const { runBlock, partsFor = () => [] }: PageRunner = existsSync(ownRunner)
    ? await import(ownRunner.href)
    : { runBlock: runText(entry.id) };
  const { codes } = await entry.load();

  describe.each(codes.map(({ entry: code }) => [code.code, code.name] as const))('%s %s', (code, name) => {
    const page = readPage(new URL(`codes/${code}.md`, folder));

    test('its page has the title, the headings and a case of each kind', () => {
      expect(page.title).toBe(`${code} ${name}`);
      expect(page.headings).toEqual(pageHeadings);
      expect(page.reported.length).toBeGreaterThan(0);
      expect(page.notReported.length).toBeGreaterThan(0);
    });

    describeWith(partsFor(code), 'its blocks', () => {
      test.each(page.reported.map((block) => [block.line, block] as const))('line %i is reported', async (_, block) => {
        expect(await runBlock(block)).toContain(code);
      });

      test.each(page.notReported.map((block) => [block.line, block] as const))(
        'line %i is not reported',
        async (_, block) => {
          expect(await runBlock(block)).not.toContain(code);
        },
      );
    });
  });
}
