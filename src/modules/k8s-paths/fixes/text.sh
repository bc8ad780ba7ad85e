# shellcheck shell=bash
# Change configuration text: standard input to standard output, data by awk's ENVIRON.

# Sets flag $1 of a manifest's command to value $2.
set_flag() {
  NAME=$1 VALUE=$2 awk '
    match($0, /^[ \t]*- *["\047]?--/) {
      flag = substr($0, RLENGTH - 1); sub(/["\047]?[ \t]*$/, "", flag); sub(/=.*/, "", flag)
      if (flag == ENVIRON["NAME"]) { print substr($0, 1, index($0, "-") - 1) "- " flag "=" ENVIRON["VALUE"]; next }
    } { print }'
}

# Renames flag $1 of a manifest's command to $2; without $2 the flag is removed.
rename_flag() {
  NAME=$1 TO=${2-} awk '
    match($0, /^[ \t]*- *["\047]?--/) {
      flag = substr($0, RLENGTH - 1); rest = flag; sub(/["\047]?[ \t]*$/, "", flag); sub(/=.*/, "", flag)
      if (flag == ENVIRON["NAME"]) {
        if (ENVIRON["TO"] != "") print substr($0, 1, RLENGTH - 2) ENVIRON["TO"] substr(rest, length(flag) + 1)
        next
      }
    } { print }'
}

# Sets key $1 at the top level of a YAML file to $2; adds it where it is missing.
set_top_key() {
  NAME=$1 VALUE=$2 awk '
    index($0, ENVIRON["NAME"] ":") == 1 { if (!done) print ENVIRON["NAME"] ": " ENVIRON["VALUE"]; done = 1; next }
    { print }
    END { if (!done) print ENVIRON["NAME"] ": " ENVIRON["VALUE"] }'
}

# Sets every key $1, at any depth, to $2 where it stands.
set_key() {
  NAME=$1 VALUE=$2 awk '
    match($0, /^[ \t]*(- )?/) && index(substr($0, RLENGTH + 1), ENVIRON["NAME"] ":") == 1 {
      print substr($0, 1, RLENGTH) ENVIRON["NAME"] ": " ENVIRON["VALUE"]; next
    } { print }'
}

# Replaces the text $1 by $2, literally, on every line.
replace_text() {
  OLD=$1 NEW=$2 awk '
    { out = ""; rest = $0
      while ((i = index(rest, ENVIRON["OLD"])) > 0) {
        out = out substr(rest, 1, i - 1) ENVIRON["NEW"]; rest = substr(rest, i + length(ENVIRON["OLD"]))
      }
      print out rest }'
}

# Adds line $1 at the end, where it is not there yet.
add_line() {
  LINE=$1 awk '{ print } $0 == ENVIRON["LINE"] { seen = 1 } END { if (!seen) print ENVIRON["LINE"] }'
}

# Adds line $2 to host file $1, which need not exist.
append() {
  local place
  place=$(at "$1")
  if [ -f "$place" ]; then edit "$1" add_line "$2"; else printf '%s\n' "$2" | put "$1" 644; fi
}

# Whether /proc of the host is a copy on disk, which is kept in step, and not the kernel's.
copied_proc() {
  local place
  place=$(at /proc/swaps)
  [ -f "$place" ] && [ "$(stat -f -c %T "$place")" != proc ]
}

# Takes the command-line word $1, or $1=value, out of every line.
drop_word() {
  WORD=$1 awk '
    { out = ""; rest = $0
      while (match(rest, /--[^ \t"\047]+/)) {
        word = substr(rest, RSTART, RLENGTH); flag = word; sub(/=.*/, "", flag)
        before = substr(rest, 1, RSTART - 1); rest = substr(rest, RSTART + RLENGTH)
        if (flag == ENVIRON["WORD"]) { sub(/^ /, "", rest); out = out before } else out = out before word
      }
      print out rest }'
}
