# shellcheck shell=bash disable=SC2164
# Puts back what the newest backup of this fix holds, then removes that backup. Nothing is believed but what the list
# proves: a mode is given back only to the very file it was taken from.

newest_backup() {
  local base one newest=''
  base=$(at /var/backups/diag)
  [ -d "$base" ] || return 0
  check_backups
  for one in "$base/$ID".*; do
    if [ "$(stat -c '%F %u %a' "$one" 2>/dev/null)" = "directory $EUID 700" ] && [ -f "$one/list" ]; then newest=$one; fi
  done
  printf '%s\n' "$newest"
}
declare -A RESTORED=()
# Puts host path $3 back to what the entry "$1 $2 $3 $4" of the list says it was.
put_back() {
  if [ "$2" = absent ]; then
    enter "$3" keep
    if [ -d "./$LAST" ] && [ ! -L "./$LAST" ]; then rmdir "./$LAST"; else rm -f "./$LAST"; fi
    cd /
    return 0
  fi
  take_hold "$3" keep
  if [ "$2" = present ]; then
    [ -z "$HELD" ] || [ -L "$HELD" ] || [ ! -d "$HELD" ] || die "kept as it is: $3 is a folder by now"
    TEMP=$(mktemp -u ./.diag.XXXXXXXX)
    cp -a "$SAVED/$1" "$TEMP"
    mv -fT "$TEMP" "$THERE"
    TEMP=''
  else
    [ -n "$HELD" ] || die "kept as it is: $3 is not there by now"
    [ -n "${RESTORED["$3"]-}" ] || [ "$(stat -c %i "$HELD")" = "$4" ] || die "kept as it is: $3 is another file by now"
    held_is "$3" 'file folder link socket fifo'
    chown -h "${1#* }" "$HELD"
    [ -L "$HELD" ] || chmod "${1% *}" "$HELD"
  fi
  let_go
}
SAVED=$(newest_backup)
[ -n "$SAVED" ] || { say "$ID: nothing to roll back"; exit 0; }
HOW=() STATES=() PATHS=() INODES=() KEPT=0
while IFS= read -r -d '' how && IFS= read -r -d '' state && IFS= read -r -d '' path && IFS= read -r -d '' inode; do
  HOW+=("$how") STATES+=("$state") PATHS+=("$path") INODES+=("$inode")
done <"$SAVED/list"
for ((i = ${#HOW[@]} - 1; i >= 0; i--)); do
  say "restore ${PATHS[i]}"
  [ "$MODE" = apply ] || continue
  # One that cannot be put back must not keep the others.
  set +e
  (
    set -e
    trap let_go EXIT
    put_back "${HOW[i]}" "${STATES[i]}" "${PATHS[i]}" "${INODES[i]}"
  )
  done=$?
  set -e
  if [ "$done" -ne 0 ]; then KEPT=$((KEPT + 1)); elif [ "${STATES[i]}" = present ]; then RESTORED["${PATHS[i]}"]=yes; fi
done
if [ "$MODE" = apply ]; then
  [ "$KEPT" -eq 0 ] || die "$KEPT of ${#HOW[@]} could not be put back; what was there stays in ${SAVED#"$ROOT"}"
  read -r -a made <"$SAVED/made" || true
  rm -rf "${SAVED:?}"
  for folder in "${made[@]}"; do rmdir "$(at "$folder")" 2>/dev/null || true; done
  say "$ID: rolled back"
else
  say "$ID: dry run, nothing was changed; --apply does it"
fi
