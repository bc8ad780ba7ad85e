
keys_and_certificates='*.[ckp][rue][tymb]'

# Where configurations lie on nodes of kubeadm, RKE2, k3s, k0s and MicroK8s.
configurations() {
  for folder_ in /etc/systemd/system /run/systemd/system /usr/local/lib/systemd/system /usr/lib/systemd/system /lib/systemd/system; do
    show "$folder_/kubelet.service"
    each "$folder_/kubelet.service.d" '*.conf'
  done
  for file_ in /etc/default/kubelet /etc/sysconfig/kubelet /var/lib/kubelet/kubeadm-flags.env /var/lib/kubelet/config.yaml \
    /etc/hosts /etc/resolv.conf /run/systemd/resolve/resolv.conf /etc/fstab /etc/environment /etc/crictl.yaml /run/flannel/subnet.env \
    /etc/containerd/config.toml /var/lib/rancher/rke2/agent/etc/containerd/config.toml /var/lib/rancher/k3s/agent/etc/containerd/config.toml \
    /var/snap/microk8s/current/args/containerd.toml /etc/k0s/containerd.toml /etc/crio/crio.conf /etc/rancher/rke2/rke2.yaml /etc/rancher/k3s/k3s.yaml \
    /var/lib/rancher/rke2/agent/kubelet.kubeconfig /var/lib/rancher/k3s/agent/kubelet.kubeconfig; do show "$file_"; done
  for folder_ in /etc/kubernetes/manifests /var/lib/rancher/rke2/agent/pod-manifests /var/lib/rancher/k3s/agent/pod-manifests \
    /etc/cni/net.d /var/lib/rancher/k3s/agent/etc/cni/net.d /var/snap/microk8s/current/args/cni-network; do each "$folder_" '*'; done
  for program in etcd kube-apiserver kube-controller-manager kube-scheduler kubelet; do show "/var/snap/microk8s/current/args/$program"; done
  each /var/snap/microk8s/current/credentials '*.config'
  each /etc/kubernetes '*.conf'
  each /var/lib/k0s/pki '*.conf'
  each /etc/crio/crio.conf.d '*'
  for folder_ in /etc/kubernetes/pki /etc/kubernetes/pki/etcd /var/lib/kubelet/pki /var/snap/microk8s/current/certs /var/lib/k0s/pki /var/lib/k0s/pki/etcd \
    /var/lib/rancher/rke2/server/tls /var/lib/rancher/rke2/server/tls/etcd /var/lib/rancher/rke2/agent \
    /var/lib/rancher/k3s/server/tls /var/lib/rancher/k3s/server/tls/etcd /var/lib/rancher/k3s/agent; do each "$folder_" "$keys_and_certificates" pem; done
  for home in /root $(sed -n 's/^[^:]*:[^:]*:[0-9]*:[0-9]*:[^:]*:\(\/[^:]*\):.*/\1/p' "$root/etc/passwd" 2>/dev/null | head -n 100); do
    look "$home" || continue
    list "$home/.kube"
    show "$home/.kube/config"
  done
}

# Paths that the sections on standard input name, one a line.
named() {
  awk '
    /^=== / { text = /^=== (text|argv)/; next }
    /-----BEGIN/ { pem = 1 }
    text && !pem && !/-data["\047]?:/ { print }
    /-----END/ { pem = 0 }' |
    grep -o '/[A-Za-z0-9_.@/+-]*' | sed -e 's,^///,/,' -e 's,\(.\)/*$,\1,' -e '/^\/\//d' -e '/^\/\(proc\|sys\|dev\)\//d' | sort -u | head -n 1500
}

# Folders of static pods that configurations on standard input name.
pod_folders() {
  sed -n -e 's/^[[:space:]]*["'\'']\{0,1\}staticPodPath["'\'']\{0,1\}:[[:space:]]*["'\'']\{0,1\}\(\/[^"'\'',[:space:]]*\).*/\1/p' \
    -e 's/.*--pod-manifest-path[=[:space:]]*\(\/[^"[:space:]]*\).*/\1/p' | sort -u | head -n 5
}

