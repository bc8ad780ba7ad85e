/** The start of every script: options, the root it works on, the host it is for. Sets MODE, ROOT, WORK. */
export const prologue = (modes: 'apply' | 'verify' | 'rollback'): string => `# ---- frame ----
${modes === 'verify' ? 'MODE=check' : 'MODE=plan'} ROOT=
usage() { echo "usage: \${0##*/} ${modes === 'verify' ? '' : '[--apply] '}[--root DIR]" >&2; exit 2; }
die() { echo "$ID: $*" >&2; exit 1; }
say() { printf '%s\\n' "$*"; }
while [ $# -gt 0 ]; do
  case $1 in${modes === 'verify' ? '' : '\n    --apply) MODE=apply ;;'}
    --root) [ -d "\${2-}" ] || usage; ROOT=$(cd "$2" && pwd -P); shift ;;
    *) usage ;;
  esac
  shift
done
[ "$ROOT" != / ] || ROOT=
[ "$MODE" != apply ] || [ -n "$ROOT" ] || [ "$(id -u)" -eq 0 ] || die "run it as root"
# The place of host path $1 below ROOT: symbolic links, absolute ones too, stay inside. $2=keep: not the last link.
at() {
  local rest=$1 done='' part target hops=0
  while [ -n "$rest" ]; do
    rest=\${rest#"\${rest%%[!/]*}"}
    part=\${rest%%/*}
    rest=\${rest#"$part"}
    case $part in
      '' | .) continue ;;
      ..) done=\${done%/*}; continue ;;
    esac
    if [ -L "$ROOT$done/$part" ] && { [ -n "\${rest//\\//}" ] || [ "\${2-}" != keep ]; }; then
      hops=$((hops + 1))
      [ "$hops" -le 40 ] || die "$1: too many links"
      target=$(readlink "$ROOT$done/$part")
      case $target in /*) done='' ;; esac
      rest=$target$rest
    else
      done=$done/$part
    fi
  done
  printf '%s\\n' "$ROOT\${done:-/}"
}
guard_host() {
  local names file
  [ -n "$HOST" ] || return 0
  file=$(at /etc/hostname)
  names=$(if [ -f "$file" ]; then head -n 1 "$file"; fi; [ -n "$ROOT" ] || hostname)
  grep -qxF -e "$HOST" <<<"$names" || die "made for host $HOST; this is \${names:-a host without a name}"
}
guard_host`;

/**
 * Functions the steps of a fix are written with. Each is idempotent, says what it changes, and does it with
 * --apply only, after saving what was there. `PENDING` counts what is, or was, still to change.
 */
