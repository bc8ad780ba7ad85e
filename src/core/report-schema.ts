import * as z from 'zod';
import { confidences, roles, severities } from './finding.ts';

/** A report or error document of `--format json`; loose, so that minor versions may add fields. */
const instant = z.iso.datetime({ offset: true });
const count = z.int().min(0);

const evidence = z.looseObject({
  source: z.string(),
  line: count.optional(),
  record: z.string().optional(),
  at: instant.optional(),
  zone: z.string().optional(),
  text: z.string(),
});

const fix = z.looseObject({
  id: z.string(),
  title: z.string(),
  shell: z.enum(['bash', 'powershell', 'sql', 'config']),
  applicability: z.enum(['safe', 'review', 'destructive']),
  effect: z.string(),
  apply: z.string(),
  verify: z.string().optional(),
  rollback: z.string().optional(),
});

const finding = z.looseObject({
  code: z.string().regex(/^[A-Z][A-Z0-9]*\d{3}$/),
  name: z.string(),
  severity: z.enum(severities),
  role: z.enum(roles),
  confidence: z.enum(confidences),
  title: z.string(),
  why: z.string(),
  facts: z.record(z.string(), z.unknown()),
  evidence: z.array(evidence).min(1),
  rulesOut: z.array(z.string()),
  next: z.array(z.string()),
  fixes: z.array(fix),
  docs: z.array(z.string()),
  consequenceOf: z.string().optional(),
});

const input = z.looseObject({
  source: z.string(),
  format: z.string(),
  encoding: z.string(),
  lines: count,
  understood: count,
  outside: count.optional(),
  firstNotUnderstood: z.looseObject({ line: count, text: z.string() }).optional(),
  timeZone: z.looseObject({ name: z.string(), provenance: z.string() }),
  envelope: z.looseObject({ name: z.string(), records: count, unit: z.enum(['line', 'record']) }).optional(),
});

const check = z.looseObject({
  id: z.string(),
  status: z.enum(['pass', 'finding', 'unchecked', 'skipped', 'suppressed']),
  reason: z.string().optional(),
  command: z.string().optional(),
  lookedAt: z.array(z.string()).optional(),
});

const head = { schemaVersion: z.string(), tool: z.looseObject({ name: z.string(), version: z.string() }) };
const error = z.looseObject({ code: z.string(), message: z.string(), hint: z.string() });

const report = z.looseObject({
  ...head,
  module: z.string(),
  generatedAt: instant,
  inputs: z.array(input),
  verdict: z.looseObject({
    title: z.string(),
    code: z.string().optional(),
    name: z.string().optional(),
    confidence: z.enum(confidences).optional(),
  }),
  findings: z.array(finding),
  checks: z.array(check),
  data: z.record(z.string(), z.unknown()),
  summary: z.looseObject({
    critical: count,
    warning: count,
    info: count,
    unchecked: count,
    passed: count,
    suppressed: count,
    remarks: count,
  }),
  exitCode: count,
  error: error.optional(),
});

const failure = z.looseObject({ ...head, generatedAt: instant, error, exitCode: count });

/** Accepts every document `--format json` prints. */
export const reportSchema = z.union([report, failure]);

/** The same as JSON schema (draft 2020-12), open for added fields. */
export const reportJsonSchema = (): unknown => ({
  ...z.toJSONSchema(reportSchema, { io: 'input' }),
  title: 'diag report 1',
});
