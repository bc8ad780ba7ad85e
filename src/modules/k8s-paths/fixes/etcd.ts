import type { BashFix } from '../../../core/bash/bash-fix.ts';
import type { EtcdSettings } from './etcd-settings.ts';

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

/**
 * Functions that find the tools: on the host, or in the etcd image's unpacked file system. `etcdctl snapshot
 * restore` and `status` are deprecated in 3.5 and gone in 3.6 (etcd CHANGELOG-3.6), where `etcdutl` does both;
 * 3.4 has no etcdutl.
 */
const tools: Readonly<Record<string, string>> = {
  find_tool: `# Path of program $1: installed, or unpacked by containerd for the etcd container.
find_tool() {
  command -v "$1" || find /run/containerd/io.containerd.runtime.v2.task -maxdepth 6 -type f -name "$1" -perm -u+x 2>/dev/null | head -n 1 || true
}`,
  ctl: `# etcdctl with this cluster's endpoint and certificates.
ctl() {
  local tool
  tool=$(find_tool etcdctl)
  [ -n "$tool" ] || die "no etcdctl here: install etcd-client, or run it in the etcd container with crictl exec"
  ETCDCTL_API=3 "$tool" --endpoints="$ENDPOINT" --cacert="$CA" --cert="$CERT" --key="$KEY" "$@"
}`,
  snapshot_tool: `# The program that reads snapshot files: etcdutl (3.5 and newer), else etcdctl (3.4).
snapshot_tool() {
  local tool
  tool=$(find_tool etcdutl)
  [ -n "$tool" ] || tool=$(find_tool etcdctl)
  [ -n "$tool" ] || die "neither etcdutl nor etcdctl is here"
  printf '%s\\n' "$tool"
}`,
};

const save = `
fresh=$(find "$(at "$FOLDER")" -maxdepth 1 -type f -name '*.db' -mmin -1440 2>/dev/null | head -n 1 || true)
[ -z "$fresh" ] || { say "there is a snapshot of the last day: \${fresh#"$ROOT"}"; return 0; }
PENDING=$((PENDING + 1))
target=$FOLDER/etcd-$(date -u +%Y%m%dT%H%M%SZ).db
say "save a snapshot to $target"
[ "$MODE" = apply ] || return 0
mkdir -p "$(at "$FOLDER")"
take_snapshot "$(at "$target")"`;

const takeSnapshot = `# Saves a snapshot to place $1: from the running member, or with --root, where nothing runs, a copy of its database.
take_snapshot() {
  local database
  if [ -n "$ROOT" ]; then
    database=$(at "$DATA_DIR/member/snap/db")
    [ -f "$database" ] || die "$DATA_DIR/member/snap/db is not there"
    cp "$database" "$1.part"
    say "copied from a member that does not run: restore it with --skip-hash-check"
  else
    ctl snapshot save "$1.part"
    ETCDCTL_API=3 "$(snapshot_tool)" snapshot status "$1.part" --write-out=table
  fi
  chmod 600 "$1.part"
  mv "$1.part" "$1"
}`;

/** Saves a snapshot with this cluster's own endpoint and certificates. */
export const backupPlan = (etcd: EtcdSettings, folder = backupFolder): Plan => ({
  id: 'save-snapshot',
  title: `Save a snapshot of etcd to ${folder}`,
  applicability: 'safe',
  effect: 'Reads only; etcd goes on serving. Needs as much space as the database. Copy the file to another machine.',
  data: data(etcd, folder),
  steps: save,
  functions: { ...tools, take_snapshot: takeSnapshot },
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

const restoreFunctions: Readonly<Record<string, string>> = {
  ...tools,
  say_order: `# The steps around the restore, which only a person may take.
say_order() {
  cat <<STEPS
order of steps (this script does step 3 only, into a new directory):
  1  on every control-plane node: mkdir -p /root/manifests; mv /etc/kubernetes/manifests/kube-apiserver.yaml /root/manifests/
     wait until crictl ps no longer shows kube-apiserver anywhere
  2  on every etcd member: mv $MANIFEST /root/manifests/; wait until crictl ps no longer shows etcd
  3  on every etcd member, from the same snapshot file: this script with --apply
  4  on every etcd member: in /root/manifests/\${MANIFEST##*/} change the hostPath of the data volume from $DATA_DIR to $2
     (--data-dir and mountPath stay), then mv it back; keep $DATA_DIR
  5  curl -s http://127.0.0.1:2381/health on every member until it says true
  6  mv /root/manifests/kube-apiserver.yaml back, node by node; kubectl get --raw /readyz
  7  restart scheduler, controller manager and every kubelet: they hold what was before the restore
STEPS
}`,
  restore_into: `# Restores snapshot $1 into new folder $2 with the member's own name and addresses.
restore_into() {
  local tool known words=()
  tool=$(snapshot_tool)
  known=$(ETCDCTL_API=3 "$tool" snapshot restore --help 2>&1 || true)
  # 3.6: watchers must notice that time went back (kubernetes: informers), so revisions jump ahead.
  case $known in *--bump-revision*) words+=(--bump-revision 1000000000 --mark-compacted) ;; esac
  ETCDCTL_API=3 "$tool" snapshot restore "$1" --data-dir "$2" --name "$NAME" --initial-cluster "$CLUSTER" \\
    --initial-advertise-peer-urls "$PEERS" "\${words[@]}"
  chmod 700 "$2"
}`,
};

/** Restores the newest snapshot, or SNAPSHOT, into a new directory beside the data, and says the order of steps. */
export const restorePlan = (etcd: EtcdSettings, folder = backupFolder): Plan => ({
  id: 'restore-snapshot',
  title: 'Restore the newest snapshot into a new directory, and say the order of steps',
  applicability: 'destructive',
  effect:
    'Writes a new directory only; the running data stays. Using it throws away what was written since the snapshot.',
  data: data(etcd, folder),
  steps: restoreSteps,
  functions: restoreFunctions,
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
  functions: {
    ...tools,
    take_snapshot: takeSnapshot,
    add_flag: `# Sets flag $1 of a manifest's command to $2; adds it behind --data-dir where it is missing.
add_flag() {
  NAME=$1 VALUE=$2 awk '
    { lines[NR] = $0; if (index($0, ENVIRON["NAME"] "=")) there = 1 }
    END {
      for (i = 1; i <= NR; i++) {
        if (there && (at = index(lines[i], ENVIRON["NAME"] "=")) > 0)
          print substr(lines[i], 1, at - 1) ENVIRON["NAME"] "=" ENVIRON["VALUE"]
        else print lines[i]
        if (!there && (at = index(lines[i], "--data-dir=")) > 0)
          print substr(lines[i], 1, at - 1) ENVIRON["NAME"] "=" ENVIRON["VALUE"]
      }
    }'
}`,
    compact_and_defragment: `# Waits for etcd to be back, then frees what old revisions hold.
compact_and_defragment() {
  local revision
  for _ in $(seq 60); do
    sleep 2
    if ctl endpoint health >/dev/null 2>&1; then break; fi
  done
  revision=$(ctl endpoint status --write-out=json | grep -oE '"revision":[0-9]+' | head -n 1 | cut -d: -f2)
  ctl compact "$revision" || true
  ctl defrag --command-timeout=60s
  ctl alarm disarm
}`,
  },
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