# Looks at the paths on standard input.
follow() {
  while IFS= read -r path_; do
    if ! look "$path_"; then
      # Names beside a missing file.
      case $path_ in /*/*/*) list "${path_%/*}" ;; esac
      continue
    fi
    place=$real
    if [ -f "$root$place" ]; then
      case $path_ in
        *.crt | *.pem | *.key | *.pub | *.conf* | *config* | *.yaml | *.yml | *.toml | *.json | *.env | /etc/default/*) show "$path_" ;;
        */bin/* | */sbin/*) machine "$path_" ;;
      esac
    elif [ -d "$root$place" ]; then
      case $place in /?*/?*) ;; *) continue ;; esac
      list "$place"
      for inner in member member/snap member/wal; do list "$path_/$inner"; done
      disk "$path_"
      case $place in /usr/* | */ssl/* | *ca-cert* | /var/lib/kubelet | /var/log* | /etc/pki* | /etc/systemd*) continue ;; esac
      each "$place" "$keys_and_certificates" pem
      each "$place" '*.conf*'
      case $place in *cni* | *net.d*) each "$place" '*.json' && machines "$place" ;; esac
    fi
  done
}

# Files that kubeconfigs name relative to their own folder, and programs they start.
kubeconfig_files() {
  for file_ in "$root"/etc/kubernetes/*.conf "$root"/root/.kube/config "$root"/home/*/.kube/config; do
    if [ ! -f "$file_" ] || [ ! -r "$file_" ]; then continue; fi
    sed -n 's/^[[:space:]-]*\(certificate-authority\|client-certificate\|client-key\|tokenFile\):[[:space:]]*["'\'']\{0,1\}\([^/"'\''[:space:]][^"'\''[:space:]]*\).*/\2/p' "$file_" |
      while IFS= read -r name_; do folder_=${file_#"$root"} && show "${folder_%/*}/$name_" pem; done
    sed -n 's/^[[:space:]-]*command:[[:space:]]*["'\'']\{0,1\}\([A-Za-z0-9._-]*\)["'\'']\{0,1\}[[:space:]]*$/\1/p' "$file_" |
      while IFS= read -r name_; do for bin in /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin /sbin /bin /snap/bin; do look "$bin/$name_"; done; done
  done
}

# First what is at its usual place, then what that names, and what those files name in turn.
node_files() {
  texts=$(processes && configurations)
  printf '%s\n' "$texts"
  known=''
  for _ in first second third; do
    names=$(printf '%s\n' "$texts" | named | { printf '%s\n%s\n' "$known" "$known" && cat; } | sort | uniq -u)
    more=$(printf '%s\n' "$names" | follow
      printf '%s\n' "$texts" | pod_folders | while IFS= read -r folder_; do each "$folder_" '*'; done)
    [ -n "$more" ] || break
    printf '%s\n' "$more"
    known="$known
$names"
    texts="$texts
$more"
  done
  kubeconfig_files
}

# What tells a distribution, where programs and data may lie, and the name of the host.
landmarks() {
  for path_ in /etc/kubernetes /etc/kubernetes/bootstrap-kubelet.conf /etc/rancher/rke2 /var/lib/rancher/rke2 /etc/rancher/k3s /var/lib/rancher/k3s /etc/k0s /var/lib/k0s /run/k0s/containerd.sock \
    /var/snap/microk8s/current /etc/systemd/system/multi-user.target.wants/kubelet.service /var/lib/calico/nodename \
    /usr/bin/crictl /usr/local/bin/crictl /var/lib/etcd /var/lib/etcd/member /var/lib/kubelet /var/lib/containerd /var/log \
    /proc/sys/net /etc/shadow /run/crio/crio.sock /run/cri-dockerd.sock /run/k3s/containerd/containerd.sock \
    /run/containerd/containerd.sock /var/snap/microk8s/common/run/containerd.sock /etc/systemd/system/etcd.service \
    /usr/lib/systemd/system/etcd.service /lib/systemd/system/etcd.service /usr/bin/containerd /usr/local/bin/containerd /usr/bin/crio \
    /system/secrets/kubernetes /etc/talos /etc/kubernetes/static-pod-resources /kind/kubeadm.conf /kind/version /var/lib/minikube \
    /etc/eks /etc/kubernetes/kubelet/kubelet-config.json /etc/kubernetes/kubelet/config.json /home/kubernetes/kube-env \
    /var/lib/kubelet/pki/gke-exec-auth-plugin /etc/kubernetes/azure.json /var/lib/rancher/k3s/server /var/lib/rancher/k3s/server/db \
    /var/lib/rancher/k3s/server/db/etcd /var/lib/rancher/k3s/agent /var/lib/rancher/rke2/server /var/lib/rancher/rke2/server/db/etcd /system/secrets/etcd /usr/local/bin/crio /etc/crio /usr/bin/cri-dockerd /usr/local/bin/cri-dockerd; do look "$path_"; done
  show /etc/hostname
  # A live host is called what its kernel says.
  [ -n "$root" ] || [ ! -r /proc/sys/kernel/hostname ] || printf '=== text /etc/hostname\n%s\n\n=== end\n' "$(cat /proc/sys/kernel/hostname)"
}