export const operations: Readonly<Record<string, string>> = {
  open_backup: `SAVED='' MADE=''
# Makes this run's backup folder: below /var/backups, which nothing watches.
open_backup() {
  local base part
  [ -z "$SAVED" ] || return 0
  for part in /var /var/backups /var/backups/diag; do
    base=$(at "$part")
    [ -d "$base" ] || { mkdir -m 755 "$base"; MADE="$part\${MADE:+ $MADE}"; }
  done
  SAVED=$base/$ID.$(date -u +%Y%m%dT%H%M%SZ).$$
  mkdir -m 700 "$SAVED"
  printf '%s\\n' "$MADE" >"$SAVED/made"
  : >"$SAVED/list"
}`,
  save: `# Saves host path $1 as it is, once, before it changes.
save() {
  local base n
  open_backup
  ! cut -f 3 "$SAVED/list" | grep -qxF -e "$1" || return 0
  n=$(wc -l <"$SAVED/list")
  base=$(at "$1" keep)
  if [ -e "$base" ] || [ -L "$base" ]; then
    cp -a "$base" "$SAVED/$n"
    printf '%s\\tpresent\\t%s\\n' "$n" "$1" >>"$SAVED/list"
  else
    printf '%s\\tabsent\\t%s\\n' "$n" "$1" >>"$SAVED/list"
  fi
}`,
  make_parents: `# Makes the folders above host path $1.
make_parents() {
  local parent=\${1%/*}
  [ -n "$parent" ] && [ ! -d "$(at "$parent")" ] || return 0
  make_parents "$parent"
  save "$parent"
  mkdir -m 755 "$(at "$parent")"
}`,
  put: `# Makes standard input the content of host path $1; a new file gets mode $2.
put() {
  local place temp
  place=$(at "$1")
  cat >"$WORK/new"
  if [ -f "$place" ] && cmp -s "$WORK/new" "$place"; then return 0; fi
  PENDING=$((PENDING + 1))
  say "change $1"
  if [ -f "$place" ]; then temp=$place; else temp=/dev/null; fi
  { diff -U0 "$temp" "$WORK/new" || true; } | sed -e 1,2d -e '/^@@/d' -e 's/\\(-data: \\|token: \\|password: \\).*/\\1…/' -e 's/^/  /' | head -n 40
  [ "$MODE" = apply ] || return 0
  make_parents "$1"
  save "\${place#"$ROOT"}"
  temp=$(mktemp "\${place%/*}/.diag.XXXXXX")
  if [ -f "$place" ]; then cp --attributes-only --preserve=all "$place" "$temp"; else chmod "\${2:-600}" "$temp"; fi
  cat "$WORK/new" >"$temp"
  mv -fT "$temp" "$place"
}`,
  edit: `# Sends host file $1 through the command behind it.
edit() {
  local place
  place=$(at "$1")
  [ -f "$place" ] || die "$1 is not there: nothing was changed by this step"
  "\${@:2}" <"$place" >"$WORK/edited"
  put "$1" <"$WORK/edited"
}`,
  copy: `# Makes host path $2 a copy of host file $1.
copy() {
  local from mode
  from=$(at "$1")
  [ -f "$from" ] || die "$1 is not there"
  mode=$(stat -c %a "$from")
  put "$2" "$mode" <"$from"
}`,
  drop: `# Moves host file or link $1 into the backup.
drop() {
  local place
  place=$(at "$1" keep)
  [ -e "$place" ] || [ -L "$place" ] || return 0
  PENDING=$((PENDING + 1))
  say "move $1 into the backup"
  [ "$MODE" = apply ] || return 0
  save "$1"
  rm -f "$place"
}`,
  make_folder: `# Makes host folder $1 with mode $2.
make_folder() {
  local place
  place=$(at "$1")
  [ ! -d "$place" ] || return 0
  [ ! -e "$place" ] || die "$1 is there and is no folder"
  PENDING=$((PENDING + 1))
  say "make folder $1"
  [ "$MODE" = apply ] || return 0
  make_parents "$1"
  save "$1"
  mkdir -m "\${2:-755}" "$place"
}`,
  link: `# Makes host path $1 a symbolic link to $2.
link() {
  local place temp
  place=$(at "$1" keep)
  [ "$(readlink "$place" || true)" != "$2" ] || return 0
  PENDING=$((PENDING + 1))
  say "link $1 to $2"
  [ "$MODE" = apply ] || return 0
  save "$1"
  temp=\${place%/*}/.diag.$$
  ln -s "$2" "$temp"
  mv -fT "$temp" "$place"
}`,
  set_mode: `# Gives host path $1 mode $2 and, as root, owner root.
set_mode() {
  local place
  place=$(at "$1")
  [ -e "$place" ] || die "$1 is not there"
  [ "$(stat -c %a "$place")" != "$2" ] || return 0
  PENDING=$((PENDING + 1))
  say "chmod $2 $1 (is $(stat -c %a "$place"))"
  [ "$MODE" = apply ] || return 0
  save_attributes "$1"
  chmod "$2" "$place"
}`,
  set_owner: `# Gives host path $1 owner and group $2 (numbers, 0:0).
set_owner() {
  local place
  place=$(at "$1")
  [ -e "$place" ] || die "$1 is not there"
  [ "$(stat -c %u:%g "$place")" != "$2" ] || return 0
  PENDING=$((PENDING + 1))
  say "chown $2 $1 (is $(stat -c %u:%g "$place"))"
  [ "$MODE" = apply ] || return 0
  save_attributes "$1"
  chown "$2" "$place"
}`,
  save_attributes: `# Notes mode and owner of host path $1 before they change; its content stays where it is.
save_attributes() {
  open_backup
  printf '%s\\t%s\\t%s\\n' "$(stat -c '%a %u:%g' "$(at "$1")")" attributes "$1" >>"$SAVED/list"
}`,
  live: `# Runs a command on the running host, after a change only; with --root nothing is started or stopped.
live() {
  [ "$MODE" != check ] && [ "$PENDING" -gt 0 ] || return 0
  if [ -n "$ROOT" ]; then say "not run with --root: $*"
  elif [ "$MODE" = apply ]; then say "run: $*"; "$@"
  else say "would run: $*"; fi
}`,
};

/** Ends an apply or a verify script. */
export const epilogue = `# ---- end ----
if [ "$MODE" = check ]; then
  [ "$PENDING" -eq 0 ] || die "not fixed: the above is still to do"
  say "$ID: fixed"
elif [ "$PENDING" -eq 0 ]; then
  say "$ID: nothing to do"
elif [ "$MODE" = plan ]; then
  say "$ID: dry run, nothing was changed; --apply does it"
else
  MODE=check PENDING=0
  steps
  [ "$PENDING" -eq 0 ] || die "applied, and it does not hold: see above"
  saved=\${SAVED-}
  say "$ID: done\${saved:+; what was there is in \${saved#"$ROOT"}}"
fi`;

/** Puts back what the newest backup of this fix holds, then removes that backup. */
export const restore = `newest_backup() {
  local base one newest=''
  base=$(at /var/backups/diag)
  for one in "$base/$ID".*; do [ ! -f "$one/list" ] || newest=$one; done
  printf '%s\\n' "$newest"
}
# Puts host path $3 back to what line "$1 $2" of the list says it was.
put_back() {
  local place temp
  place=$(at "$3" keep)
  temp=\${place%/*}/.diag.$$
  case $2 in
    present)
      [ ! -d "$place" ] || [ -L "$place" ] || { say "kept: $3 is a folder"; return 0; }
      cp -a "$SAVED/$1" "$temp"
      mv -fT "$temp" "$place" ;;
    absent) if [ -d "$place" ] && [ ! -L "$place" ]; then rmdir "$place"; else rm -f "$place"; fi ;;
    attributes) place=$(at "$3"); chown "\${1#* }" "$place"; chmod "\${1% *}" "$place" ;;
  esac
}
SAVED=$(newest_backup)
[ -n "$SAVED" ] || { say "$ID: nothing to roll back"; exit 0; }
while IFS=$'\\t' read -r how state path; do
  say "restore $path"
  [ "$MODE" != apply ] || put_back "$how" "$state" "$path"
done < <(tac "$SAVED/list")
if [ "$MODE" = apply ]; then
  read -r -a made <"$SAVED/made" || true
  rm -rf "\${SAVED:?}"
  for folder in "\${made[@]}"; do rmdir "$(at "$folder")" 2>/dev/null || true; done
  say "$ID: rolled back"
else
  say "$ID: dry run, nothing was changed; --apply does it"
fi`;
