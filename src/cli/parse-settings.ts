import { isNode, LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import { usageError } from '../core/errors.ts';
import type { Suppression } from '../core/suppression.ts';
import { codeHint, isCodeWord } from './code-names.ts';

/** What diag's own settings file holds. */
export interface Settings {
  readonly suppressions: readonly Suppression[];
  /** Plug-ins to load: paths, from the file's folder on, or packages. */
  readonly plugins: readonly string[];
}

const suppression = z.strictObject({
  code: z.string().min(1),
  target: z.string().min(1).exactOptional(),
  reason: z.string().trim().min(1),
  until: z.iso.date(),
  by: z.string().optional(),
});

const settings = z.strictObject({
  suppress: z.array(suppression).optional(),
  plugins: z.array(z.string().min(1)).optional(),
});

/**
 * Reads settings (YAML, so JSON too). Throws a usage error that names the line, of a code that does not exist too
 * where `codeWords` says which do.
 */
export async function parseSettings(
  text: string,
  path: string,
  codeWords?: () => Promise<readonly string[]>,
): Promise<Settings> {
  const lineCounter = new LineCounter();
  const noYaml = (why: string) =>
    usageError(`${path}: ${why.split('\n')[0] ?? ''}`, 'settings are YAML; see the README');
  const { document, value } = attempt(() => {
    // Pretty errors copy the text around each of them: quadratic where a line has many.
    const document = parseDocument(text, { lineCounter, schema: 'core', prettyErrors: false, logLevel: 'silent' });
    const [broken] = document.errors;
    if (broken !== undefined) throw new Error(`line ${lineCounter.linePos(broken.pos[0]).line}: ${broken.message}`);
    return { document, value: document.toJS({ maxAliasCount: 10 }) as unknown };
  }, noYaml);
  const parsed = settings.safeParse(value ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue?.path ?? [];
    const where = `${path}:${lineOf(document, at, lineCounter)}`;
    throw usageError(
      `${where}: ${at.join('.')}: ${issue?.message ?? 'not settings'}`,
      at[0] === 'plugins'
        ? 'plugins is a list of paths and packages'
        : 'an entry of suppress has code, reason, until (2026-12-31) and, where wanted, target and by',
    );
  }
  const rules = parsed.data.suppress ?? [];
  const known = rules.length === 0 ? [] : await codeWords?.();
  const wrong = known === undefined ? -1 : rules.findIndex(({ code }) => !isCodeWord(code, known));
  if (wrong >= 0) {
    const where = `${path}:${lineOf(document, ['suppress', wrong, 'code'], lineCounter)}`;
    const code = rules[wrong]?.code ?? '';
    throw usageError(`${where}: suppress ${code}: diag has no such code`, codeHint(code, known ?? []));
  }
  return {
    plugins: parsed.data.plugins ?? [],
    suppressions: rules.map(({ code, target, reason, until }) => ({
      code,
      reason,
      until,
      ...(target === undefined ? {} : { target }),
    })),
  };
}

/** The parser throws on what it cannot resolve: an alias of nothing, too many aliases, too deep nesting. */
function attempt<T>(action: () => T, failure: (why: string) => Error): T {
  try {
    return action();
  } catch (error) {
    throw failure(error instanceof Error ? error.message : String(error));
  }
}

/** The line of the deepest part of `path` that is there. */
function lineOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[], lines: LineCounter): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range != null) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
