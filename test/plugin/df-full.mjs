// A third party's module, as docs/plug-ins.md describes it: nothing is imported from diag.
export default {
  diag: 1,
  modules: ({ defineCode, found, passed, unrecognizedInput }) => {
    const full = defineCode({
      code: 'DF101',
      name: 'file-system-full',
      severity: 'critical',
      summary: 'A file system has no space left.',
      title: ({ mountPoint, usedPercent }) => `${mountPoint} is ${usedPercent} % full.`,
      next: ({ mountPoint }) => [`Find what grew: du -xh ${mountPoint} | sort -h | tail`],
    });
    /** `/dev/sda1 20511312 20511312 0 100% /var`, POSIX df -P. */
    const row = /^\S+\s+\d+\s+\d+\s+\d+\s+(\d{1,3})%\s+(\/.{0,4000})$/;
    const merge = (a, b) => ({ inputs: [...a.inputs, ...b.inputs], rows: [...a.rows, ...b.rows] });
    const rowOf = (source, line, text) => {
      const [, percent, mountPoint] = row.exec(text) ?? [];
      return mountPoint === undefined ? [] : [{ source, line, text, mountPoint, usedPercent: Number(percent) }];
    };
    /** What one input holds, and how much of it was understood. */
    async function readOne(text, source) {
      const rows = [];
      let lines = 0;
      let heads = 0;
      for await (const batch of text.lines()) {
        for (const line of batch.lines) {
          rows.push(...rowOf(source, ++lines, line));
          if (line.startsWith('Filesystem')) heads += 1;
        }
      }
      const timeZone = { name: 'unknown', provenance: 'unknown' };
      return {
        inputs: [{ source, format: 'df', encoding: text.encoding, lines, understood: rows.length + heads, timeZone }],
        rows,
      };
    }
    return [
      {
        id: 'df-full',
        prefix: 'DF',
        summary: 'file systems without space',
        description: 'Reads the output of df -P and reports full file systems.',
        argument: { takes: 'files', name: 'file', description: 'output of df -P' },
        options: [{ flags: '--from <percent>', description: 'full from here on (default: 95)' }],
        examples: [{ command: 'df -P | diag df-full', does: 'is a file system of this host full?' }],
        codes: [full],
        pages: { DF101: '# DF101 file-system-full\n\n## What it means\n\nNo space is left.\n' },
        input: () => 'required',
        parseOptions: ({ from }) => ({ from: Number(from ?? 95) }),
        merge,
        async observe(ports) {
          let seen = { inputs: [], rows: [] };
          for (const source of ports.sources) seen = merge(seen, await readOne(ports.text(source), source.name));
          if (seen.rows.length > 0) return seen;
          throw unrecognizedInput('df-full: no line of df -P in the input', 'pipe the output of df -P');
        },
        analyze({ rows }, { from }) {
          const findings = rows
            .filter(({ usedPercent }) => usedPercent >= from)
            .map(({ mountPoint, usedPercent, source, line, text }) =>
              full({ mountPoint, usedPercent }, { confidence: 'proven', evidence: [{ source, line, text }] }),
            );
          const checks = [
            findings.length > 0
              ? found('file-system-full')
              : passed(
                  'file-system-full',
                  rows.map((one) => one.mountPoint),
                ),
          ];
          return { findings, checks, data: { fileSystems: rows.length }, views: [] };
        },
        recognize: (head) =>
          /^Filesystem\s+\S+-blocks\s+Used/m.test(head)
            ? { score: 1, because: 'the output of df -P' }
            : { score: 0, because: '' },
      },
    ];
  },
};
