/** Bash functions that change the kubelet's files. */
export const kubeletFunctions: Readonly<Record<string, string>> = {
  rename_key: `# Renames key $1, at any depth, to $2.
rename_key() {
  OLD=$1 NEW=$2 awk '
    match($0, /^[ \\t]*(- )?/) && index(substr($0, RLENGTH + 1), ENVIRON["OLD"] ":") == 1 {
      print substr($0, 1, RLENGTH) ENVIRON["NEW"] substr($0, RLENGTH + 1 + length(ENVIRON["OLD"])); next
    } { print }'
}`,
  to_list: `# Writes the single value of top-level key $1 as a list of one.
to_list() {
  NAME=$1 awk '
    index($0, ENVIRON["NAME"] ": ") == 1 && !/: *\\[/ {
      value = substr($0, length(ENVIRON["NAME"]) + 3); print ENVIRON["NAME"] ":"; print "- " value; next
    } { print }'
}`,
  unquote: `# Takes the quotes from the value of top-level key $1.
unquote() {
  NAME=$1 awk '
    index($0, ENVIRON["NAME"] ":") == 1 { gsub(/["\\047]/, "") } { print }'
}`,
  replace_port: `# Replaces the port $1 by $2 in lines that say server:.
replace_port() {
  OLD=$1 NEW=$2 awk '
    /^[ \\t]*server:/ && (i = index($0, ENVIRON["OLD"])) > 0 {
      $0 = substr($0, 1, i - 1) ENVIRON["NEW"] substr($0, i + length(ENVIRON["OLD"]))
    } { print }'
}`,
};
