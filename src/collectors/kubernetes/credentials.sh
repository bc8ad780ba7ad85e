
# Credentials as they stand in any text; what it says keeps its lines.
redact() {
  awk '
    /-----BEGIN [A-Z ]*PRIVATE KEY/ { key = 1; line = $0; sub(/-----BEGIN.*/, "REDACTED", line); print line }
    key { if (!/-----BEGIN/) print ""; if (/-----END [A-Z ]*PRIVATE KEY/) key = 0; next }
    { print }' |
    sed -e 's/\(--[a-z-]*\(token\|password\|secret\)=\)\([^[:space:]",]\|,[^[:space:]"]\)\{1,\}/\1REDACTED/g' \
      -e 's/\([A-Za-z_]*\(TOKEN\|PASSWORD\|PASSWD\|SECRET\|_KEY\|password\)[A-Z_]*=\)\([^[:space:]"'\'',]\|,[^[:space:]"'\'']\)\{1,\}/\1REDACTED/g' \
      -e 's/\("[A-Za-z_-]*\([Tt]oken\|[Pp]assword\|[Ss]ecret\)" *: *"\)[^"]*/\1REDACTED/g' \
      -e 's,//[^/@[:space:]"]*:[^/@[:space:]"]*@,//REDACTED@,g' \
      -e 's/\([Bb]earer \)[A-Za-z0-9._~+\/-]\{20,\}/\1REDACTED/g' \
      -e 's/\([Bb]asic \)[A-Za-z0-9+\/]\{8,\}=*/\1REDACTED/g' \
      -e 's/eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_.-]*/REDACTED/g' \
      -e 's/LS0tLS1CRUdJTi\(BQUklW\|BSU0Eg\|BFQyBQ\|BFTkNS\|BPUEVO\|BEU0Eg\)[A-Za-z0-9+\/=]*/REDACTED/g'
}

# clean all: configuration without the values of its secret fields, variables and flags (YAML, JSON, TOML, INI,
# environment, command lines); lines keep their numbers. clean kept: keys of kubeconfigs stay, they were dealt with before.
clean() {
  sed -e 's/\(--[a-z-]*\(token\|password\|secret\)[[:space:]]\{1,\}\)[^[:space:]"'\''-][^[:space:]"'\'']*/\1REDACTED/g' | awk -v what="$1" '
    function secret(name) {
      name = tolower(name)
      if (name ~ /client-key-data$/) return 1
      # The value of a variable has its name elsewhere.
      if (name ~ /^(auth|value)$/) return 1
      return name ~ /(token|passwo?r?d|passphrase|_pass|secret|credentials?|(api|access|account|private|secret)-?key|_key|connection_?string)$/
    }
    function indent() { match($0, /^[ \t]*(- +)*/); return RLENGTH }
    # What begins with a value, with REDACTED in its place; sets `until` where the value ends on a later line.
    function without(rest, spaced, colon, flow, c, i) {
      c = substr(rest, 1, 1)
      if (rest ~ /^(true|false|null|~)?[ \t]*([],}#].*)?$/ || (colon && c ~ /[{[]/)) return rest
      if (c == "\"" || c == "\047") {
        if (substr(rest, 2, 2) == c c) c = c c c
        for (i = length(c) + 1; i <= length(rest); i++) {
          if (c == "\"" && substr(rest, i, 1) == "\\") i++
          else if (substr(rest, i, length(c)) == c) return c "REDACTED" c substr(rest, i + length(c))
        }
        until = c
        return "REDACTED"
      }
      if (!colon && !spaced) i = match(rest, flow ? "[] \t\"\047,}]" : "[ \t\"\047]")
      else if (flow) i = match(rest, /[],}]/)
      else i = match(rest, /,[ \t]*$/)
      return "REDACTED" (i ? substr(rest, i) : "")
    }
    until != "" { if (index($0, until)) until = ""; print ""; next }
    # Deeper lines below a secret field go on with its value, unless they are fields of their own.
    below && !/[^ \t]/ { print ""; next }
    below {
      if (depth < indent() && !(open && /^[ \t]*(- |["\047]?[A-Za-z0-9_.\/-]+["\047]?[ \t]*:)/)) { open = 0; print ""; next }
      below = 0
    }
    word { word = 0; match($0, /^[ \t]*(- )?/); print substr($0, 1, RLENGTH) "REDACTED"; next }
    /^[ \t-]*["\047]?--[a-z-]*(token|password|secret)["\047]?,?$/ { word = 1; print; next }
    {
      out = ""; line = $0; seen = 0
      while (match(line, /["\047]?[A-Za-z_][A-Za-z0-9_.-]*["\047]?[ \t]*[:=][ \t]*/)) {
        # A line of very many fields is no configuration of a node.
        if (2000 < ++seen) { line = ""; break }
        field = substr(line, RSTART, RLENGTH)
        before = out substr(line, 1, RSTART - 1)
        line = substr(line, RSTART + RLENGTH)
        out = before field
        name = field
        gsub(/["\047:= \t]/, "", name)
        colon = field ~ /:/
        spaced = field ~ /[ \t]$/
        if (!secret(name) || (colon && !spaced && line != "" && field !~ /["\047]/)) continue
        if (colon && before !~ /[{,[]/) { below = 1; depth = indent(); open = line ~ /^[ \t]*(#.*)?$/ }
        if (what != "kept" || name != "client-key-data") line = without(line, spaced, colon, before ~ /[{[]/)
      }
      print out line
    }' | redact
}

# Where perl is missing: what the files hold was dealt with one by one, and rougher masks would break it.
without_perl=redact
