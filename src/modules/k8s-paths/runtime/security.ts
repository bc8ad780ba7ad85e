import type { Message } from '../error-text/message.ts';

/** SELinux, AppArmor, capabilities. */
export const securityMessages: readonly Message[] = [
  {
    id: 'selinux-file',
    matches:
      /avc: {1,4}denied {1,4}\{ ?([\w ]{1,40}?) ?\}.{0,80}comm="?([\w.-]{1,40})"?.{0,60}name="?([^\s"]{1,80})(?!.{0,400}permissive=1)/,
    kind: 'cause',
    says: 'SELinux does not let $2 $1 the file $3: it has a wrong label, as files moved from a home have.',
    next: ['`ausearch -m avc -ts recent` lists all denials; `restorecon -Rv` on its folder puts a wrong label right'],
    samples: [
      'type=AVC msg=audit(1.1:1): avc:  denied  { read } for  pid=1 comm="kubelet" name="config.yaml" dev="dm-0"',
    ],
    not: [
      'type=AVC msg=audit(1.1:1): avc:  denied  { read } for  pid=1 comm="kubelet" name="config.yaml" dev="dm-0" permissive=1',
    ],
    source: 'Linux security/selinux/avc.c',
  },
  {
    id: 'haproxy-selinux',
    matches: /General socket error \(Permission denied\)|haproxy_connect_any/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: 'SELinux forbids haproxy to connect to the port of its backends (Permission denied at connect is no answer of the apiserver): the apiservers are not necessarily down.',
    next: ['`setsebool -P haproxy_connect_any 1`; `ausearch -m avc -ts recent -c haproxy` shows the denial'],
    samples: [
      'Server k8s-api/k8s-api-1 is DOWN, reason: Layer4 connection problem, info: "General socket error (Permission denied) at initial connection step of tcp-check", check duration: 0ms.',
    ],
    source: 'haproxy src/check.c, SELinux policy haproxy',
  },
  {
    id: 'selinux-permissive',
    matches: /avc: {1,4}denied.{0,600}permissive=1/,
    kind: 'harmless',
    says: 'Harmless: SELinux only notes what it would deny (permissive=1), and lets it happen.',
    samples: [
      'type=AVC msg=audit(1.1:1): avc:  denied  { read } for  pid=1 comm="kubelet" name="config.yaml" dev="dm-0" permissive=1',
    ],
    not: [
      'type=AVC msg=audit(1.1:1): avc:  denied  { read } for  pid=1 comm="kubelet" name="config.yaml" dev="dm-0" permissive=0',
    ],
    source: 'Linux security/selinux/avc.c',
  },
  {
    id: 'selinux-denies',
    matches: /SELinux is preventing|avc: {1,4}denied/,
    kind: 'cause',
    says: 'SELinux denies something.',
    next: ['`ausearch -m avc -ts recent` lists it; a wrong label is put right by `restorecon -Rv` on its folder'],
    samples: ['SELinux is preventing /usr/bin/kubelet from read access on the file config.yaml.'],
    source: 'setroubleshoot',
  },
  {
    id: 'coredns-port-denied',
    matches: /listen (?:tcp|udp) \S{0,60}:53: bind: permission denied/,
    // Any name server says so.
    needs: { text: /core-?dns|kube-dns/i },
    kind: 'cause',
    says: 'CoreDNS may not open port 53: it runs without root and without NET_BIND_SERVICE, and the runtime does not let every user open low ports in a pod (net.ipv4.ip_unprivileged_port_start is not 0, as with Docker before 20.03 or a kernel before 4.11).',
    next: [
      'its Deployment needs `capabilities: {add: [NET_BIND_SERVICE], drop: [ALL]}` and a user that may use it; or a runtime that sets net.ipv4.ip_unprivileged_port_start to 0 in pods (containerd: enable_unprivileged_ports = true)',
    ],
    samples: ['Listen: listen tcp :53: bind: permission denied (coredns-6ddff5bd6d-b2jr9)'],
    source: 'CoreDNS core/dnsserver, coredns #6716; containerd docs/cri/config.md; moby #41030',
  },
  {
    id: 'apparmor-off',
    matches: /Kernel needs AppArmor 2\.4 compatibility patch/,
    kind: 'state',
    confidence: 'possible',
    says: 'The kernel of this host runs without AppArmor, or does not show it here (a container without securityfs): what needs its profiles, as strictly confined snaps do, does not start.',
    next: [
      '`aa-status`; `cat /sys/module/apparmor/parameters/enabled`; a kernel that has it takes it by `apparmor=1 security=apparmor` on its command line',
    ],
    samples: ['Cache read/write disabled: interface file missing. (Kernel needs AppArmor 2.4 compatibility patch.)'],
    source: 'apparmor parser/parser_main.c',
  },
  {
    id: 'apparmor-parser-missing',
    matches: /apparmor_parser.{0,80}(?:not found|[Nn]o such file)/,
    kind: 'cause',
    part: 'runtime',
    says: "The kernel of this node has AppArmor, and the program that loads its profiles, apparmor_parser, is not installed: the runtime cannot load a container's profile and starts none.",
    next: [
      'install it on that node (Debian, Ubuntu, SUSE: the package `apparmor` or `apparmor-parser`), then restart the runtime',
    ],
    samples: [
      'Error: failed to create containerd container: get apparmor_parser version: exec: "apparmor_parser": executable file not found in $PATH',
      'AppArmor enabled on system but the docker-default profile could not be loaded: running `apparmor_parser apparmor_parser --version` failed with output: exec: "apparmor_parser": executable file not found in $PATH',
    ],
    source: 'containerd contrib/apparmor, moby profiles/apparmor',
  },
  {
    id: 'apparmor-denies',
    matches: /apparmor failed to apply profile|unable to apply apparmor profile|apparmor="DENIED"/,
    kind: 'cause',
    says: 'AppArmor: the profile of the container is not loaded on this node, or it denies something.',
    next: ['`aa-status` lists the profiles that are loaded; `journalctl -k --no-pager | grep -i apparmor` the denials'],
    samples: ['audit: type=1400 audit(1.1:1): apparmor="DENIED" operation="mount"'],
    source: 'Linux security/apparmor, runc',
  },
];
