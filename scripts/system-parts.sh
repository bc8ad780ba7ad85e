#!/usr/bin/env bash
# Installs the Debian packages that the tests use where they are present: real servers, real readers, a real browser.
set -euo pipefail
packages=(
  shellcheck tmux openssl jq iproute2        # scripts, the menu, certificates, test hosts
  busybox curl                               # collectors: the smallest shell, sockets
  etcd-server etcd-client                    # k8s-health, k8s-paths
  postgresql mariadb-server postfix          # smtp-throttle: generated SQL and configuration
  openjdk-17-jdk-headless python3 php-cli golang-go ruby # smtp-throttle: generated code, and logs that programs write
  libmail-java libspring-context-support-java libphp-phpmailer php-symfony-mailer php-monolog ruby-mail # mail libraries
  php-symfony-framework-bundle php-symfony-console php-symfony-lock php-doctrine-dbal php-symfony-doctrine-messenger php-symfony-rate-limiter php-symfony-yaml php-doctrine-persistence php-pgsql # Symfony Messenger
  libidn12 libgnutls-dane0 libdb5.3 libnsl2  # Exim, which is unpacked below
  pflogsumm ripgrep hyperfine                # benchmarks
  iptables nftables ipset conntrack netcat-openbsd iputils-ping # net-path: the kernel's own rules to compare with
  libevtx-utils python3-evtx                 # EVTX readers to check against
  chromium libxml2-utils                     # the HTML report, the JUnit schema
  zsh fish                                   # completion scripts
  bzip2 xz-utils zstd faketime               # packed logs; a wrong clock
  rpm zip unzip lintian umoci skopeo         # the release, and what reads it
  qemu-user-static libc6-arm64-cross libstdc++6-arm64-cross wine64 # the release for other machines
  prometheus ansible parallel systemd systemd-journal-remote slurm-wlm # promtool; a role, shards, a timer, journals, job arrays
)
export DEBIAN_FRONTEND=noninteractive
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
# PowerShell comes as a .NET tool: iis-drift's scripts are run in it. The SDK itself is no Debian package.
if command -v dotnet >/dev/null && [ ! -x "$HOME/.dotnet/tools/pwsh" ]; then
  DOTNET_CLI_TELEMETRY_OPTOUT=1 dotnet tool install --global PowerShell --version 7.6.9 >/dev/null
fi
sudo=(); [ "$(id -u)" -eq 0 ] || sudo=(sudo)
# Exim's package and Postfix's exclude each other, so its program alone is taken out, and its user made.
unpack_exim() {
  local folder
  [ -x /usr/local/sbin/exim4 ] && return
  folder=$(mktemp -d)
  (cd "$folder" && apt-get download -qq exim4-daemon-light 2>/dev/null && dpkg-deb -x exim4-daemon-light_*.deb .)
  "${sudo[@]}" install -m 755 "$folder/usr/sbin/exim4" /usr/local/sbin/exim4
  rm -r "$folder"
  id Debian-exim >/dev/null 2>&1 || "${sudo[@]}" useradd --system --no-create-home --shell /usr/sbin/nologin Debian-exim
}
if [ "${#missing[@]}" -eq 0 ]; then
  unpack_exim
  exit 0
fi
# Packages start their servers at install; the tests start their own.
if [ -d /usr/sbin ] && [ ! -e /usr/sbin/policy-rc.d ]; then
  printf '#!/bin/sh\nexit 101\n' | "${sudo[@]}" tee /usr/sbin/policy-rc.d >/dev/null
  "${sudo[@]}" chmod 755 /usr/sbin/policy-rc.d
  trap '"${sudo[@]}" rm -f /usr/sbin/policy-rc.d' EXIT
fi
"${sudo[@]}" apt-get update -qq
"${sudo[@]}" apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}" >/dev/null
unpack_exim
