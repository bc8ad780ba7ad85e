import { describe, expect, test } from 'vitest';
import { createRedactor, type Redactor } from '../core/redact.ts';
import { type Report, schemaVersion } from '../core/report.ts';
import { redactReport } from './redact-report.ts';

const report: Report = {
  schemaVersion,
  tool: { name: 'diag', version: '0' },
  module: 'smtp-throttle',
  generatedAt: '2026-03-02T00:00:00Z',
  inputs: [],
  verdict: { title: 'Mail to ann@contoso.com fails.' },
  findings: [],
  checks: [],
  data: { senders: ['bob@contoso.com'], apiKey: 'correct horse' },
  summary: { critical: 0, warning: 0, info: 0, unchecked: 0, passed: 0, suppressed: 0, remarks: 0 },
  exitCode: 0,
  views: [
    { kind: 'table', id: 'senders', title: 'Senders', columns: [], rows: [['cy@contoso.com', 'bob@contoso.com']] },
  ],
  files: [],
};

describe('a redacted report', () => {
  test('has an alias for an address, whatever is read of it first', () => {
    const rows = (one: Report) => one.views.map((view) => view.kind === 'table' && view.rows);
    const [first, other] = [1, 2].map(() => redactReport(report, createRedactor())) as [Report, Report];
    const viewsFirst = { rows: rows(first), data: first.data };
    expect({ data: other.data, rows: rows(other) }).toEqual(viewsFirst);
    expect(viewsFirst).toEqual({
      rows: [[['user-3@contoso.com', 'user-2@contoso.com']]],
      data: { senders: ['user-2@contoso.com'], apiKey: '[secret]' },
    });
    expect(first.verdict.title).toBe('Mail to user-1@contoso.com fails.');
  });

  test('serializes as the report that it is made of', () => {
    const keys = (one: Report) => Object.keys(JSON.parse(JSON.stringify(one)));
    expect(keys(redactReport(report, createRedactor()))).toEqual(keys(report));
  });

  test('has looked at neither data nor pictures before they are asked for', () => {
    const seen: string[] = [];
    const redactor = createRedactor();
    const watched: Redactor = {
      ...redactor,
      deep: (value) => {
        seen.push(JSON.stringify(value));
        return redactor.deep(value);
      },
    };
    const shown = redactReport(report, watched);
    expect(shown.views).toHaveLength(1);
    expect(seen.join()).not.toMatch(/bob|cy@/);
    expect(shown.data).not.toBe(report.data);
    expect(seen.join()).toMatch(/bob/);
  });
});
