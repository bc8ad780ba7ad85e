# Functions for mutations; sourced with the host's root as working directory. NOW is the tests' clock.
# shellcheck shell=bash

# ago 2 days, ahead 1 hour: a time as openssl takes it; iso 2 days ago: as touch takes it.
ago() { date -u -d "$NOW $* ago" +%Y%m%d%H%M%SZ; }
ahead() { date -u -d "$NOW $*" +%Y%m%d%H%M%SZ; }
iso() { date -u -d "$NOW $*" +%FT%TZ; }

# The log that the newest container of a static pod writes.
newest_log() { find var/log/pods/kube-system_"$1"-* -name '*.log' | sort -V | tail -n 1; }
# Adds a line to it, as the runtime writes it.
crilog() {
  local log
  log=$(newest_log "$1")
  [ -n "$log" ] || log=$(find var/log/pods -type d -path "*kube-system_$1-*" -name "$1")/0.log
  printf '%s stderr F %s\n' "$(iso 1 minute ago)" "$2" >>"$log"
}
# Gives the newest log of a static pod number $2, with its link in /var/log/containers.
renumber_log() {
  local log link
  log=$(newest_log "$1")
  link=$(find var/log/containers -name "$1-*")
  mv "$log" "${log%/*}/$2.log"
  [ -z "$link" ] || ln -sfn "/${log%/*}/$2.log" "$link"
}

# openssl ca with a database of its own: sign CA CSR CRT FROM UNTIL EXTENSIONS [-selfsign]
sign() {
  local shop
  shop=$(mktemp -d)
  : >"$shop/index"
  printf '[ca]\ndefault_ca=own\n[own]\ndatabase=%s/index\nnew_certs_dir=%s\nrand_serial=yes\nunique_subject=no\ndefault_md=sha256\npolicy=any\n[any]\norganizationName=optional\ncommonName=supplied\n[wanted]\n%s\n' \
    "$shop" "$shop" "$6" >"$shop/cnf"
  openssl ca -config "$shop/cnf" -batch -notext -cert "$1.crt" -keyfile "$1.key" -in "$2" -out "$shop/crt" \
    -extensions wanted -startdate "$4" -enddate "$5" "${@:7}" 2>/dev/null
  cat "$shop/crt" >"$3"
  rm -r "$shop"
}

# Issues PATH.crt anew, as it is but for: ca=PATH from= until= usage= subject= key=new
reissue() {
  local path=$1 ca='' from until usage='' key=old subject san extensions csr word own
  own=$(openssl x509 -in "$path.crt" -noout -ext basicConstraints 2>/dev/null | grep -c CA:TRUE || true)
  from=$(date -u -d "$(openssl x509 -in "$path.crt" -noout -startdate | cut -d= -f2)" +%Y%m%d%H%M%SZ)
  until=$(date -u -d "$(openssl x509 -in "$path.crt" -noout -enddate | cut -d= -f2)" +%Y%m%d%H%M%SZ)
  for word in "${@:2}"; do
    case $word in
      ca=*) ca=${word#*=} ;; from=*) from=${word#*=} ;; until=*) until=${word#*=} ;;
      usage=*) usage=${word#*=} ;; key=*) key=${word#*=} ;;
    esac
  done
  if [ -z "$ca" ]; then
    case $path in
      *etcd*) ca=etc/kubernetes/pki/etcd/ca ;; *front-proxy-*) ca=etc/kubernetes/pki/front-proxy-ca ;;
      *) ca=etc/kubernetes/pki/ca ;;
    esac
  fi
  case $from in *) [ "$from" \< "$until" ] || from=$(date -u -d "$NOW 400 days ago" +%Y%m%d%H%M%SZ) ;; esac
  [ "$key" = old ] || openssl genrsa -out "$path.key" 2048 2>/dev/null
  subject=/$(openssl x509 -in "$path.crt" -noout -subject -nameopt sep_comma_plus | sed -e 's/^subject=//' -e 's/, */\//g; s/,/\//g')
  if [ "$own" = 1 ]; then
    extensions=$'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,digitalSignature,keyEncipherment,keyCertSign'
    ca=$path
  else
    [ -n "$usage" ] || usage=$(openssl x509 -in "$path.crt" -noout -ext extendedKeyUsage | sed -n '2s/ *TLS Web \(.\)\([a-z]*\) Authentication/\1\2Auth/g; 2p' | tr SC sc | tr -d ' ')
    san=$(openssl x509 -in "$path.crt" -noout -ext subjectAltName 2>/dev/null | sed -n '2s/IP Address:/IP:/g; 2p' | tr -d ' ')
    extensions="basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature,keyEncipherment
extendedKeyUsage=$usage${san:+
subjectAltName=$san}"
  fi
  csr=$(mktemp)
  openssl req -new -key "$path.key" -subj "$subject" -out "$csr" 2>/dev/null
  sign "$ca" "$csr" "$path.crt" "$from" "$until" "$extensions"
  rm "$csr"
}

# A certificate authority PATH.crt and PATH.key of the name given.
new_ca() {
  mkdir -p "$(dirname "$1")"
  openssl req -x509 -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.crt" -subj "/CN=$2" -days 3650 2>/dev/null
  openssl req -new -key "$1.key" -subj "/CN=$2" -out "$1.csr" 2>/dev/null
  sign "$1" "$1.csr" "$1.crt" "$(ago 300 days)" "$(ahead 3000 days)" $'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign' -selfsign
  rm "$1.csr"
}

