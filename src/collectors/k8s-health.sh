#!/bin/sh
# Collects what `diag k8s-health -` reads: answers of the health endpoints of this node, manifests,
# kubeconfigs without their secrets, processes. Reads only, writes to standard output only.
#   ssh node 'sudo sh -s' < collect.sh | diag k8s-health -
export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"
deadline=${DIAG_DEADLINE:-5}
# Another root, for a mounted disk: files are read there, and nothing is asked.
root=${DIAG_ROOT:-}
pki=/etc/kubernetes/pki

# Content lines that look like a section head get a space in front; credentials never leave the host.
clean() {
  sed -e 's/^=== / &/' \
    -e 's/^\([[:space:]]*\(client-key-data\|token\|password\|id-token\|refresh-token\|access-token\|client-secret\):\).*/\1 [removed]/' \
    -e 's/\(--[a-z-]*\(token\|password\|secret\)[a-z-]*[= ]\)[^ ]*/\1[removed]/g' \
    -e 's/\(--[a-z-]*-file=\)\[removed\]/\1/g'
}

show() {
  [ -f "$root$1" ] && [ -r "$root$1" ] || return 0
  printf '=== file %s\n' "$1"
  head -c 262144 "$root$1" | clean
  printf '\n'
}

names() {
  [ -d "$root$1" ] || return 0
  printf '=== list %s\n' "$1"
  ls -1A "$root$1" 2>/dev/null
}

# get URL [CA [CERTIFICATE KEY NAME]]: verified by CA, unverified only where no credential is sent.
get() {
  target=$1 ca=$2 certificate=$3 key=$4 as=$5
  head=$target
  [ -z "$as" ] || head="$head as $as"
  [ -n "$ca" ] && [ -r "$ca" ] || ca=
  [ -z "$certificate" ] || { [ -n "$ca" ] && [ -r "$certificate" ] && [ -r "$key" ]; } || return 0
  [ -z "$ca" ] || head="$head with $ca"
  printf '=== GET %s\n' "$head"
  set -- -sS -i --noproxy '*' --max-time "$deadline" --max-filesize 1000000 -w '\n=== took %{time_total}\n'
  if [ -n "$certificate" ]; then
    set -- "$@" --cacert "$ca" --cert "$certificate" --key "$key"
  elif [ -n "$ca" ]; then
    set -- "$@" --cacert "$ca"
  else
    set -- "$@" -k
  fi
  curl "$@" "$target" 2>&1
  printf '\n'
}

chain() {
  command -v openssl >/dev/null 2>&1 || return 0
  printf '=== certificate https://%s\n' "$1"
  timeout "$deadline" openssl s_client -connect "$1" -showcerts </dev/null 2>/dev/null |
    sed -n '/-----BEGIN CERTIFICATE-----/,/-----END CERTIFICATE-----/p'
}

# What a flag of a program says, from its manifest or its process; the second word is the default.
flag() {
  value=$(sed -n "s/^[[:space:]]*- --$2=//p" "/etc/kubernetes/manifests/$1.yaml" 2>/dev/null | head -n 1)
  [ -n "$value" ] || value=$(tr '\0' '\n' 2>/dev/null <"/proc/$(pid "$1")/cmdline" | sed -n "s/^--$2=//p" | head -n 1)
  printf '%s' "${value:-$3}"
}

pid() { for p in /proc/[0-9]*; do [ "$(cat "$p/comm" 2>/dev/null)" = "$(printf '%.15s' "$1")" ] && printf '%s' "${p#/proc/}" && return; done; }
runs() { [ -f "/etc/kubernetes/manifests/$1.yaml" ] || [ -n "$(pid "$1")" ]; }
local_address() { case $1 in '' | 0.0.0.0 | :: | '[::]') printf 127.0.0.1 ;; *:*) printf '[%s]' "$1" ;; *) printf '%s' "$1" ;; esac; }

