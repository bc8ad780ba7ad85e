
# What `diag k8s-health -` reads: the files and processes of this node, and answers of its health endpoints.
deadline=${DIAG_DEADLINE:-5}
pki=/etc/kubernetes/pki

asked=' '
# get URL [CA [CERTIFICATE KEY NAME [SERVERNAME]]]: verified by CA; unverified only where no credential is sent.
get() {
  target=$1 ca=$2 certificate=$3 key=$4 as=$5 servername=$6
  head=$target
  [ -z "$as" ] || head="$head as $as"
  [ -n "$ca" ] && [ -r "$ca" ] || ca=
  [ -z "$certificate" ] || { [ -n "$ca" ] && [ -r "$certificate" ] && [ -r "$key" ]; } || return 0
  [ -z "$ca" ] || head="$head with $ca"
  # Manifest and process often say the same.
  case $asked in *" $head "*) return 0 ;; esac
  asked="$asked$head "
  set -- -sS -i --noproxy '*' --max-time "$deadline" --max-filesize 1000000 -w '\n=== took %{time_total}\n'
  if [ -n "$certificate" ]; then
    set -- "$@" --cacert "$ca" --cert "$certificate" --key "$key"
  elif [ -n "$ca" ]; then
    set -- "$@" --cacert "$ca"
  else
    set -- "$@" -k
  fi
  url=$target
  if [ -n "$servername" ]; then
    address=$(printf '%s' "$target" | sed 's,^https://\([^/]*\)/.*,\1,')
    set -- "$@" --connect-to "$servername:${address##*:}:$address"
    url=$(printf '%s' "$target" | sed "s,^https://[^/]*:,https://$servername:,")
    head="$head name $servername"
  fi
  printf '=== GET %s\n' "$head"
  curl "$@" "$url" 2>&1
  printf '\n'
}

chain() {
  command -v openssl >/dev/null 2>&1 || return 0
  case $asked in *" chain $1 "*) return 0 ;; esac
  asked="${asked}chain $1 "
  printf '=== certificate https://%s\n' "$1"
  timeout "$deadline" openssl s_client -connect "$1" -showcerts </dev/null 2>/dev/null |
    sed -n '/-----BEGIN CERTIFICATE-----/,/-----END CERTIFICATE-----/p'
}

# ask ADDRESS PATH: an apiserver, with rights. kubeadm's certificate carries no loopback address; it is `kubernetes` there.
ask() {
  case $1 in 127.* | '[::1]'*) set -- "$1" "$2" kubernetes ;; esac
  get "https://$1$2" "$pki/ca.crt" "$client.crt" "$client.key" apiserver-kubelet-client "${3:-}"
}

# reasons ADDRESS: what an apiserver says to who has rights. Its list withholds why a check fails; the check's own
# path does not.
reasons() {
  case $asked in *" reasons $1 "*) return 0 ;; esac
  asked="${asked}reasons $1 "
  readyz=$(ask "$1" '/readyz?verbose')
  printf '%s\n' "$readyz"
  for check in $(printf '%s' "$readyz" | sed -n 's,^\[-\]\([A-Za-z0-9/._-]*\) failed.*,\1,p' | head -n 8); do
    ask "$1" "/readyz/$check"
  done
}

# dns ADDRESS: the pods of CoreDNS, by the apiserver there, and their health, asked straight.
dns() {
  [ -z "$pods" ] || return 0
  pods=$(ask "$1" '/api/v1/namespaces/kube-system/pods?labelSelector=k8s-app%3Dkube-dns&limit=100')
  printf '%s\n' "$pods"
  for ip in $(printf '%s' "$pods" | grep -o '"podIP": *"[0-9.]*"' | sed 's/.*"\([0-9.]*\)"/\1/' | sort -u | head -n 20); do
    get "http://$ip:8080/health"
    get "http://$ip:8181/ready"
  done
}

# Running programs, as /proc/PID/comm:NAME.
programs=''
[ -n "$root" ] || programs=$(grep -s . /proc/[0-9]*/comm)

# Where the flags of a program stand: its manifest, and every process of it.
sources() {
  [ ! -f "/etc/kubernetes/manifests/$1.yaml" ] || printf '%s\n' "/etc/kubernetes/manifests/$1.yaml"
  printf '%s\n' "$programs" | sed -n "s,^\(/proc/[0-9]*\)/comm:$(printf '%.15s' "$1")\$,\1,p"
}

