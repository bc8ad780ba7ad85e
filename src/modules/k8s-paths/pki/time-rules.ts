import { nonEmpty } from '../../../core/finding.ts';
import type { Part } from '../../../kubernetes/messages/part.ts';
import { argvName } from '../model/process-name.ts';
import type { ProcessFact } from '../observations.ts';
import { breaks, type Found, facts, partOf, type Raised, type Rule, type RuleContext, state } from '../rules/rule.ts';
import { type Held, heldCertificates } from './certificates.ts';

const day = 86_400_000;
/** Warn this long before the end, in days; a quarter of the lifetime for certificates that live shorter. */
const warnDays = 30;
const criticalDays = 7;

const at = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

const proof = ({ path, line, certificate }: Held) => ({
  source: path,
  ...(line === undefined ? {} : { line }),
  text: `${certificate.subject}: valid ${at(certificate.notBefore)} to ${at(certificate.notAfter)}`,
});

/** One finding for all certificates in the same state. */
function grouped(
  name: 'ca-expired' | 'cert-expired' | 'cert-expiring' | 'cert-not-yet-valid',
  held: readonly Held[],
  actual: string,
  rest: Partial<Found> = {},
): Raised[] {
  const [first] = held;
  if (first === undefined) return [];
  return [
    {
      name,
      facts: facts(first.path, { actual, items: held.map(({ path }) => path), subject: first.certificate.subject }),
      confidence: 'proven',
      evidence: nonEmpty(held.map(proof)),
      breaks: partOfHeld(held),
      ...rest,
    },
  ];
}

/** What stops first: etcd over its own certificates, then the apiserver, which needs all others. */
const partOfHeld = (held: readonly Held[]): Part =>
  held.some(({ path }) => /\/etcd\/(?:server|peer|ca)\b/.test(path)) ? 'etcd' : 'kube-apiserver';

const endOf = ({ certificate }: Held): number => Date.parse(certificate.notAfter);
const startOf = ({ certificate }: Held): number => Date.parse(certificate.notBefore);

function validity({ model, now }: RuleContext): Raised[] {
  const held = heldCertificates(model);
  const early = held.filter((one) => startOf(one) > now);
  const expired = held.filter((one) => endOf(one) < now);
  const deadCas = expired.filter(({ isCa }) => isCa);
  const deadLeaves = expired.filter(({ isCa }) => !isCa);
  return [
    ...grouped('cert-not-yet-valid', early, at(new Date(Math.max(0, ...early.map(startOf))).toISOString())),
    ...deadCas.flatMap((ca) => grouped('ca-expired', [ca], at(ca.certificate.notAfter))),
    ...grouped(
      'cert-expired',
      deadLeaves,
      deadLeaves.map(({ certificate }) => at(certificate.notAfter)).toSorted()[0] ?? '',
    ),
    ...expiring(held, now),
  ];
}

function expiring(held: readonly Held[], now: number): Raised[] {
  const soon = held.filter(
    (one) =>
      endOf(one) >= now &&
      startOf(one) <= now &&
      endOf(one) - now < Math.min(warnDays * day, (endOf(one) - startOf(one)) / 4),
  );
  if (soon.length === 0) return [];
  const first = Math.min(...soon.map(endOf));
  const severity = first - now < criticalDays * day ? 'critical' : 'warning';
  const days = Math.floor((first - now) / day);
  return grouped('cert-expiring', soon, `in ${days} days, ${at(new Date(first).toISOString())}`, {
    severity,
    breaks: undefined as never,
  }).map(({ breaks: _, ...one }) => one);
}

interface Unloaded {
  readonly program: string;
  readonly running: ProcessFact;
  readonly startedAt: string;
  readonly renewed: readonly Held[];
}

/** Processes that are older than the certificates they were to load: one fault, whoever they are. */
function notLoaded(context: RuleContext): Raised[] {
  const all = unloaded(context);
  const [first] = all;
  const held = all.flatMap(({ renewed }) => renewed);
  if (first?.renewed[0] === undefined) return [];
  return [
    {
      name: 'cert-renewed-not-loaded',
      facts: facts(first.renewed[0].path, {
        subject: all.map(({ program }) => program).join(', '),
        actual: first.startedAt,
        expected: first.renewed[0].certificate.notBefore,
        items: [...new Set(held.map(({ path }) => path))],
      }),
      confidence: 'likely',
      severity: 'warning',
      evidence: nonEmpty([
        ...all.map(({ program, running, startedAt }) =>
          state(`process ${running.pid}`, `${program} runs since ${at(startedAt)}`),
        ),
        ...held.map(proof),
      ]),
      ...breaks(partOf(first.program)),
    },
  ];
}

function unloaded({ model, now }: RuleContext): Unloaded[] {
  return model.components.flatMap((component): Unloaded[] => {
    const running = model.node.processes?.find(({ argv }) => argvName(argv) === component.program);
    const started = running?.startedAt === undefined ? Number.NaN : Date.parse(running.startedAt);
    const renewed = component.files.flatMap(({ file }) => {
      const pki = model.pki.find(({ path }) => path === file?.path);
      const certificate = pki?.certificates[0];
      if (pki === undefined || certificate === undefined || certificate.isCa) return [];
      const held = { path: pki.path, certificate, isCa: false };
      const isNewer = startOf(held) > started + 60_000 && Date.parse(pki.fact.modifiedAt ?? '') > started + 60_000;
      return isNewer && startOf(held) <= now && endOf(held) >= now ? [held] : [];
    });
    return renewed.length === 0 || running?.startedAt === undefined
      ? []
      : [{ program: component.program, running, startedAt: running.startedAt, renewed }];
  });
}

export const pkiTimeRules: readonly Rule[] = [
  { theme: 'pki', names: ['cert-not-yet-valid', 'ca-expired', 'cert-expired', 'cert-expiring'], run: validity },
  { theme: 'pki', names: ['cert-renewed-not-loaded'], run: notLoaded },
];
