# shellcheck shell=bash
# Change what programs find kubeconfigs and proxies by.

# Adds $1 to NO_PROXY and no_proxy.
add_exception() {
  ADDRESS=$1 awk '
    match($0, /^(export )?(NO_PROXY|no_proxy)=/) {
      seen = 1; if (index($0, ENVIRON["ADDRESS"])) { print; next }
      quote = $0 ~ /"$/ ? "\"" : ""; sub(/"$/, ""); print $0 "," ENVIRON["ADDRESS"] quote; next
    } { print }
    END { if (!seen) print "NO_PROXY=127.0.0.1,localhost," ENVIRON["ADDRESS"] }'
}
