# argv PID: a command line without its credentials.
argv() {
  printf '=== argv %s\n' "$1"
  tr '\0' '\n' 2>/dev/null <"$root/proc/$1/cmdline" | head -c 65536 | clean all | content
  printf '\n=== end\n'
}

# Command lines of the programs of Kubernetes, of others nothing: they say where its files are.
processes() {
  printf '=== pids\n'
  for process in "$root"/proc/[0-9]*/; do
    pid=${process%/}
    [ ! -d "$process" ] || printf '%s\n' "${pid##*/}"
  done
  for process in "$root"/proc/[0-9]*/; do
    name=''
    [ ! -r "$process/comm" ] || read -r name <"$process/comm"
    case $name in
      kube* | etcd | containerd | crio | dockerd | cri-dockerd | k3s* | rke2* | k0s* | k8s-dqlite | \
        coredns | *calico* | cilium* | flannel* | *apiserver* | apiext* | *cloud-control*)
        pid=${process%/}
        argv "${pid##*/}"
        kernel "/proc/${pid##*/}/stat" ;;
    esac
  done
}

