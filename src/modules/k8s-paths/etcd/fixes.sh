# shellcheck shell=bash
# Find the tools of etcd, on the host or in the unpacked image, save, restore and make room.
# `etcdctl snapshot restore` and `status` are deprecated in 3.5 and gone in 3.6 (etcd CHANGELOG-3.6), where `etcdutl`
# does both; 3.4 has no etcdutl.

# Path of program $1: installed, or unpacked by containerd for the etcd container.
find_tool() {
  command -v "$1" || find /run/containerd/io.containerd.runtime.v2.task -maxdepth 6 -type f -name "$1" -perm -u+x 2>/dev/null | head -n 1 || true
}

# etcdctl with this cluster's endpoint and certificates.
ctl() {
  local tool
  tool=$(find_tool etcdctl)
  [ -n "$tool" ] || die "no etcdctl here: install etcd-client, or run it in the etcd container with crictl exec"
  ETCDCTL_API=3 "$tool" --endpoints="$ENDPOINT" --cacert="$CA" --cert="$CERT" --key="$KEY" "$@"
}

# The program that reads snapshot files: etcdutl (3.5 and newer), else etcdctl (3.4).
snapshot_tool() {
  local tool
  tool=$(find_tool etcdutl)
  [ -n "$tool" ] || tool=$(find_tool etcdctl)
  [ -n "$tool" ] || die "neither etcdutl nor etcdctl is here"
  printf '%s\n' "$tool"
}

# Saves a snapshot to place $1: from the running member, or with --root, where nothing runs, a copy of its database.
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
}

# The steps around the restore, which only a person may take.
say_order() {
  cat <<STEPS
order of steps (this script does step 3 only, into a new directory):
  1  on every control-plane node: mkdir -p /root/manifests; mv /etc/kubernetes/manifests/kube-apiserver.yaml /root/manifests/
     wait until crictl ps no longer shows kube-apiserver anywhere
  2  on every etcd member: mv $MANIFEST /root/manifests/; wait until crictl ps no longer shows etcd
  3  on every etcd member, from the same snapshot file: this script with --apply
  4  on every etcd member: in /root/manifests/${MANIFEST##*/} change the hostPath of the data volume from $DATA_DIR to $2
     (--data-dir and mountPath stay), then mv it back; keep $DATA_DIR
  5  curl -s http://127.0.0.1:2381/health on every member until it says true
  6  mv /root/manifests/kube-apiserver.yaml back, node by node; kubectl get --raw /readyz
  7  restart scheduler, controller manager and every kubelet: they hold what was before the restore
STEPS
}

# Restores snapshot $1 into new folder $2 with the member's own name and addresses.
restore_into() {
  local tool known words=()
  tool=$(snapshot_tool)
  known=$(ETCDCTL_API=3 "$tool" snapshot restore --help 2>&1 || true)
  # 3.6: watchers must notice that time went back (kubernetes: informers), so revisions jump ahead.
  case $known in *--bump-revision*) words+=(--bump-revision 1000000000 --mark-compacted) ;; esac
  ETCDCTL_API=3 "$tool" snapshot restore "$1" --data-dir "$2" --name "$NAME" --initial-cluster "$CLUSTER" \
    --initial-advertise-peer-urls "$PEERS" "${words[@]}"
  chmod 700 "$2"
}

# Sets flag $1 of a manifest's command to $2; adds it behind --data-dir where it is missing.
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
}

# Waits for etcd to be back, then frees what old revisions hold.
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
}
