
stat_format='%f %s %u %g %Y %d:%i'
# No configuration that diag reads is larger; of more of it the size is enough.
text_bytes=1048576
# Files of one folder that are shown.
folder_files=200
# Sections that were printed already.
texts=''

# A link that leads elsewhere: linked PATH TARGET. A target that looks like the head of a section is left out.
linked() {
  case $2 in '=== '* | *'
'*) ;; *) printf '=== link %s\n%s\n' "$1" "$2" ;; esac
}

# look PATH: what lies there, links followed inside the root. $real is the place; false where there is nothing.
look() {
  rest=$1 real='' hops=0
  while [ -n "$rest" ]; do
    name=${rest%%/*}
    case $rest in */*) rest=${rest#*/} ;; *) rest='' ;; esac
    case $name in '' | .) continue ;; ..) real=${real%/*} && continue ;; esac
    parent=$real
    real=$real/$name
    if [ -L "$root$real" ]; then
      hops=$((hops + 1))
      [ "$hops" -le 40 ] || return 1
      target=$(readlink "$root$real")
      linked "$real" "$target"
      case $target in /*) real='' ;; *) real=$parent ;; esac
      rest=$target/$rest
    elif [ ! -e "$root$real" ]; then
      if [ -d "$root$parent/" ] && [ ! -x "$root$parent/" ]; then printf '=== denied %s\n' "$real"; else printf '=== absent %s\n' "$real"; fi
      return 1
    fi
  done
  printf '=== entry %s\n' "${real:-/}"
  stat -c "$stat_format" "$root$real/" 2>/dev/null || stat -c "$stat_format" "$root$real" 2>/dev/null
}

# Whether a section was printed already: told HEAD
told() {
  case $texts in *"
=== $1
"*) return 0 ;; esac
  return 1
}

# Lists a directory, which is then $folder: what is in it with kind, mode, owner, size and time.
list() {
  look "$1" && [ -d "$root$real/" ] || return 1
  folder=$real
  told "list ${folder:-/}" && return 0
  [ -r "$root$folder/" ] || { printf '=== denied %s\n' "$folder" && return 1; }
  printf '=== list %s\n' "${folder:-/}"
  (cd "$root$folder/" && find . -mindepth 1 -maxdepth 1 ! -name '*
*' -exec stat -c "$stat_format %n" {} + 2>/dev/null | head -n 10001)
  (cd "$root$folder/" && find . -mindepth 1 -maxdepth 1 -type l ! -name '*
*' | head -n 2000 | while IFS= read -r link; do linked "$folder/${link#./}" "$(readlink "$link")"; done)
}

# show PATH [pem]: a file with what it says.
show() {
  look "$1" && [ -f "$root$real" ] || return 0
  [ -r "$root$real" ] || { printf '=== denied %s\n' "$real" && return 0; }
  told "text $real" && return 0
  file=$root$real
  [ "$(stat -c %s "$file")" -le "$text_bytes" ] || return 0
  printf '=== text %s\n' "$real"
  case ${2:-}:$1:$real in
    pem:* | *.key | *.pem | *.crt | *.pub | *.key:* | *.pem:* | *.crt:* | *.pub:*) pem "$file" ;;
    *)
      # Keys of the secrets in etcd.
      if grep -q -i 'kind["'\'']\{0,1\}[[:space:]]*:.*EncryptionConfig' "$file"; then :
      elif grep -q 'client-key-data' "$file"; then head -c "$text_bytes" "$file" | kubeconfig | clean kept
      else head -c "$text_bytes" "$file" | clean all
      fi ;;
  esac | content
  printf '\n=== end\n'
}

# Files of a directory whose names match: each DIRECTORY PATTERN [pem]
each() {
  list "$1" || return 0
  shown=0
  for found in "$root$folder"/$2; do
    # Links are looked at inside the root.
    [ -f "$found" ] || [ -L "$found" ] || continue
    shown=$((shown + 1))
    [ "$shown" -le "$folder_files" ] || return 0
    show "$folder/${found##*/}" "${3:-}"
  done
}

# The end of a log: log_end PATH BYTES
log_end() {
  look "$1" && [ -f "$root$real" ] && [ -r "$root$real" ] || return 0
  printf '=== tail %s\n' "$real"
  tail -c "$2" "$root$real" | redact | content
  printf '\n=== end\n'
}

# A folder with what is in it and two levels below, for sizes.
tree() {
  look "$1" && [ -d "$root$real/" ] || return 0
  find "$root$real" -maxdepth 2 -type d ! -path '*
*' 2>/dev/null | head -n 300 | while IFS= read -r inner; do list "${inner#"$root"}"; done
}

# A file of the kernel, as it is; some open only to tell that they may not be read.
kernel() {
  if [ -r "$root$1" ] && [ -f "$root$1" ] && head -c 1 "$root$1" >/dev/null 2>&1; then
    printf '=== text %s\n' "$1" && head -c "$text_bytes" "$root$1" 2>/dev/null | content && printf '\n=== end\n'
  else
    missing "$1"
  fi
}

# Whether a file is closed to this user, or not there.
missing() {
  if [ -e "$root$1" ] || { [ -d "$root${1%/*}/" ] && [ ! -x "$root${1%/*}/" ]; }; then printf '=== denied %s\n' "$1"; else printf '=== absent %s\n' "$1"; fi
}

# The beginning of a program, which tells its machine.
machine() { look "$1" && [ -f "$root$real" ] && printf '=== head %s\n%s\n' "$real" "$(od -An -tx1 -N20 "$root$real" 2>/dev/null | tr -d ' \n')"; }

# The programs of a folder.
machines() {
  list "$1" || return 0
  find "$root$folder/" -mindepth 1 -maxdepth 1 ! -type d ! -name '*.*' ! -name '*
*' | head -n "$folder_files" | while IFS= read -r program; do machine "$folder/${program##*/}"; done
}

# Space and inodes of the file system a path is on.
disk() { [ -e "$root$1" ] && printf '=== disk %s\n' "$1" && stat -f -c '%S %b %a %c %d' "$root$1"; }
