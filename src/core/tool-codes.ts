import { defineCode } from './code.ts';

/** A module threw: a bug in diag, reported as a finding so that the others still run. */
export const moduleFailed = defineCode<{ module: string; message: string }>({
  code: 'DIAG001',
  name: 'module-failed',
  severity: 'critical',
  summary: 'A module of diag failed; its checks say nothing about the system.',
  title: (f) => `diag itself failed in ${f.module}: ${f.message}`,
  why: () => 'This is a bug in diag, not a diagnosis. Nothing can be concluded from this run.',
  next: () => ['Run again with --debug and report the stack trace.'],
});

/** The codes of diag itself. */
export const toolCodes = [moduleFailed];
