import { type Evidence, type NonEmpty, nonEmpty } from '../../../core/finding.ts';
import { formatUtc } from '../../../core/time/zone.ts';
import type { FailureRecord, LogSign, SmtpObservations } from '../observations.ts';

/** Records quoted for one finding. */
const quoted = 5;

/** Quotes failed attempts, the first few of them; what hangs under another finding needs fewer. */
export function quote(
  failures: readonly FailureRecord[],
  { inputs }: Pick<SmtpObservations, 'inputs'>,
  most = quoted,
): NonEmpty<Evidence> {
  const zones = new Map(inputs.map((input) => [input.source, input.timeZone.provenance]));
  return nonEmpty(
    failures.slice(0, most).map(({ source, line, at, id, text }) => {
      const zone = zones.get(source);
      return {
        source,
        line,
        ...(id === undefined ? {} : { record: id }),
        ...(at === undefined ? {} : { at: formatUtc(at), ...(zone === undefined ? {} : { zone }) }),
        text,
      };
    }),
  );
}

/** Quotes lines that show something other than a failed attempt. */
export const quoteSigns = (signs: readonly LogSign[]): NonEmpty<Evidence> =>
  nonEmpty(signs.slice(0, quoted).map(({ source, line, text }) => ({ source, line, text })));
