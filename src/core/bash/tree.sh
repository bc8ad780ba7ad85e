# shellcheck shell=bash disable=SC2164
# Operations on a whole folder that others may be able to write into. Where cd fails, set -e ends the script.

# Gives all below host folder $1 to root. Folders are closed first, from the top: then nobody can put something
# else in place of what is changed. A name with a control character, or a file with a second name, is refused.
own_tree() {
  local place one
  place=$(at "$1")
  [ -d "$place" ] || die "$1 is no folder"
  check_tree "$place"
  while IFS= read -r -d '' one; do
    PENDING=$((PENDING + 1))
    say "chown 0:0 ${one#"$ROOT"} (is $(stat -c %u:%g "$one"))"
  done < <(find "$place" -xdev -mindepth 1 ! -user 0 -print0)
  [ "$MODE" = apply ] && [ "$PENDING" -gt 0 ] || return 0
  open_backup
  take_hold "${place#"$ROOT"}" keep
  held_is "$1" folder
  cd -P "$HELD"
  HELD=.
  ! shared . . || die "$1: others than root can still write into it"
  close_folders "${place#"$ROOT"}"
  check_tree .
  while IFS= read -r -d '' one; do give_to_root "${place#"$ROOT"}" "$one"; done < <(find . -xdev -mindepth 1 ! -user 0 -print0)
  let_go
}
# Refuses folder $1 where a name in it could be taken for something else, or a file in it is another one as well.
check_tree() {
  local one
  one=$(find "$1" -xdev -name '*[[:cntrl:]]*' -print -quit)
  [ -z "$one" ] || die "a name with a control character: $(printf %q "$one"); look at it first"
  one=$(find "$1" -xdev -type f -links +1 -print -quit)
  [ -z "$one" ] || die "$one has a second name (hard link): what is changed here changes there; look at it first"
}
# Closes the folders below the working directory, host path $1, to others: a folder is closed before what is in it.
close_folders() {
  local one left=0
  while IFS= read -r -d '' one; do
    left=1
    if [ ! -d "$one" ] || [ -L "$one" ]; then continue; fi
    give_to_root "$1" "$one"
    chmod go-w "$one"
  done < <(find . -xdev -mindepth 1 -type d \( ! -user 0 -o -perm /022 \) -print0)
  [ "$left" -eq 0 ] || { [ "${2-0}" -lt 5 ] || die "$1: folders in it stay open to others"; close_folders "$1" $((${2-0} + 1)); }
}
# Gives entry $2 (./a/b) of the working directory, host path $1, to root.
give_to_root() {
  HELD=$2
  keep_attributes "$1${2#.}"
  chown -h 0:0 "$2"
}
