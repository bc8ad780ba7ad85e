# Places that are only looked at.
places() {
  list /
  # Homes; of this file no passwords and no real names.
  if look /etc/passwd && [ -r "$root$real" ]; then
    printf '=== text %s\n' "$real"
    head -c "$text_bytes" "$root$real" | sed -n 's/^\([^:]*\):[^:]*:\([^:]*:[^:]*\):[^:]*:/\1:x:\2::/p'
    printf '\n=== end\n'
  fi
  # Whether root is asking.
  [ ! -r "$root/etc/shadow" ] || printf '=== head /etc/shadow\n\n'
  for path_ in /etc/systemd/system/multi-user.target.wants /etc/kubernetes /var/lib/etcd/member /var/lib/etcd/member/wal /var/lib/etcd/member/snap \
    /var/lib/rancher/rke2/server/db/etcd/member/wal /var/lib/rancher/k3s/server/db/etcd/member/wal \
    /var/backups /var/backups/etcd /var/lib/etcd-backup /backup /opt/backup /opt/etcd-backup /var/lib/etcd-snapshots /srv/backup /root \
    /var/lib/rancher/rke2/server/db/snapshots /var/lib/rancher/k3s/server/db/snapshots /var/lib/cni/networks; do list "$path_"; done
  for network in "$root"/var/lib/cni/networks/*/; do [ ! -d "$network" ] || list "${network#"$root"}"; done
  for bin in /opt/cni/bin /usr/lib/cni /usr/libexec/cni /var/lib/rancher/rke2/data/current/bin /var/lib/rancher/k3s/data/current/bin \
    /var/lib/rancher/k3s/data/cni /var/snap/microk8s/current/opt/cni/bin /snap/microk8s/current/opt/cni/bin; do machines "$bin"; done
  for program in /usr/bin/kubelet /usr/local/bin/kubelet /opt/bin/kubelet; do machine "$program"; done
  for place_ in /var/log /var/log/journal /var/lib/systemd/coredump /var/crash /var/lib/etcd/member/snap /var/backups; do tree "$place_"; done
  for place_ in /var/lib/kubelet /var/lib/containerd /var/log /var/lib/etcd /; do disk "$place_"; done
}