# Takes the embedded certificate of a kubeconfig out, reissues it as the words say, puts it back.
reissue_conf() {
  local shop
  shop=$(mktemp -d)
  sed -n 's/.*client-certificate-data: //p' "$1" | base64 -d >"$shop/own.crt"
  sed -n 's/.*client-key-data: //p' "$1" | base64 -d >"$shop/own.key"
  reissue "$shop/own" "${@:2}"
  sed -i "s#client-certificate-data: .*#client-certificate-data: $(base64 -w0 <"$shop/own.crt")#" "$1"
  rm -r "$shop"
}
# Embeds another CA in a kubeconfig.
replace_ca() { sed -i "s#certificate-authority-data: .*#certificate-authority-data: $(base64 -w0 <"$2")#" "$1"; }

# The kubelet's rotated pair, split, changed, joined.
kubelet_pem() { find var/lib/kubelet/pki -name 'kubelet-client-2*.pem' | sort | tail -n 1; }
expire_kubelet() {
  local pem
  pem=$(kubelet_pem)
  openssl x509 -in "$pem" -out tmp.crt
  openssl pkey -in "$pem" -out tmp.key
  reissue tmp until="$(ago 5 days)"
  cat tmp.crt tmp.key >"$pem"
  rm tmp.crt tmp.key
}
embed_kubelet_cert() {
  local pem
  pem=$(kubelet_pem)
  sed -i -e "s#client-certificate: .*#client-certificate-data: $(openssl x509 -in "$pem" | base64 -w0)#" \
    -e "s#client-key: .*#client-key-data: $(openssl pkey -in "$pem" | base64 -w0)#" etc/kubernetes/kubelet.conf
}

# A socket on which nothing listens.
dead_socket() { perl -MIO::Socket::UNIX -e 'IO::Socket::UNIX->new(Type => SOCK_STREAM, Local => $ARGV[0], Listen => 1) or die' "$1"; }

# Makes a copied tree without /proc that of a running host: kubelet, containerd, and their socket.
running() {
  local pid=1 name
  for name in init containerd kubelet; do
    mkdir -p "proc/$pid"
    printf '/usr/bin/%s\0' "$name" >"proc/$pid/cmdline"
    printf '%s\n' "$name" >"proc/$pid/comm"
    pid=$((pid + 1))
  done
  mkdir -p run/containerd
  rm -f run/containerd/containerd.sock
  perl -MIO::Socket::UNIX -e 'alarm 30; my $s = IO::Socket::UNIX->new(Type => SOCK_STREAM, Local => $ARGV[0], Listen => 5) or die; $s->accept while 1' \
    run/containerd/containerd.sock </dev/null >/dev/null 2>&1 &
  for _ in $(seq 50); do [ ! -S run/containerd/containerd.sock ] || break; sleep 0.1; done
}

# What the kernel of this machine says of itself: its boot time, addresses and listeners.
kernel() {
  local name
  mkdir -p proc/net
  cat /proc/stat >proc/stat
  for name in tcp tcp6 fib_trie if_inet6; do cat "/proc/net/$name" >"proc/net/$name" 2>/dev/null || true; done
}
# A process of this machine, as its kernel shows it.
copy_process() {
  local name
  mkdir -p "proc/$1/fd"
  for name in cmdline comm stat; do cat "/proc/$1/$name" >"proc/$1/$name"; done
  cp -P "/proc/$1"/fd/* "proc/$1/fd/" 2>/dev/null || true
}
# Starts a program that listens on a free port; its PID and port are in tmp/pid and tmp/port.
listener() {
  perl -MIO::Socket::INET -e 'alarm 60; my $s = IO::Socket::INET->new(LocalAddr => "127.0.0.1", Listen => 1) or die; open my $o, ">", "tmp/port.new"; print $o $s->sockport; close $o; rename "tmp/port.new", "tmp/port"; sleep 60' \
    </dev/null >/dev/null 2>&1 &
  echo $! >tmp/pid
  for _ in $(seq 50); do [ ! -s tmp/port ] || break; sleep 0.1; done
}
# Starts a program that holds a deleted file open; its PID is in tmp/pid.
holder() {
  perl -e 'alarm 60; my $f = "/var/tmp/held.$$.log"; open my $o, ">", $f or die; unlink $f; open my $r, ">", "tmp/ready"; close $r; sleep 60' \
    </dev/null >/dev/null 2>&1 &
  echo $! >tmp/pid
  for _ in $(seq 50); do [ ! -e tmp/ready ] || break; sleep 0.1; done
}
# Moves folder $1 to a file system of its own, mounted with options $2; the test takes it away.
small_disk() {
  local mode
  mode=$(stat -c %a "$1")
  mv "$1" "$1.moved"
  mkdir -m "$mode" "$1"
  mount -t tmpfs -o "$2,mode=$mode" none "$1"
  cp -a "$1.moved/." "$1/"
  chmod "$mode" "$1"
}
# Writes file $1 until its file system is full.
fill() { cat /dev/zero >"$1" 2>/dev/null || true; }
