import { nonEmpty } from '../../../core/finding.ts';
import { type ErrorReading, type Example, readErrorText } from '../error-text/read-error-text.ts';
import type { GivenText, PathsObservations } from '../observations.ts';
import { breaks, facts, type Part, type Raised } from '../rules/rule.ts';
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
  /** Whether a message of --error is Kubernetes, and none that is known. */
  readonly hasUnknownError: boolean;
}

/** Whether a text is anything of Kubernetes. */
export const isKnown = ({ source, text }: GivenText): boolean =>
  fileKind(source, text) !== undefined || readErrorText(text).recognized;

/** Judges configuration files, and reads the meaning of everything else. */
export function readGivenTexts(observations: PathsObservations, now: number): GivenReading {
  const readings = observations.texts.map((given) => {
    const kind = fileKind(given.source, given.text);
    return kind === undefined
      ? ofErrors(given)
      : { raised: judgeFile(given, kind, observations, now), said: [], format: kind };
  });
  return {
    raised: readings.flatMap(({ raised }) => raised),
    said: readings.flatMap(({ said }) => said),
    formats: readings.map(({ format }) => format),
    hasUnknownError: readings.some(
      ({ raised, said, format }, i) =>
        observations.texts[i]?.source === '--error' && format === 'text' && raised.length + said.length === 0,
    ),
  };
}

function ofErrors({ source, text }: GivenText) {
  const { readings, format } = readErrorText(text);
  const said = readings.map((reading) => ({ ...reading, source }));
  return { raised: said.flatMap(raisedBy), said, format };
}

/** What a message is about, by the beginning of its code's name. */
const parts: readonly (readonly [RegExp, Part])[] = [
  [/^etcd/, 'etcd'],
  [/^kubelet/, 'kubelet'],
  [/^cri/, 'runtime'],
  [/^cni/, 'cni'],
  [/^disk/, 'disk'],
  [/^manifest/, 'kube-apiserver'],
  [/^(?:cert|ca-|front|pki)/, 'kube-apiserver'],
];

const evidenceOf = (source: string, { line, quote }: Example) => ({
  source,
  ...(line === undefined ? {} : { line }),
  text: quote.slice(0, 300),
});

/** A fault a message names is certain to have happened, and only likely to be the cause. */
function raisedBy(said: Said): Raised[] {
  const { name = 'reported-fault', kind, confidence, part, source, line, quote, also, says, where } = said;
  if (kind !== 'fault') return [];
  const first: Example = { quote, ...(line === undefined ? {} : { line }) };
  return [
    {
      name,
      facts: facts(where[0] ?? source, { actual: quote.slice(0, 160), items: where, subject: source }),
      confidence,
      evidence: nonEmpty([first, ...also].map((one) => evidenceOf(source, one))),
      rulesOut: [],
      ...breaks(name === 'reported-fault' ? part : (parts.find(([pattern]) => pattern.test(name))?.[1] ?? 'kubectl')),
      derived: true,
      given: true,
      says,
    },
  ];
}
