import { nonEmpty } from '../../../core/finding.ts';
import { headOf } from '../../../core/safe-text.ts';
import type { CodeName } from '../codes.ts';
import { readErrorText } from '../error-text/read-error-text.ts';
import { type ErrorReading, type Example, isFault } from '../error-text/reading.ts';
import type { GivenText, PathsObservations } from '../observations.ts';
import { breaks, facts, inOtherWords, type Raised } from '../rules/rule.ts';
import { fileKind } from './file-kind.ts';
import { judgeFile } from './judge-file.ts';

/** One message of a given text and what it means. */
export interface Said extends ErrorReading {
  readonly source: string;
}

/** What given texts say. */
export interface GivenReading {
  readonly raised: readonly Raised[];
  readonly said: readonly Said[];
  /** What each text was read as: `kubeconfig`, `log of 120 lines`. */
  readonly formats: readonly string[];
  /** Lines that tell of trouble and that no row knows, of texts in which no fault was found. */
  readonly unknown: readonly (Example & { readonly source: string })[];
}

/** Whether a text is anything of Kubernetes, and not what the collector of another module sent. */
export const isKnown = ({ source, text, skipped }: GivenText): boolean =>
  !text.startsWith('=== diag ') && (fileKind(source, text) !== undefined || readErrorText(text, skipped).recognized);

/** Judges configuration files, and reads the meaning of everything else. */
export function readGivenTexts(observations: PathsObservations, now: number): GivenReading {
  const readings = observations.texts.map((given) => {
    const kind = fileKind(given.source, given.text);
    return kind === undefined
      ? ofErrors(given)
      : {
          raised: judgeFile(given, kind, observations, now),
          said: [],
          format: kind,
          unknown: undefined,
          isExplained: true,
        };
  });
  return {
    raised: readings.flatMap(({ raised }) => raised),
    said: readings.flatMap(({ said }) => said),
    formats: readings.map(({ format }) => format),
    unknown: readings.flatMap((one, i) => {
      const { source = '' } = observations.texts[i] ?? {};
      if (one.raised.length > 0) return [];
      if (one.unknown !== undefined) return [{ ...one.unknown, source }];
      // A message that is of Kubernetes and tells nothing is not called healthy either.
      const isMute = one.format.startsWith('text') && one.said.length === 0 && !one.isExplained;
      return isMute ? [{ quote: headOf((observations.texts[i]?.text ?? '').trim(), 200), source }] : [];
    }),
  };
}

function ofErrors({ source, text, skipped }: GivenText) {
  const { readings, format, unknown, coverage } = readErrorText(text, skipped);
  const said = readings.map((reading) => ({ ...reading, source }));
  const nameOf = (id: string | undefined) => {
    const one = said.find((other) => other.id === id);
    return one === undefined ? undefined : (one.name ?? 'reported-fault');
  };
  return {
    raised: said.flatMap((one) => raisedBy(one, nameOf(one.becauseOf))),
    said,
    format,
    unknown,
    isExplained: coverage.understood === coverage.lines,
  };
}

const evidenceOf = (source: string, { line, quote }: Example) => ({
  source,
  ...(line === undefined ? {} : { line }),
  text: headOf(quote, 300),
});

/** A fault a message names is certain to have happened, and only likely to be the cause. */
function raisedBy(said: Said, because: CodeName | undefined): Raised[] {
  const { name = 'reported-fault', confidence, part, source, line, quote, also, says, where, next } = said;
  if (!isFault(said) || said.over === true) return [];
  const first: Example = { quote, ...(line === undefined ? {} : { line }) };
  return [
    inOtherWords(name, facts(where[0] ?? source, { actual: headOf(quote, 160), items: where, subject: source }), {
      confidence,
      evidence: nonEmpty([first, ...also].map((one) => evidenceOf(source, one))),
      rulesOut: [],
      ...breaks(part),
      derived: true,
      given: true,
      says,
      next,
      ...(because === undefined ? {} : { causes: [because] }),
    }),
  ];
}
