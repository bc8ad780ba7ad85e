import { type Fields, isObject } from '../../core/json.ts';

/**
 * Rows of a table whose names stand apart: Azure's `columns` and `rows`, Splunk's `json_rows` and `json_cols`,
 * Elasticsearch's SQL and ES|QL, ClickHouse's `JSONCompact`, Grafana's frames, BigQuery's `f` and `v`,
 * CloudWatch Insights' `field` and `value`. Undefined where it is none.
 */
export function rowsOf(value: unknown): readonly Fields[] | undefined {
  if (Array.isArray(value)) return insightsRow(value);
  if (!isObject(value)) return undefined;
  const schema = isObject(value['schema']) ? value['schema'] : value;
  const names = namesIn(schema['columns'] ?? schema['Columns'] ?? schema['fields'] ?? schema['meta']);
  if (names === undefined) return undefined;
  return byRows(names, value) ?? byColumns(names, value);
}

/** One row of Insights, a list of its cells; a list of such rows is a list of records. */
function insightsRow(cells: readonly unknown[]): readonly Fields[] | undefined {
  const isRow = cells.length > 0 && cells.every((one) => isObject(one) && 'field' in one && 'value' in one);
  return isRow
    ? [Object.fromEntries((cells as Fields[]).map((one) => [String(one['field']), one['value']]))]
    : undefined;
}

function byRows(names: readonly string[], value: Fields): readonly Fields[] | undefined {
  const rows = [value['rows'], value['Rows'], value['values'], value['data']].find(Array.isArray);
  if (rows === undefined || rows.length === 0) return undefined;
  const cells = rows.map((row) => (isObject(row) && Array.isArray(row['f']) ? row['f'].map(cellOf) : row));
  return isListOfLists(cells) ? cells.map((row) => rowOf(names, row)) : undefined;
}

const cellOf = (cell: unknown): unknown => (isObject(cell) ? cell['v'] : cell);

function byColumns(names: readonly string[], value: Fields): readonly Fields[] | undefined {
  const columns = isObject(value['data']) ? value['data']['values'] : value['columns'];
  if (!isListOfLists(columns)) return undefined;
  return columns[0]?.map((_, i) =>
    rowOf(
      names,
      columns.map((column) => column[i]),
    ),
  );
}

const isListOfLists = (value: unknown): value is readonly (readonly unknown[])[] =>
  Array.isArray(value) && value.length > 0 && value.every(Array.isArray);

function namesIn(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length < 2) return undefined;
  const names = value.map((one) => (isObject(one) ? (one['name'] ?? one['ColumnName']) : one));
  return names.every((name) => typeof name === 'string') ? (names as string[]) : undefined;
}

const rowOf = (names: readonly string[], row: readonly unknown[]): Fields =>
  Object.fromEntries(names.map((name, i) => [name, row[i]]));
