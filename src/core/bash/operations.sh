# shellcheck shell=bash disable=SC2153
# Functions the steps of a fix are written with. Each is idempotent, says what it changes, and does it with --apply
# only, after saving what was there. PENDING counts what is, or was, still to change.

SAVED='' MADE='' COUNT=0
declare -A NOTED=()
# Makes this run's backup folder: below /var/backups, which nothing watches.
open_backup() {
  local base part
  [ -z "$SAVED" ] || return 0
  for part in /var /var/backups /var/backups/diag; do
    base=$(at "$part")
    [ -d "$base" ] || { mkdir -m 755 "$base"; MADE="$part${MADE:+ $MADE}"; }
  done
  check_backups
  base=$base/$ID.$(date -u +%Y%m%dT%H%M%SZ).$$
  mkdir -m 700 "$base"
  printf '%s\n' "$MADE" >"$base/made"
  : >"$base/list"
  SAVED=$base
}
# One entry of the list, each field ended by a NUL: how, state, host path, inode.
list_entry() { printf '%s\0' "$@" >>"$SAVED/list"; }

# Saves what is held, host path $1, once, before it changes.
keep_state() {
  [ -z "${NOTED["$1"]-}" ] || return 0
  if [ -n "$HELD" ]; then
    cp -a "$HELD" "$SAVED/$COUNT"
    list_entry "$COUNT" present "$1" ''
  else
    list_entry '' absent "$1" ''
  fi
  NOTED["$1"]=yes COUNT=$((COUNT + 1))
}

# Notes mode and owner of what is held, host path $1, before they change; its content stays where it is.
keep_attributes() { list_entry "$(stat -c '%a %u:%g' "$HELD")" attributes "$1" "$(stat -c %i "$HELD")"; }

# Saves host path $1 as it is before something else than these functions changes it.
save() {
  local place
  place=$(at "$1")
  open_backup
  take_hold "${place#"$ROOT"}" keep
  keep_state "${place#"$ROOT"}"
  let_go
}

