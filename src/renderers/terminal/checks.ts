import type { Check } from '../../core/check.ts';
import type { InputCoverage } from '../../core/coverage.ts';
import { zoneText } from '../../core/coverage.ts';
import type { Paint } from './paint.ts';

/** What was not checked, with the command that would, and what is suppressed; all else only with `--all`. */
export function renderChecks(checks: readonly Check[], paint: Paint, all: boolean): string[] {
  const unchecked = checks.filter((check) => check.status === 'unchecked');
  const suppressed = checks.filter((check) => check.status === 'suppressed');
  const others = all ? checks.filter((check) => !['unchecked', 'suppressed'].includes(check.status)) : [];
  const reasons = (listed: readonly Check[], sign: string) =>
    listed.flatMap((check) => [
      ...paint.wrap(`${check.id}: ${check.reason ?? ''}`, 4, `  ${sign} `),
      // A command stays on one line: it is there to be copied.
      ...(check.command === undefined ? [] : [`      ${paint.line(check.command, -10_000)}`]),
    ]);
  const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', title, ...lines]);
  return [
    ...section('Not checked', reasons(unchecked, '?')),
    ...section('Suppressed', reasons(suppressed, '-')),
    ...section(
      'Checks',
      others.map(({ status, id, reason }) =>
        paint.line(`  ${status.padEnd(10)} ${id}${reason === undefined ? '' : `: ${reason}`}`),
      ),
    ),
  ];
}

/** `5,001`; by hand, for the first use of a locale costs 10 ms. */
export const count = (n: number): string => String(n).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** How much of each input was understood. */
export function renderInputs(inputs: readonly InputCoverage[], paint: Paint): string[] {
  if (inputs.length === 0) return [];
  return ['', ...inputs.flatMap((input) => renderInput(input, paint))];
}

function renderInput(input: InputCoverage, paint: Paint): string[] {
  const { source, format, encoding, lines, understood, firstNotUnderstood, timeZone } = input;
  const said = `${source}: read ${count(lines)} lines, understood ${count(understood)} (${format}, ${encoding}${zoneText(timeZone)})`;
  if (firstNotUnderstood === undefined) return paint.wrap(said, 2, '');
  const first = paint.line(`first not understood, line ${firstNotUnderstood.line}: ${firstNotUnderstood.text}`, 2);
  return [...paint.wrap(said, 2, ''), `  ${paint.color.dim(first)}`];
}
