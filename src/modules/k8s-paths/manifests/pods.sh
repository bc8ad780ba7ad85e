# shellcheck shell=bash
# Restart a static pod by taking its manifest away for a while.

# Puts back what a run that was killed had taken out of the manifest directory.
mend_pods() {
  local aside place
  for aside in "$(at /etc/kubernetes)"/.diag-*.yaml; do
    place=$(at /etc/kubernetes/manifests)/${aside##*/.diag-}
    if [ ! -f "$aside" ] || [ -L "$aside" ] || [ -e "$place" ]; then continue; fi
    PENDING=$((PENDING + 1))
    say "put ${place#"$ROOT"} back, which a run that was killed had taken away"
    [ "$MODE" != apply ] || mv -nT "$aside" "$place"
  done
}

# Waits $1 seconds; a signal ends it at once.
pause() {
  sleep "$1" >/dev/null 2>&1 &
  wait $!
}

# Restarts the static pod of manifest $1: out of the directory, until its container has ended, and back.
restart_pod() {
  local name=${1##*/} aside
  BACK_TO=$(at "$1")
  [ -f "$BACK_TO" ] || die "$1 is not there"
  aside=$(at "${1%/*/*}")/.diag-$name
  [ ! -e "$aside" ] || die "$aside is there already: look at it first"
  ASIDE=$aside
  mv -nT "$BACK_TO" "$ASIDE"
  for _ in $(seq 60); do
    pause 2
    command -v crictl >/dev/null || { pause 30; break; }
    [ -n "$(timeout 10 crictl ps -q --name "${name%.yaml}" 2>/dev/null)" ] || break
  done
  mv -nT "$ASIDE" "$BACK_TO"
  [ ! -e "$ASIDE" ] || die "$1 was made anew meanwhile: what was there is $ASIDE"
  ASIDE=''
}
