import { found, notApplicable, passed, unchecked } from './check.ts';
import { defineCode } from './code.ts';
import { unrecognizedInput, usageError } from './errors.ts';
import type { DiagModule, Observations } from './module.ts';
import { shellWord } from './quote.ts';

/** What a plug-in is written against; raised where something of it changes so that an older plug-in would not work. */
export const pluginApiVersion = 1;

/** What diag hands to a plug-in: with it a module is made as the built-in ones are, and nothing is imported from diag. */
export interface PluginApi {
  readonly version: number;
  readonly defineCode: typeof defineCode;
  readonly passed: typeof passed;
  readonly found: typeof found;
  readonly unchecked: typeof unchecked;
  readonly notApplicable: typeof notApplicable;
  /** Errors that are the user's: exit code 2, one line and a hint. */
  readonly usageError: typeof usageError;
  readonly unrecognizedInput: typeof unrecognizedInput;
  /** For every word from the input that a command shows. */
  readonly shellWord: typeof shellWord;
}

export const pluginApi: PluginApi = {
  version: pluginApiVersion,
  defineCode,
  passed,
  found,
  unchecked,
  notApplicable,
  usageError,
  unrecognizedInput,
  shellWord,
};

/** A module of a plug-in, with what the registry says of a built-in one. */
export interface PluginModule extends DiagModule<never, never, Observations> {
  /** What its codes start with: `DF`. */
  readonly prefix: string;
  /** Markdown by code, for `diag explain`. */
  readonly pages?: Readonly<Record<string, string>>;
}

/** The default export of a plug-in. */
export interface Plugin {
  /** `pluginApiVersion` that it was written for. */
  readonly diag: number;
  modules(api: PluginApi): readonly PluginModule[];
}
