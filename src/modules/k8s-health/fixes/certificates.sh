# shellcheck shell=bash
# Renew certificates, and make servers read them.

# Counts the certificates that expire too soon.
not_expired() {
  local path
  for path in "${CERTIFICATES[@]}"; do
    [ -f "$(at "$path")" ] || continue
    ! openssl x509 -noout -checkend "$SECONDS_LEFT" -in "$(at "$path")" >/dev/null || continue
    PENDING=$((PENDING + 1))
    say "expires too soon: $path"
  done
}

# Everything kubeadm rewrites is saved, so that the rollback restores it exactly.
renew_all() {
  local path
  for path in /etc/kubernetes/pki/*.crt /etc/kubernetes/pki/*.key /etc/kubernetes/pki/etcd/*.crt /etc/kubernetes/pki/etcd/*.key /etc/kubernetes/*.conf; do
    [ ! -f "$path" ] || save "$path"
  done
  kubeadm certs renew all
  restart_static_pods
}

# Static pods read certificates when they start; the kubelet makes a removed sandbox again.
restart_static_pods() {
  local name pod
  for name in "${PODS[@]}"; do
    for pod in $(crictl pods --name "$name" -q); do crictl rmp -f "$pod"; done
  done
}

# Whether $ADDRESS serves $CERTIFICATE.
served_is_on_disk() {
  local there here
  [ -z "$ROOT" ] || { say "not looked at with --root: the certificate that $ADDRESS serves"; return 0; }
  there=$(openssl s_client -connect "$ADDRESS" </dev/null 2>/dev/null | openssl x509 -noout -fingerprint -sha256)
  here=$(openssl x509 -noout -fingerprint -sha256 -in "$CERTIFICATE")
  [ "$there" != "$here" ] || return 0
  PENDING=$((PENDING + 1))
  say "$ADDRESS does not serve $CERTIFICATE"
}
