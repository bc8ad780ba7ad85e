import fc from 'fast-check';

/** The same generated cases on every machine, so that a run is red for what changed; `DIAG_SEED` tries others. */
fc.configureGlobal({ seed: Number(process.env['DIAG_SEED'] ?? 20_261_129) });