# flag SOURCE NAME DEFAULT
flag() {
  case $1 in
    /proc/*) value=$(tr '\0' '\n' 2>/dev/null <"$1/cmdline" | sed -n "s/^--$2=//p" | head -n 1) ;;
    *) value=$(sed -n "s/^[[:space:]]*- --$2=//p" "$1" | head -n 1) ;;
  esac
  printf '%s' "${value:-$3}"
}

local_address() { case $1 in '' | 0.0.0.0 | :: | '[::]') printf 127.0.0.1 ;; *:*) printf '[%s]' "$1" ;; *) printf '%s' "$1" ;; esac; }

# listener ADDRESS[:PORT] DEFAULT_PORT
listener() {
  case $1 in
    *]:[0-9]* | [!:]*:[0-9]* | :[0-9]*) local_address "$(printf '%s' "${1%:*}" | tr -d '[]')" && printf ':%s' "${1##*:}" ;;
    *) local_address "$1" && printf ':%s' "$2" ;;
  esac
}

collect() {
  begin k8s-health
  printf '=== env\n'
  env | sed -n '/^KUBERNETES_SERVICE_\(HOST\|PORT\)=/p'
  node_files
  landmarks
  kernel /proc/uptime
  if [ -n "$root" ]; then printf '=== done\n' && return 0; fi

  # The kubelet's settings: a flag, else its configuration.
  kubelet_source=$(sources kubelet | head -n 1)
  configuration=$(flag "${kubelet_source:-/dev/null}" config /var/lib/kubelet/config.yaml)
  setting() { sed -n "s/^$1:[[:space:]]*\"\{0,1\}\([^\"[:space:]]*\).*/\1/p" "$configuration" 2>/dev/null | head -n 1; }
  [ "$configuration" = /var/lib/kubelet/config.yaml ] || show "$configuration"

  runtime=$(flag "${kubelet_source:-/dev/null}" container-runtime-endpoint "$(setting containerRuntimeEndpoint)")
  runtime=${runtime#unix://}
  for socket in "$runtime" /run/containerd/containerd.sock /var/run/crio/crio.sock /run/k3s/containerd/containerd.sock; do
    [ -S "$socket" ] || [ "$socket" = "$runtime" ] || continue
    [ -n "$socket" ] || continue
    state=absent
    [ ! -S "$socket" ] || state=$(socket_state "$(readlink -f "$socket")")
    [ -z "$state" ] || printf '=== socket %s %s\n' "$socket" "$state"
    break
  done
  ! command -v curl >/dev/null 2>&1 || answers
  printf '=== done\n'
}

# What the endpoints of this node say.
answers() {
  client="$pki/apiserver-kubelet-client"
  pods=
  for source in $(sources kube-apiserver); do
    address="$(local_address "$(flag "$source" bind-address '')"):$(flag "$source" secure-port 6443)"
    get "https://$address/livez?verbose"
    get "https://$address/readyz?verbose"
    reasons "$address"
    ask "$address" '/apis/coordination.k8s.io/v1/namespaces/kube-system/leases?limit=200'
    dns "$address"
    chain "$address"
  done
  for source in $(sources etcd); do
    for endpoint in $(flag "$source" listen-metrics-urls '' | tr ',' ' '); do
      for path in /health /livez '/readyz?verbose'; do get "$endpoint$path"; done
    done
    for endpoint in $(flag "$source" listen-client-urls https://127.0.0.1:2379 | tr ',' ' '); do
      get "$endpoint/health"
      for path in /health /livez '/readyz?verbose'; do
        get "$endpoint$path" "$pki/etcd/ca.crt" "$pki/etcd/healthcheck-client.crt" "$pki/etcd/healthcheck-client.key" healthcheck-client
      done
      case $endpoint in https://*) chain "${endpoint#https://}" ;; esac
    done
  done
  for program in kube-scheduler:10259 kube-controller-manager:10257 cloud-controller-manager:10258; do
    for source in $(sources "${program%:*}"); do
      address="$(local_address "$(flag "$source" bind-address '')"):$(flag "$source" secure-port "${program#*:}")"
      for path in /livez /readyz '/healthz?verbose'; do get "https://$address$path"; done
      chain "$address"
    done
  done
  if [ -n "$kubelet_source" ] || [ -f /var/lib/kubelet/config.yaml ]; then
    healthz=$(setting healthzPort)
    [ "$healthz" = 0 ] || get "http://$(local_address "$(setting healthzBindAddress)"):${healthz:-10248}/healthz"
    port=$(setting port)
    address="$(local_address "$(setting address)"):${port:-10250}"
    get "https://$address/healthz"
    serving=$(flag "${kubelet_source:-/dev/null}" cert-dir /var/lib/kubelet/pki)/kubelet.crt
    [ ! -r "$serving" ] || name=$(openssl x509 -in "$serving" -noout -ext subjectAltName 2>/dev/null | sed -n 's/.*DNS:\([^,]*\).*/\1/p' | head -n 1)
    get "https://$address/healthz?verbose" "$serving" "$client.crt" "$client.key" apiserver-kubelet-client "${name:-}"
    chain "$address"
    readonly_port=$(setting readOnlyPort)
    [ "${readonly_port:-0}" = 0 ] || get "http://$(local_address "$(setting address)"):$readonly_port/healthz"
  fi
  for source in $(sources kube-proxy); do
    # With --config its flags count for nothing; kubeadm's file is where the kubelet mounted the ConfigMap.
    configuration=$(flag "$source" config '')
    if [ -n "$configuration" ]; then
      for file in /var/lib/kubelet/pods/*/volumes/kubernetes.io~configmap/kube-proxy/"${configuration##*/}"; do
        [ ! -f "$file" ] || configuration=$file
      done
      show "$configuration"
      address=$(setting healthzBindAddress)
      metrics=$(setting metricsBindAddress)
    else
      address=$(flag "$source" healthz-bind-address '')
      metrics=$(flag "$source" metrics-bind-address '')
    fi
    address=$(listener "$address" 10256)
    for path in /healthz /livez; do get "http://$address$path"; done
    [ -z "$metrics" ] || get "http://$(listener "$metrics" 10249)/healthz"
  done
  # A CoreDNS of this node, without rights: its address stands in the routing table of its process.
  for source in $(sources coredns); do
    kernel "$source/net/fib_trie"
    ip=$(awk '/[|]--/ { own = $2 } /\/32 host LOCAL/ && own !~ /^127[.]/ { print own; exit }' "$source/net/fib_trie" 2>/dev/null)
    [ -n "$ip" ] || continue
    get "http://$ip:8080/health"
    get "http://$ip:8181/ready"
  done
}

collect </dev/null | mask any
