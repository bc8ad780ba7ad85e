// Loaded into a measured process: tells its peak memory and its CPU time when it ends.
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write(`peak-kib=${maxRSS} cpu-us=${userCPUTime + systemCPUTime}\n`);
});
