# shellcheck shell=bash disable=SC2153,SC2164
# How a script gets at a file: through no link that somebody else than root could have made, and at nothing that
# somebody could put in its place meanwhile. bash has no openat(2): the working directory stands for the opened folder,
# a second name in a folder of root's own (link(2) follows nothing) for the opened file. Where cd fails, set -e ends
# the script.

GROUP=$(id -g) LAST='' SHARED='' OPENED='' HELD='' THERE=''
# Whether others than root, or who runs this, can put something else in the place of entry $2 of folder $1.
shared() {
  local uid gid mode owner
  IFS=' ' read -r uid gid mode <<<"$(stat -c '%u %g %a' "$1")"
  [ "$uid" -eq 0 ] || [ "$uid" -eq "$EUID" ] || return 0
  mode=$((8#$mode))
  [ $((mode & 2)) -ne 0 ] || { [ $((mode & 16)) -ne 0 ] && [ "$gid" -ne 0 ] && [ "$gid" -ne "$GROUP" ]; } || return 1
  # The sticky bit keeps an entry for its owner; one that is not there yet anybody can make.
  [ $((mode & 512)) -ne 0 ] || return 0
  owner=$(stat -c %u "$1/$2" 2>/dev/null) || return 0
  [ "$owner" -ne 0 ] && [ "$owner" -ne "$EUID" ]
}
# The place of host path $1 below ROOT: links, absolute ones too, stay inside; a link that others than root can
# make is refused. $2=keep: not the last link.
at() {
  local rest=$1 done='' part target hops=0
  case $1 in *[[:cntrl:]]*) die "a path with a control character: $(printf %q "$1")" ;; esac
  while [ -n "$rest" ]; do
    rest=${rest#"${rest%%[!/]*}"}
    part=${rest%%/*}
    rest=${rest#"$part"}
    case $part in
      '' | .) continue ;;
      ..) done=${done%/*}; continue ;;
    esac
    if [ -L "$ROOT$done/$part" ] && { [ -n "${rest//\//}" ] || [ "${2-}" != keep ]; }; then
      ! shared "$ROOT$done/." "$part" || die "$1: $done/$part is a link in a folder that others than root can write: look at it first"
      hops=$((hops + 1))
      [ "$hops" -le 40 ] || die "$1: too many links"
      target=$(readlink -n "$ROOT$done/$part" && printf .)
      target=${target%.}
      case $target in *[[:cntrl:]]*) die "$1: a link to a path with a control character" ;; /*) done='' ;; esac
      rest=$target$rest
    else
      done=$done/$part
    fi
  done
  printf '%s\n' "$ROOT${done:-/}"
}
# Makes the folder of host path $1 the working directory, step by step and through no link. Sets LAST, its name
# there; SHARED where others can put something else there; OPENED where they can at any step. $2=keep: as for at.
enter() {
  local rest was
  rest=$(at "$1" "${2-}")
  rest=${rest#"$ROOT"}
  cd -P "${ROOT:-/}"
  SHARED='' OPENED='' LAST=.
  while rest=${rest#/}; [ -n "$rest" ]; do
    LAST=${rest%%/*}
    if shared . "$LAST"; then SHARED=yes OPENED=yes; else SHARED=''; fi
    [ "$LAST" != "$rest" ] || return 0
    rest=${rest#*/}
    was=$(stat -c '%F %d:%i' "./$LAST")
    cd -P "./$LAST"
    [ "$was" = "directory $(stat -c %d:%i .)" ] || die "$1 was changed while it was looked at"
  done
}
# Takes hold of what is at host path $1: HELD is it, or empty where nothing is, and stays it whatever others do;
# THERE is its name. A folder that others can replace is entered: HELD is then the working directory.
take_hold() {
  local fresh was
  enter "$1" "${2-}"
  HELD='' THERE=./$LAST
  if [ -z "$SHARED" ] || [ "$MODE" != apply ]; then
    if [ -e "$THERE" ] || [ -L "$THERE" ]; then HELD=$THERE; fi
    return 0
  fi
  if [ -d "$THERE" ] && [ ! -L "$THERE" ]; then
    was=$(stat -c '%F %d:%i' "$THERE")
    cd -P "$THERE"
    [ "$was" = "directory $(stat -c %d:%i .)" ] || die "$1 was changed while it was looked at"
    HELD=.
    return 0
  fi
  sweep
  fresh=$(mktemp -d ./.diag.XXXXXXXX)
  cd -P "$fresh"
  [ "$(stat -c '%u %a' .)" = "$EUID 700" ] || die "$1: somebody interferes"
  PRIVATE=$fresh THERE=../$LAST
  if ln -P "$THERE" ./held 2>/dev/null; then HELD=./held
  elif [ -e "$THERE" ] || [ -L "$THERE" ]; then die "$1: others can change it, and it cannot be held"; fi
}
# Refuses backups where others than root can write above them.
check_backups() {
  enter /var/backups/diag/x
  [ -z "$OPENED" ] || die "others than root can write above /var/backups/diag: no place for a backup"
  cd /
}
# Removes what a run that was killed left in the working directory: folders of root's own.
sweep() {
  local one
  for one in ./.diag.????????; do
    [ "$(stat -c '%F %u %a' "$one" 2>/dev/null)" = "directory $EUID 700" ] || continue
    (cd -P "$one" && [ "$(stat -c '%u %a' .)" = "$EUID 700" ] && rm -f ./held ./.diag.????????)
    rmdir "$one" 2>/dev/null || true
  done
}
# Lets go of what take_hold took.
let_go() {
  [ -z "$TEMP" ] || rm -f "$TEMP"
  TEMP=''
  if [ -n "$PRIVATE" ]; then
    rm -f ./held
    cd ..
    rmdir "$PRIVATE" 2>/dev/null || true
    PRIVATE=''
  fi
  HELD=''
  cd /
}
# Refuses what is held where it is none of the kinds $2 (file, folder, link), or has a second name; $1 is its path.
held_is() {
  local links kind
  [ -n "$HELD" ] || return 0
  IFS=' ' read -r links kind <<<"$(stat -c '%h %F' "$HELD")"
  [ -z "$PRIVATE" ] || links=$((links - 1))
  case $kind in directory) kind='folder' links=1 ;; regular*) kind='file' ;; 'symbolic link') kind='link' ;; esac
  case " $2 " in *" $kind "*) ;; *) die "$1 is there and is no $2" ;; esac
  [ "$links" -eq 1 ] || die "$1 has a second name (hard link): what is changed here changes there; look at it first"
}
