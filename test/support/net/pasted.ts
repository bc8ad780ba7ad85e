import { analyzeSession } from '../../../src/modules/net-path/session/analyze.ts';
import { readSession } from '../../../src/modules/net-path/session/read.ts';

/** What is made of a paste. */
export function pasted(...lines: readonly string[]) {
  const session = readSession(lines.join('\n'));
  return { session, ...analyzeSession({ ...session, source: 'paste' }) };
}

/** Its findings by name, how sure the first is, what is left open, and how many lines are not understood. */
export function judged(...lines: readonly string[]) {
  const { session, findings, checks, open: verdict } = pasted(...lines);
  return {
    names: findings.map(({ name, consequenceOf }) =>
      consequenceOf === undefined ? name : `${name} < ${consequenceOf}`,
    ),
    confidence: findings[0]?.confidence,
    open: checks.filter(({ status }) => status === 'unchecked').length,
    left: session.lines - session.understood,
    verdict,
  };
}

/** Each finding as its name, how sure it is, and its cause; without any, how the checks end. */
export function told(...lines: readonly string[]): readonly string[] {
  const { findings, checks } = pasted(...lines);
  return findings.length > 0
    ? findings.map(({ name, confidence, consequenceOf }) => [name, confidence, consequenceOf ?? ''].join(' ').trim())
    : checks.map(({ status }) => status);
}