# Makes the folders above host path $1.
make_parents() {
  local parent=${1%/*}
  [ -n "$parent" ] && [ ! -d "$(at "$parent")" ] || return 0
  make_parents "$parent"
  make_new "$parent" 755
}

# Makes host folder $1, which is not there, with mode $2.
make_new() {
  local place
  place=$(at "$1")
  open_backup
  take_hold "${place#"$ROOT"}" keep
  keep_state "${place#"$ROOT"}"
  mkdir -m "$2" "$THERE"
  let_go
}

# Makes standard input the content of host path $1; a new file gets mode $2.
put() {
  local place old=/dev/null
  cat >"$WORK/new"
  place=$(at "$1")
  if [ -f "$place" ]; then
    ! cmp -s "$WORK/new" "$place" || return 0
    old=$place
  fi
  PENDING=$((PENDING + 1))
  say "change $1"
  { diff -U0 "$old" "$WORK/new" || true; } | sed -e 1,2d -e '/^@@/d' -e 's/\(-data\|token\|password\): .*/\1: …/' -e 's/^/  /' | head -n 40
  [ "$MODE" = apply ] || return 0
  open_backup
  make_parents "$1"
  place=${place#"$ROOT"}
  take_hold "$place" keep
  held_is "$1" file
  keep_state "$place"
  TEMP=$(mktemp ./.diag.XXXXXXXX)
  if [ -n "$HELD" ]; then cp --attributes-only --preserve=all "$HELD" "$TEMP"; else chmod "${2:-600}" "$TEMP"; fi
  cat "$WORK/new" >"$TEMP"
  mv -fT "$TEMP" "$THERE"
  TEMP=''
  let_go
}

# Copies host file $1 to $2, whatever others put in its place meanwhile.
fetch() {
  take_hold "$1"
  [ -n "$HELD" ] || die "$1 is not there"
  held_is "$1" file
  cat "$HELD" >"$2"
  let_go
}

# Sends host file $1 through the command behind it.
edit() {
  [ -f "$(at "$1")" ] || die "$1 is not there: nothing was changed by this step"
  fetch "$1" "$WORK/old"
  "${@:2}" <"$WORK/old" >"$WORK/edited"
  put "$1" <"$WORK/edited"
}

# Makes host path $2 a copy of host file $1.
copy() {
  local from mode
  from=$(at "$1")
  [ -f "$from" ] || die "$1 is not there"
  mode=$(stat -c %a "$from")
  fetch "$1" "$WORK/copied"
  put "$2" "$mode" <"$WORK/copied"
}

# Moves host file or link $1 into the backup.
drop() {
  local place
  place=$(at "$1" keep)
  [ -e "$place" ] || [ -L "$place" ] || return 0
  PENDING=$((PENDING + 1))
  say "move $1 into the backup"
  [ "$MODE" = apply ] || return 0
  open_backup
  take_hold "${place#"$ROOT"}" keep
  held_is "$1" 'file link'
  keep_state "${place#"$ROOT"}"
  rm -f "$THERE"
  let_go
}

# Makes host folder $1 with mode $2.
make_folder() {
  local place
  place=$(at "$1")
  [ ! -d "$place" ] || return 0
  [ ! -e "$place" ] || die "$1 is there and is no folder"
  PENDING=$((PENDING + 1))
  say "make folder $1"
  [ "$MODE" = apply ] || return 0
  open_backup
  make_parents "$1"
  make_new "$1" "${2:-755}"
}

# Makes host path $1 a symbolic link to $2.
link() {
  local place
  place=$(at "$1" keep)
  [ "$(readlink "$place" || true)" != "$2" ] || return 0
  PENDING=$((PENDING + 1))
  say "link $1 to $2"
  [ "$MODE" = apply ] || return 0
  open_backup
  take_hold "${place#"$ROOT"}" keep
  held_is "$1" 'file link'
  keep_state "${place#"$ROOT"}"
  TEMP=$(mktemp -u ./.diag.XXXXXXXX)
  ln -s "$2" "$TEMP"
  mv -fT "$TEMP" "$THERE"
  TEMP=''
  let_go
}

# Gives host file or folder $1 mode $2.
set_mode() {
  local place
  place=$(at "$1")
  [ -e "$place" ] || die "$1 is not there"
  [ "$(stat -c %a "$place")" != "$2" ] || return 0
  PENDING=$((PENDING + 1))
  say "chmod $2 $1 (is $(stat -c %a "$place"))"
  [ "$MODE" = apply ] || return 0
  open_backup
  take_hold "${place#"$ROOT"}" keep
  held_is "$1" 'file folder'
  keep_attributes "${place#"$ROOT"}"
  chmod "$2" "$HELD"
  let_go
}

# Gives host file or folder $1 owner and group $2 (numbers, 0:0).
set_owner() {
  local place
  place=$(at "$1")
  [ -e "$place" ] || die "$1 is not there"
  [ "$(stat -c %u:%g "$place")" != "$2" ] || return 0
  PENDING=$((PENDING + 1))
  say "chown $2 $1 (is $(stat -c %u:%g "$place"))"
  [ "$MODE" = apply ] || return 0
  open_backup
  take_hold "${place#"$ROOT"}" keep
  held_is "$1" 'file folder'
  keep_attributes "${place#"$ROOT"}"
  chown -h "$2" "$HELD"
  let_go
}

# Runs a command on the running host, after a change only; with --root nothing is started or stopped.
live() {
  [ "$MODE" != check ] && [ "$PENDING" -gt 0 ] || return 0
  if [ -n "$ROOT" ]; then say "not run with --root: $*"
  elif [ "$MODE" = apply ]; then say "run: $*"; "$@"
  else say "would run: $*"; fi
}
