# shellcheck shell=bash
# Issue certificates with openssl from the authorities on the host, as kubeadm does.

# Whether certificate $1 and key $2 (places) belong together.
same_key() {
  [ "$(openssl x509 -in "$1" -noout -pubkey 2>/dev/null)" = "$(openssl pkey -in "$2" -pubout 2>/dev/null)" ]
}

# Whether certificate $1 fits key $2, authority $3, usage $4 (sslserver, sslclient), name $5, for 30 more days.
cert_holds() {
  openssl x509 -in "$1" -noout -checkend 2592000 >/dev/null 2>&1 || return 1
  same_key "$1" "$2" || return 1
  openssl verify -purpose "$4" -CAfile "$3" "$1" >/dev/null 2>&1 || return 1
  [ -z "$5" ] || openssl x509 -in "$1" -noout -ext subjectAltName 2>/dev/null | grep -qwF -e "$5"
}

# Subject of certificate $1 as openssl req takes it; $2 where it cannot be read.
subject_of() {
  local text
  text=$(openssl x509 -in "$1" -noout -subject -nameopt sep_comma_plus,esc_ctrl 2>/dev/null) || text=''
  text=${text#subject=}
  if [ -n "$text" ]; then printf '/%s\n' "${text//,//}"; else printf '%s\n' "$2"; fi
}

# Alternative names of certificate $1 as openssl writes them in a configuration, with $2 added.
names_of() {
  local text extra=''
  text=$(openssl x509 -in "$1" -noout -ext subjectAltName 2>/dev/null | sed -n 2p | sed -e 's/IP Address:/IP:/g' -e 's/ //g') || text=''
  if [ -n "$2" ]; then case $2 in *[!0-9.:a-f]*) extra=DNS:$2 ;; *) extra=IP:$2 ;; esac; fi
  case ,$text, in *",$extra,"*) extra='' ;; esac
  printf '%s\n' "$text${text:+${extra:+,}}$extra"
}

# The names kubeadm gives certificate $1 (host path), from the manifests.
default_names() {
  local manifest=/etc/kubernetes/manifests/kube-apiserver.yaml ip range host
  ip=$(sed -n 's/.*--advertise-address=//p' "$(at "$manifest")" 2>/dev/null | tr -d '" ')
  range=$(sed -n 's/.*--service-cluster-ip-range=//p' "$(at "$manifest")" 2>/dev/null | tr -d '" ')
  host=$(head -n 1 "$(at /etc/hostname)" 2>/dev/null)
  case $1 in
    */etcd/server.crt | */etcd/peer.crt) printf 'DNS:localhost,DNS:%s,IP:%s,IP:127.0.0.1,IP:::1\n' "$host" "$ip" ;;
    */apiserver.crt)
      printf 'DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local,DNS:%s,IP:%s,IP:%s\n' \
        "$host" "$(printf '%s\n' "$range" | sed 's#\.[0-9]*/.*#.1#')" "$ip" ;;
  esac
}

# Issues a certificate for key $1 into place $2: subject $3, usage $4, names $5, signed by $6.crt with $6.key (places).
issue() {
  [ -f "$6.key" ] || die "$6.key is not on this host: the authority is kept elsewhere, issue the certificate there"
  {
    printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=%s\n' "$4"
    [ -z "$5" ] || printf 'subjectAltName=%s\n' "$5"
  } >"$WORK/extensions"
  openssl req -new -key "$1" -subj "$3" -out "$WORK/request" 2>"$WORK/said" || die "openssl: $(cat "$WORK/said")"
  openssl x509 -req -in "$WORK/request" -CA "$6.crt" -CAkey "$6.key" -set_serial "0x$(openssl rand -hex 8)" -days 365 \
    -sha256 -extfile "$WORK/extensions" -out "$2" 2>"$WORK/said" || die "openssl: $(cat "$WORK/said")"
}

# Issues host file $1.crt anew: authority $2 (without .crt), default subject $3, usages $4, purpose $5, extra name $6.
reissue() {
  local crt key ca names
  crt=$(at "$1.crt") key=$(at "$1.key") ca=$(at "$2.crt")
  ca=${ca%.crt}
  openssl x509 -in "$ca.crt" -noout -checkend 2592000 >/dev/null || die "$2.crt has expired itself: rotate the authority first"
  if ! openssl pkey -in "$key" -noout 2>/dev/null; then
    openssl genrsa -out "$WORK/key" 2048 2>/dev/null
    put "$1.key" 600 <"$WORK/key"
    key=$WORK/key
  fi
  if [ -f "$crt" ] && cert_holds "$crt" "$key" "$ca.crt" "$5" "$6"; then return 0; fi
  names=$(names_of "$crt" "$6")
  [ -n "$names" ] || names=$(default_names "$1.crt")
  issue "$key" "$WORK/crt" "$(subject_of "$crt" "$3")" "$4" "$names" "$ca"
  put "$1.crt" 644 <"$WORK/crt"
}

# Decodes field $1 of the kubeconfig that was copied to $2.
data_of() { sed -n "s/^ *$1: *//p" "$2" | head -n 1 | tr -d '"' | base64 -d; }

# A file that others than root can write may name any user and group: it is renewed only where this authority ($3)
# has signed the certificate in it ($2) before. $1: host path.
may_be_renewed() {
  local owner
  enter "$1"
  owner=$(stat -c %u "./$LAST")
  cd /
  [ -n "$OPENED" ] || [ "$owner" -ne 0 ] || return 0
  openssl verify -no_check_time -CAfile "$3" "$2" >/dev/null 2>&1 ||
    die "$1 can be written by others than root, and this authority did not sign the certificate in it: not renewed"
}

# Issues the certificate embedded in kubeconfig $1 anew, signed by the cluster's authority.
reissue_embedded() {
  local conf=$WORK/conf ca
  ca=$(at /etc/kubernetes/pki/ca.crt)
  ca=${ca%.crt}
  fetch "$1" "$conf"
  data_of client-certificate-data "$conf" >"$WORK/own.crt"
  data_of client-key-data "$conf" >"$WORK/own.key"
  if cert_holds "$WORK/own.crt" "$WORK/own.key" "$ca.crt" sslclient ''; then return 0; fi
  may_be_renewed "$1" "$WORK/own.crt" "$ca.crt"
  issue "$WORK/own.key" "$WORK/new.crt" "$(subject_of "$WORK/own.crt" /CN=unknown)" clientAuth '' "$ca"
  edit "$1" set_key client-certificate-data "$(base64 -w 0 <"$WORK/new.crt")"
}

# Issues the certificate in host file $1, which holds its key too, anew: default subject $2.
reissue_bundle() {
  local pem=$WORK/pem ca
  ca=$(at /etc/kubernetes/pki/ca.crt)
  ca=${ca%.crt}
  fetch "$1" "$pem"
  openssl pkey -in "$pem" -out "$WORK/own.key" 2>/dev/null || die "$1 holds no key"
  openssl x509 -in "$pem" -out "$WORK/own.crt" 2>/dev/null || : >"$WORK/own.crt"
  if cert_holds "$WORK/own.crt" "$WORK/own.key" "$ca.crt" sslclient ''; then return 0; fi
  [ ! -s "$WORK/own.crt" ] || may_be_renewed "$1" "$WORK/own.crt" "$ca.crt"
  issue "$WORK/own.key" "$WORK/new.crt" "$(subject_of "$WORK/own.crt" "$2")" clientAuth '' "$ca"
  cat "$WORK/new.crt" "$WORK/own.key" | put "$1" 600
}
