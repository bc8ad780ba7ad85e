import { at, type Facts, pathCode } from '../path-code.ts';

/** What no section of the catalog is about: whether components run, whether the runtime can read its configuration. */
export const processCodes = [
  pathCode(217, 'component-down', 'critical', 'A control-plane component has a manifest and does not run.', {
    title: (f: Facts<'subject', 'actual' | 'items'>) => {
      const [first, ...others] = f.items ?? [];
      const rest = others.length === 0 ? '' : `, nor ${others.length === 1 ? 'does' : 'do'} ${others.join(', ')}`;
      return f.actual === 'no process'
        ? `${first} does not run${rest}`
        : `${first} runs and does not serve: ${f.actual}`;
    },
    why: 'The kubelet starts a static pod again and again; what ends it is in its own log, what keeps it from starting in that of the kubelet.',
    next: (f) => [
      `\`crictl ps -a --name ${f.subject}; crictl logs --tail 30 CONTAINER\``,
      `\`journalctl -u kubelet --since -10min | grep -i ${f.subject}\``,
    ],
  }),
  pathCode(218, 'cri-config-invalid', 'critical', 'The configuration of containerd is not valid TOML.', {
    title: (f: Facts<'actual'>) => `${at(f)} is not valid TOML: ${f.actual}; containerd exits at start`,
    why: 'It prints "failed to load TOML" and ends; without it no pod starts.',
    next: () => ['`containerd config dump` prints the line; `containerd config default` a whole file to compare with'],
  }),
];
