
inode() { readlink "$1" 2>/dev/null | sed -n 's/^net:\[\([0-9]*\)\]$/\1/p'; }
own=$(inode /proc/self/ns/net)

# Runs inside a namespace, from the command of number $1 on: a process for each command and no more, for a host may have
# hundreds of namespaces. $2: a folder; $3: what begins a line of the frame.
# shellcheck disable=SC2016 # it is expanded inside
answers='
from=$1 folder=$2 mark=$3 n=0
look() {
  n=$((n + 1))
  [ "$n" -ge "$from" ] || return 0
  printf "%s\n" "$n" >"$folder/at"
  printf "\n%s ran %s\n" "$mark" "$*"
  if ! command -v "$1" >/dev/null 2>&1; then
    printf "\n%s err\n%s: not found\n\n%s end 127\n" "$mark" "$1" "$mark"
    return
  fi
  "$@" 2>"$folder/err"
  status=$?
  [ ! -s "$folder/err" ] || { printf "\n%s err\n" "$mark" && cat "$folder/err"; }
  printf "\n%s end %s\n" "$mark" "$status"
}
look ip -j -d addr
look ip -4 -j -d route show table all
look ip -6 -j -d route show table all
look ip -4 -j rule
look ip -6 -j rule
look ip -j neigh show nud all
look ip -j neigh show proxy
look ip -j netns list-id
look bridge -j fdb
look bridge -j vlan
look ss -Hltun
look grep -rs . /proc/sys/net/ipv4/conf /proc/sys/net/ipv6/conf /proc/sys/net/bridge /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/ip_default_ttl \
  /proc/sys/net/ipv4/fib_multipath_hash_policy /proc/sys/net/ipv4/fib_multipath_use_neigh \
  /proc/sys/net/ipv4/ip_local_port_range /proc/sys/net/ipv4/icmp_echo_ignore_all \
  /proc/sys/net/ipv4/icmp_echo_ignore_broadcasts /proc/sys/net/ipv6/icmp/echo_ignore_all \
  /proc/sys/net/ipv6/bindv6only /proc/sys/net/ipv4/neigh/default/gc_thresh3 \
  /proc/sys/net/netfilter/nf_conntrack_max /proc/sys/net/netfilter/nf_conntrack_count \
  /proc/sys/net/ipv4/ip_nonlocal_bind /proc/sys/net/ipv4/tcp_l3mdev_accept
look iptables-legacy-save -c
look ip6tables-legacy-save -c
look iptables-nft-save -c
look ip6tables-nft-save -c
# Before iptables 1.8, and where a distribution packs one backend, these are the only names.
command -v iptables-legacy-save >/dev/null 2>&1 || command -v iptables-nft-save >/dev/null 2>&1 || {
  look iptables-save -c
  look ip6tables-save -c
}
# Without an ip that prints JSON files of the kernel tell what they can; /sys shows the devices of who mounted it.
ip -j addr >/dev/null 2>&1 || {
  look grep -s . /proc/net/dev /proc/net/route /proc/net/fib_trie /proc/net/if_inet6 /proc/net/arp /proc/net/tcp \
    /proc/net/tcp6 /proc/net/udp /proc/net/udp6
  [ "$4" != own ] || look grep -s . /sys/class/net/*/ifindex /sys/class/net/*/iflink /sys/class/net/*/operstate \
    /sys/class/net/*/carrier /sys/class/net/*/mtu /sys/class/net/*/address /sys/class/net/*/flags
}
look nft -j list ruleset
look ipset save
look conntrack -S
look conntrack -L -p udp -g
look tc -j qdisc
look ip xfrm policy
look cat /proc/net/ip_vs
look grep -rs . /proc/net/xt_recent
look grep -sE "^(nf_tables|sch_ingress|cls_)|^[a-z]+\$" /proc/modules /proc/net/ip_tables_names /proc/net/ip6_tables_names
: >"$folder/done"
'

# look_inside FILE: all answers of a namespace. A command that alone takes longer than the deadline is given up; one that
# was met by the deadline of those before it is run again.
look_inside() {
  next=1
  rm -f "$folder/done"
  while [ ! -e "$folder/done" ]; do
    rm -f "$folder/at"
    # shellcheck disable=SC2086 # words of its own
    if [ -n "$1" ]; then
      $limit nsenter "--net=$1" -- sh -c "$answers" sh "$next" "$folder" "$mark" 2>"$folder/enter"
    else
      $limit sh -c "$answers" sh "$next" "$folder" "$mark" own 2>"$folder/enter"
    fi
    failed=$?
    [ ! -e "$folder/done" ] || return
    at=
    [ ! -e "$folder/at" ] || read -r at <"$folder/at"
    if [ -z "$at" ]; then
      printf '\n%s ran ip -j -d addr\n\n%s err\n' "$mark" "$mark"
      cat "$folder/enter" 2>/dev/null
      printf '\n%s end %s\n' "$mark" "$failed"
      return
    fi
    if [ "$at" = "$next" ]; then
      printf '\n%s end 124\n' "$mark"
      next=$((at + 1))
    else
      printf '\n%s again\n' "$mark"
      next=$at
    fi
  done
}

# Frames the answers: the status first. A line of an answer that looks like a head gets a space in front.
frame() {
  awk -v mark="$mark" '
    index($0, mark " ") == 1 {
      kind = rest = substr($0, length(mark) + 2)
      sub(/ .*/, "", kind)
      sub(/^[a-z]+ ?/, "", rest)
      if (kind == "plain") print rest
      if (kind == "ran") { words = rest; n = blank = 0 }
      if (kind == "err") { lines[n++] = mark; blank = 0 }
      if (kind == "end") {
        print "=== ran " rest " " words
        for (i = 0; i < n; i++)
          if (lines[i] == mark) print "=== err"
          else { sub(/^ *=== /, " &", lines[i]); print lines[i] }
      }
      inside = kind == "ran" || kind == "err"
      next
    }
    !inside { next }
    # Empty lines at either end are none: one of them stands in front of each mark.
    $0 == "" { if (n && lines[n - 1] != mark) blank++; next }
    { for (; blank; blank--) lines[n++] = ""; lines[n++] = $0 }
  '
}

