import { readdirSync, readFileSync } from 'node:fs';
import { registry } from '../../src/modules/registry.ts';
import { readPage } from '../support/code-page.ts';

/** A text that a module reads, and the words it is read with. */
export interface Input {
  readonly module: string;
  readonly words: readonly string[];
  readonly text: string;
}

/** Languages of blocks of code pages that are piped in as they stand. */
const piped: Readonly<Record<string, readonly string[]>> = {
  'iis-drift': ['csv', 'xml', 'text', 'tsv', 'log'],
  'smtp-throttle': ['text', 'log', 'csv', 'json'],
  'k8s-health': ['answers'],
  'k8s-paths': ['text'],
  'net-path': ['capture'],
  'k8s-flow': ['text', 'json', 'yaml'],
  'k8s-placement': ['text', 'json', 'yaml'],
};

/** The texts of a module's code pages; `root` is an empty host for the module that looks at one. */
export function pageInputs(module: string, root: string): readonly Input[] {
  const folder = new URL(`../../src/modules/${module}/codes/`, import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => {
      const { reported, notReported } = readPage(new URL(name, folder));
      return [...reported, ...notReported].filter(({ language }) => piped[module]?.includes(language));
    })
    .map(({ args, text }) => ({
      module,
      words: [...args.filter((word) => word !== '-'), ...(module === 'k8s-paths' ? ['--root', root] : []), '-'],
      text,
    }));
}

const fixture = (path: string): string => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url), 'utf8');

/** Files of other forms than the pages have: settings, lists of workers, recorded probes, a dump. */
const fixtures: readonly Input[] = [
  { module: 'iis-drift', words: ['-'], text: fixture('iis-drift/applicationHost.config') },
  { module: 'iis-drift', words: ['-'], text: fixture('iis-drift/workers.txt') },
  { module: 'iis-drift', words: ['-'], text: fixture('iis-drift/article.txt') },
  { module: 'iis-drift', words: ['-'], text: fixture('iis-drift/article-table.tsv') },
  { module: 'smtp-throttle', words: ['-'], text: fixture('smtp-throttle/email_log.csv').slice(0, 20_000) },
  { module: 'k8s-health', words: ['-'], text: fixture('k8s-health/healthy.txt') },
];

/** One of each kind of input that any module reads. */
export const allInputs = (root: string): readonly Input[] => [
  ...registry.flatMap(({ id }) => pageInputs(id, root)),
  ...fixtures,
];
