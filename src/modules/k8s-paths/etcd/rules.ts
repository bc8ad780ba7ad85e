import { componentNamed } from '../model/model.ts';
import { snapshotPlaces } from '../model/snapshots.ts';
import type { FileFact } from '../observations.ts';
import { octal } from '../rules/modes.ts';
import { facts, isAbsent, quote, type Raised, type Rule, type RuleContext, size, state } from '../rules/rule.ts';
import { source } from '../rules/source.ts';

/** etcd's own default, 2 GiB (etcd server, quota.go). */
const defaultQuota = 2 * 2 ** 30;
const nearQuota = 0.8;

function database(context: RuleContext): Raised[] {
  const { database: file } = context.model.etcd;
  const etcd = componentNamed(context.model, 'etcd');
  const given = Number(etcd?.value('quota-backend-bytes') ?? 0);
  const quota = given > 0 ? given : defaultQuota;
  const bytes = file.bytes ?? 0;
  if (bytes < quota * nearQuota) return [];
  const isFull = bytes >= quota;
  return [
    {
      name: isFull ? 'etcd-nospace' : 'etcd-db-near-quota',
      facts: facts(file.path, { actual: size(bytes), expected: size(quota), subject: '--quota-backend-bytes' }),
      confidence: isFull ? 'likely' : 'proven',
      evidence: [
        state(file.path, `${bytes} bytes`),
        etcd?.line('quota-backend-bytes') === undefined
          ? state(etcd?.path ?? 'etcd', `no --quota-backend-bytes: ${size(defaultQuota)}`)
          : quote(source(context, etcd.path), etcd.line('quota-backend-bytes')),
      ],
      ...(isFull ? { breaks: 'etcd' as const } : {}),
    },
  ];
}

/** A member has a database and a write-ahead log, or neither. */
function members(context: RuleContext): Raised[] {
  const { etcd } = context.model;
  if (etcd.member.status !== 'present') return [];
  const hasDatabase = etcd.database.status === 'present';
  const hasLog = etcd.walNames.some((name) => name.endsWith('.wal'));
  const readable =
    !['denied', 'failed'].includes(etcd.database.status) && !['denied', 'failed'].includes(etcd.wal.status);
  if (!readable || hasDatabase === hasLog) return [];
  const actual = hasDatabase
    ? 'the database is there and the write-ahead log is not'
    : 'the write-ahead log is there and the database is not';
  return [
    {
      name: 'etcd-corrupt',
      facts: facts(etcd.member.path, { actual }),
      confidence: 'likely',
      evidence: [
        state(etcd.member.path, actual),
        state(etcd.wal.path, `holds ${etcd.walNames.join(', ') || 'nothing'}`),
      ],
      breaks: 'etcd',
    },
  ];
}

function permissions({ model }: RuleContext): Raised[] {
  const { directory } = model.etcd;
  if (directory.status !== 'present' || directory.mode === undefined || componentNamed(model, 'etcd') === undefined)
    return [];
  const foreign =
    model.etcd.member.status === 'present' &&
    directory.uid !== 0 &&
    directory.uid !== model.treeOwner &&
    model.layout.distribution === 'kubeadm';
  const open = (directory.mode & 0o077) !== 0;
  if (!foreign && !open) return [];
  return [
    {
      name: 'etcd-perm',
      facts: facts(directory.path, {
        actual: `mode ${octal(directory.mode)}, owner ${directory.uid}`,
        expected: 'mode 0700, owner 0',
      }),
      confidence: 'proven',
      severity: 'warning',
      evidence: [state(directory.path, `mode ${octal(directory.mode)}, owner ${directory.uid}`)],
    },
  ];
}