# file PATH
file() {
  [ ! -r "$1" ] || [ ! -f "$1" ] || { printf '\n%s ran cat %s\n' "$mark" "$1" && cat "$1" && printf '\n%s end 0\n' "$mark"; }
}

# etc NAME FILE: /etc/netns/NAME lies over /etc; a container has its own.
etc() {
  if [ "$1" != - ] && [ -e "/etc/netns/$1/$2" ]; then
    file "/etc/netns/$1/$2"
  elif [ -n "$container" ]; then
    file "$container/etc/$2"
  else
    file "/etc/$2"
  fi
}

here=$(stat -L -c '%d:%i' / 2>/dev/null)

# namespace INODE NAME PIDS
namespace() {
  printf '\n%s plain === ns %s\n' "$mark" "$*"
  id=$1 name=$2
  shift 2
  inside=
  container=
  for pid in "$@"; do
    shift
    set -- "$@" "/proc/$pid/root"
  done
  [ $# -eq 0 ] || container=$(stat -L -c '%d:%i %n' "$@" 2>/dev/null | awk -v here="$here" '$1 != here { print $2; exit }')
  if [ "$id" != "$own" ]; then
    inside=${1:-/proc/0/root}
    inside=${inside%/root}/ns/net
    [ "$name" = - ] || inside="/run/netns/$name"
  fi
  look_inside "$inside"
  etc "$name" resolv.conf
  etc "$name" hosts
}

# INODE kind WHO, of names and of processes.
list() {
  printf '%s 0 -\n' "$own"
  for path in /run/netns/*; do
    [ ! -e "$path" ] || printf '%s 1 %s\n' "$(stat -L -c %i "$path")" "${path##*/}"
  done
  stat -L -c '%i %n' /proc/[0-9]*/ns/net 2>/dev/null |
    sed -n 's,^\([0-9]*\) /proc/\([0-9]*\)/ns/net$,\1 2 \2,p' | sort -k3,3n
}

# pods: `pod: INODE NAMESPACE/NAME`, by the UID in the cgroup of a process and the kubelet's folders for logs.
pods() {
  [ -d /var/log/pods ] || return 0
  { ls /var/log/pods && stat -L -c '%i %n' /proc/[0-9]*/ns/net && grep -s pod /proc/[0-9]*/cgroup; } 2>/dev/null | awk '
    /^[^\/ ]+_[^\/ ]+_[^\/ ]+$/ { split($0, part, "_"); named[part[3]] = part[1] "/" part[2]; next }
    /^[0-9]+ \/proc\// { split($2, part, "/"); inode[part[3]] = $1; next }
    match($0, /[\/-]pod[0-9a-f_-]+/) {
      uid = substr($0, RSTART + 4, RLENGTH - 4)
      gsub(/_/, "-", uid)
      split($0, part, "/")
      line = "pod: " inode[part[3]] " " named[uid]
      if (uid in named && part[3] in inode && !seen[line]++) print line
    }'
}

collect() {
  printf '=== diag net-path 1\nhost: %s\ntime: %s\n' "$(hostname 2>/dev/null || cat /proc/sys/kernel/hostname)" "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
  printf 'own: %s\n' "$own"
  pods
  list | awk '
    $2 == 0 { order[n++] = $1; seen[$1] = 1; next }
    !($1 in seen) { order[n++] = $1; seen[$1] = 1 }
    $2 == 1 { if (!($1 in name)) name[$1] = $3; next }
    { if (count[$1]++ < 8) pids[$1] = pids[$1] " " $3 }
    END { for (i = 0; i < n; i++) print order[i], (order[i] in name ? name[order[i]] : "-") pids[order[i]] }
  ' | while read -r line; do
    # shellcheck disable=SC2086 # a number, a name, numbers
    namespace $line
  done | frame
  printf '=== done\n'
}

collect </dev/null | mask any
