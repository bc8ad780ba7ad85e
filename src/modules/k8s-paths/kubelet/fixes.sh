# shellcheck shell=bash
# Change the kubelet's files.

# Renames key $1, at any depth, to $2.
rename_key() {
  OLD=$1 NEW=$2 awk '
    match($0, /^[ \t]*(- )?/) && index(substr($0, RLENGTH + 1), ENVIRON["OLD"] ":") == 1 {
      print substr($0, 1, RLENGTH) ENVIRON["NEW"] substr($0, RLENGTH + 1 + length(ENVIRON["OLD"])); next
    } { print }'
}

# Writes the single value of top-level key $1 as a list of one.
to_list() {
  NAME=$1 awk '
    index($0, ENVIRON["NAME"] ": ") == 1 && !/: *\[/ {
      value = substr($0, length(ENVIRON["NAME"]) + 3); print ENVIRON["NAME"] ":"; print "- " value; next
    } { print }'
}

# Takes the quotes from the value of top-level key $1.
unquote() {
  NAME=$1 awk '
    index($0, ENVIRON["NAME"] ":") == 1 { gsub(/["\047]/, "") } { print }'
}

# Replaces the port $1 by $2 in lines that say server:.
replace_port() {
  OLD=$1 NEW=$2 awk '
    /^[ \t]*server:/ && (i = index($0, ENVIRON["OLD"])) > 0 {
      $0 = substr($0, 1, i - 1) ENVIRON["NEW"] substr($0, i + length(ENVIRON["OLD"]))
    } { print }'
}

# Comments swap out of a table of file systems.
comment_swap() {
  awk '!/^[ \t]*#/ && $3 == "swap" { print "# " $0; next } { print }'
}

# Adds word $1 to KUBELET_EXTRA_ARGS.
add_extra_arg() {
  WORD=$1 awk '
    /^KUBELET_EXTRA_ARGS=/ {
      seen = 1; value = substr($0, 20); gsub(/^"|"$/, "", value)
      if (!index(" " value " ", " " ENVIRON["WORD"] " ")) value = (value == "" ? "" : value " ") ENVIRON["WORD"]
      print "KUBELET_EXTRA_ARGS=\"" value "\""; next
    } { print }
    END { if (!seen) print "KUBELET_EXTRA_ARGS=\"" ENVIRON["WORD"] "\"" }'
}

# Names the files of the rotated certificate in place of embedded ones.
use_current() {
  sed -e "s#client-certificate-data: .*#client-certificate: $CURRENT#" -e "s#client-key-data: .*#client-key: $CURRENT#"
}
