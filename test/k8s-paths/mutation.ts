import { readdirSync } from 'node:fs';
import { readPage } from '../support/code-page.ts';

/** One fault: what a person did, and how the tree changes. */
export interface Mutation {
  /** `PATH110`. */
  readonly code: string;
  readonly name: string;
  readonly did: string;
  /** Bash, run in the host's root. */
  readonly snippet: string;
  /** The symptom somebody came with. */
  readonly words: readonly string[];
}

const folder = new URL('../../src/modules/k8s-paths/codes/', import.meta.url);

/** The faults that the code pages show, made in the tree that the tests generate. */
export const pageMutations: readonly Mutation[] = readdirSync(folder)
  .toSorted()
  .flatMap((file) => {
    const page = readPage(new URL(file, folder));
    const [code = '', name = ''] = page.title.split(' ');
    return page.reported
      .filter(({ language }) => language === 'mutation')
      .map(({ text, args }) => ({ code, name, did: /^# (.*)/.exec(text)?.[1] ?? '', snippet: text, words: args }));
  });

/** Codes whose cases are texts only: nothing on a host shows them. */
export const textOnly: readonly string[] = readdirSync(folder)
  .map((file) => readPage(new URL(file, folder)))
  .filter(({ reported }) => reported.every(({ language }) => language !== 'mutation'))
  .map(({ title }) => title.slice(0, 7));
