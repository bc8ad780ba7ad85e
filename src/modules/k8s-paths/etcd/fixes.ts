import type { BashFix } from '../../../core/bash/bash-fix.ts';
import type { EtcdSettings } from './settings.ts';

type Plan = Omit<BashFix, 'code' | 'host'>;

/** Where backups go: no directory that kubelet, containerd or etcd watches. */
const backupFolder = '/var/backups/etcd';

const data = (etcd: EtcdSettings, folder: string): Plan['data'] => ({
  ENDPOINT: etcd.endpoint,
  CA: etcd.trustedCa,
  CERT: etcd.certificate,
  KEY: etcd.key,
  NAME: etcd.name,
  CLUSTER: etcd.initialCluster,
  PEERS: etcd.advertisePeerUrls,
  DATA_DIR: etcd.dataDir,
  MANIFEST: etcd.manifest,
  FOLDER: folder,
});

const save = `
fresh=$(find "$(at "$FOLDER")" -maxdepth 1 -type f -name '*.db' -mmin -1440 2>/dev/null | head -n 1 || true)
[ -z "$fresh" ] || { say "there is a snapshot of the last day: \${fresh#"$ROOT"}"; return 0; }
PENDING=$((PENDING + 1))
target=$FOLDER/etcd-$(date -u +%Y%m%dT%H%M%SZ).db
say "save a snapshot to $target"
[ "$MODE" = apply ] || return 0
mkdir -p "$(at "$FOLDER")"
take_snapshot "$(at "$target")"`;

/** Saves a snapshot with this cluster's own endpoint and certificates. */
export const backupPlan = (etcd: EtcdSettings, folder = backupFolder): Plan => ({
  id: 'save-snapshot',
  title: `Save a snapshot of etcd to ${folder}`,
  applicability: 'safe',
  effect: 'Reads only; etcd goes on serving. Needs as much space as the database. Copy the file to another machine.',
  data: data(etcd, folder),
  steps: save,
  keepsResult: true,
});

const restoreSteps = `
snapshot=\${SNAPSHOT:-$(find "$(at "$FOLDER")" -maxdepth 1 -type f -name '*.db' -printf '%T@ %p\\n' 2>/dev/null | sort -n | tail -n 1 | cut -d' ' -f2- || true)}
case $snapshot in /* | '') ;; *) die "SNAPSHOT=$snapshot: say its whole path" ;; esac
[ -f "$snapshot" ] || die "no snapshot in $FOLDER; name one: SNAPSHOT=/path/file.db $0"
restored=$DATA_DIR-restored
[ ! -e "$(at "$restored")" ] || { say "$restored is there already: look at it, or move it away"; return 0; }
PENDING=$((PENDING + 1))
say "restore $snapshot into $restored, as member $NAME"
say_order "$snapshot" "$restored"
[ "$MODE" = apply ] || return 0
[ -z "$ROOT" ] || die "not with --root: run it on the host"
restore_into "$snapshot" "$restored"`;

/** Restores the newest snapshot, or SNAPSHOT, into a new directory beside the data, and says the order of steps. */
export const restorePlan = (etcd: EtcdSettings, folder = backupFolder): Plan => ({
  id: 'restore-snapshot',
  title: 'Restore the newest snapshot into a new directory, and say the order of steps',
  applicability: 'destructive',
  effect:
    'Writes a new directory only; the running data stays. Using it throws away what was written since the snapshot.',
  data: data(etcd, folder),
  steps: restoreSteps,
  keepsResult: true,
});

/** The largest quota that etcd's maintainers recommend. */
const largestQuota = '8589934592';

/** Raises the quota, and frees the database of old revisions on the running member, after a snapshot. */
export const defragmentPlan = (etcd: EtcdSettings, folder = backupFolder): Plan => ({
  id: 'raise-quota-and-defragment',
  title: 'Save a snapshot, raise the quota to 8 GiB, compact, defragment this member, disarm the alarm',
  applicability: 'review',
  effect:
    'etcd restarts for the quota, and does not answer for some seconds while it defragments. One member at a time.',
  data: { ...data(etcd, folder), QUOTA: largestQuota },
  steps: `
if [ "$MODE" = apply ] && [ -z "$ROOT" ] && ! grep -qF -e "--quota-backend-bytes=$QUOTA" "$MANIFEST"; then
  mkdir -p "$FOLDER"
  take_snapshot "$FOLDER/etcd-$(date -u +%Y%m%dT%H%M%SZ).db"
fi
edit "$MANIFEST" add_flag --quota-backend-bytes "$QUOTA"`,
  after: 'live compact_and_defragment',
});

/** The mode etcd recommends, and root as owner. */
export const permissionPlan = ({ dataDir }: Pick<EtcdSettings, 'dataDir'>): Plan => ({
  id: 'close-data-directory',
  title: `Give ${dataDir} to root, mode 700`,
  applicability: 'safe',
  effect: 'Changes modes and owners only.',
  data: { DATA_DIR: dataDir },
  steps: `
set_mode "$DATA_DIR" 700
set_owner "$DATA_DIR" 0:0
own_tree "$DATA_DIR"`,
});