/** --data-dir, the mount that holds it and the hostPath behind it. */
function dataDirectory(context: RuleContext): Raised[] {
  const etcd = componentNamed(context.model, 'etcd');
  const inside = etcd?.value('data-dir');
  if (etcd?.pod === undefined || inside === undefined) return [];
  const mounted = etcd.container.mounts.some(
    ({ mountPath }) => inside === mountPath || inside.startsWith(`${mountPath}/`),
  );
  const line = etcd.line('data-dir');
  const raise = (expected: string, text: string): Raised[] => [
    {
      name: 'etcd-datadir-mismatch',
      facts: facts(etcd.path, { line, subject: '--data-dir', actual: inside, expected }),
      confidence: 'proven',
      evidence: [quote(source(context, etcd.path), line), state(etcd.path, text)],
      breaks: 'etcd',
    },
  ];
  if (!mounted)
    return raise(
      'in no volumeMount: it lies in the container and is lost with it',
      `mounts ${etcd.container.mounts.map(({ mountPath }) => mountPath).join(', ')}`,
    );
  const { path, member, directory } = context.model.etcd;
  const usual = context.observations.files['/var/lib/etcd/member'];
  const isEmpty = isAbsent(member) && directory.status !== 'denied' && directory.status !== 'failed';
  return isEmpty && path !== '/var/lib/etcd' && usual?.status === 'present'
    ? raise(
        `the empty ${path} on the host, while /var/lib/etcd holds a member`,
        `${path} has no member, /var/lib/etcd/member is there`,
      )
    : [];
}

const day = 86_400_000;

/** By its name: other programs have snapshots too. */
const isOfEtcd = ({ path }: FileFact): boolean => /etcd[^/]*$|\/[^/]*etcd[^/]*\/[^/]+$|\.db(?:\.gz)?$/i.test(path);

/** An etcd database has four pages of 4 KiB at least before its hash; compressed it is smaller. */
const isWhole = ({ path, bytes = 0 }: FileFact): boolean =>
  bytes >= (/\.(?:gz|zip|zst|xz|bz2)$/.test(path) ? 64 : 4096);

/** Only where a host has a place for backups: they may as well be kept elsewhere. */
function backups({ model, now, symptom }: RuleContext): Raised[] {
  const whole = model.snapshots.filter(isWhole);
  const newest = Math.max(...whole.map(({ modifiedAt }) => Date.parse(modifiedAt ?? '')), Number.NEGATIVE_INFINITY);
  const rotten = model.snapshots
    .filter((one) => !isWhole(one) && Date.parse(one.modifiedAt ?? '') > newest)
    .toSorted((a, b) => ((a.modifiedAt ?? '') < (b.modifiedAt ?? '') ? 1 : -1))[0];
  const hasMember = model.etcd.member.status === 'present' && componentNamed(model, 'etcd') !== undefined;
  const asked = symptom === 'etcd-backup-restore' || model.hasBackupFolder || model.snapshots.some(isOfEtcd);
  if (!hasMember || !asked || (rotten === undefined && now - newest < day)) return [];
  const known = Number.isFinite(newest)
    ? `the newest snapshot is of ${new Date(newest).toISOString().slice(0, 16)}Z`
    : 'there is no snapshot';
  const found =
    rotten === undefined ? known : `${rotten.path} holds ${rotten.bytes} bytes, no snapshot; before it, ${known}`;
  return [
    {
      name: 'etcd-no-backup',
      facts: facts(model.etcd.path, { actual: found, items: snapshotPlaces }),
      confidence: 'possible',
      evidence: [state(rotten?.path ?? whole[0]?.path ?? '/var/backups', found)],
    },
  ];
}

export const etcdRules: readonly Rule[] = [
  { theme: 'etcd', names: ['etcd-nospace', 'etcd-db-near-quota'], run: database },
  { theme: 'etcd', names: ['etcd-corrupt'], run: members },
  { theme: 'etcd', names: ['etcd-perm'], run: permissions },
  { theme: 'etcd', names: ['etcd-datadir-mismatch'], run: dataDirectory },
  { theme: 'etcd', names: ['etcd-no-backup'], run: backups },
];