printf '=== diag k8s-health 1\nhost: %s\ntime: %s\n' "$(hostname 2>/dev/null || cat /etc/hostname)" "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
printf '=== env\n'
env | sed -n '/^KUBERNETES_SERVICE_\(HOST\|PORT\)=/p'
printf '=== processes\n'
# Only what belongs to Kubernetes: other command lines are nobody's business.
for p in /proc/[0-9]*; do
  command_line=$(tr '\0' ' ' 2>/dev/null <"$p/cmdline" | cut -c 1-8000)
  [ -z "$command_line" ] || printf '%s %s\n' "${p#/proc/}" "$command_line"
done 2>/dev/null | grep -E '^[0-9]+ [^ ]*(kube|etcd|containerd|crio|dockerd|k3s|rke2|coredns|calico|cilium|flannel|apiserver)' | clean
names /etc/kubernetes
names /etc/kubernetes/manifests
names "$pki"
names "$pki/etcd"
for file in "$root"/etc/kubernetes/manifests/*.yaml "$root"/etc/kubernetes/*.conf "$root/var/lib/kubelet/config.yaml" \
  "$root/var/lib/kubelet/kubeadm-flags.env" "$root$pki"/*.crt "$root$pki"/etcd/*.crt \
  "$root/var/lib/kubelet/pki/kubelet.crt" "$root/etc/hostname" "$root/etc/hosts"; do
  show "${file#"$root"}"
done
[ -z "$root" ] || exit 0

for socket in /run/containerd/containerd.sock /var/run/crio/crio.sock /run/k3s/containerd/containerd.sock; do
  [ -S "$socket" ] && runtime=$socket
done
if [ -n "${runtime:-}" ]; then
  state=ok
  [ -w "$runtime" ] || state=denied
  pgrep -f 'containerd|crio' >/dev/null 2>&1 || state=refused
  printf '=== socket %s %s\n' "$runtime" "$state"
fi
command -v curl >/dev/null 2>&1 || exit 0

if runs kube-apiserver; then
  port=$(flag kube-apiserver secure-port 6443)
  host=$(local_address "$(flag kube-apiserver bind-address '')")
  get "https://$host:$port/livez?verbose" "$pki/ca.crt"
  get "https://$host:$port/readyz?verbose" "$pki/ca.crt"
  chain "$host:$port"
fi
if runs etcd; then
  for url in $(flag etcd listen-metrics-urls http://127.0.0.1:2381 | tr ',' ' '); do
    for path in /health /livez '/readyz?verbose'; do get "$url$path"; done
  done
  for url in $(flag etcd listen-client-urls https://127.0.0.1:2379 | tr ',' ' '); do
    get "$url/health" "$pki/etcd/ca.crt"
    for path in /health /livez '/readyz?verbose'; do
      get "$url$path" "$pki/etcd/ca.crt" "$pki/etcd/healthcheck-client.crt" "$pki/etcd/healthcheck-client.key" healthcheck-client
    done
    case $url in https://*) chain "${url#https://}" ;; esac
  done
fi
for program in kube-scheduler:10259 kube-controller-manager:10257; do
  runs "${program%:*}" || continue
  address="$(local_address "$(flag "${program%:*}" bind-address '')"):$(flag "${program%:*}" secure-port "${program#*:}")"
  for path in /livez /readyz '/healthz?verbose'; do get "https://$address$path"; done
  chain "$address"
done
if runs kubelet || [ -f /var/lib/kubelet/config.yaml ]; then
  setting() { sed -n "s/^$1:[[:space:]]*\"\{0,1\}\([^\"[:space:]]*\).*/\1/p" /var/lib/kubelet/config.yaml 2>/dev/null | head -n 1; }
  healthz=$(setting healthzPort)
  port=$(setting port)
  [ "$healthz" = 0 ] || get "http://$(local_address "$(setting healthzBindAddress)"):${healthz:-10248}/healthz"
  host=$(local_address "$(setting address)")
  get "https://$host:${port:-10250}/healthz"
  chain "$host:${port:-10250}"
fi
if runs kube-proxy; then
  for path in /healthz /livez; do get "http://127.0.0.1:10256$path"; done
fi
