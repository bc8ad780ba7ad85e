import { expect, test } from 'vitest';
import { rowCells, splitRow } from './csv-row.ts';

test('a quoted cell holds delimiters, quotes and line breaks; others keep their blanks', () => {
  expect(rowCells('a, b ,"c, ""d""\ne" ,', ',')).toEqual(['a', ' b ', 'c, "d"\ne', '']);
});

test('a cell that is not closed goes on in the next line, or ends with the row', () => {
  expect(rowCells('a,"b', ',')).toBeUndefined();
  expect(splitRow('a,"b ""c""', ',')).toEqual(['a', 'b "c"']);
});

test('a row of a drawn table has no cell before its first bar, and quotes within a cell are its own', () => {
  expect(splitRow('| a | "b" c |  |', '|')).toEqual(['a', '"b" c', '']);
});

test('a backslash keeps a quote within a cell, and ends no cell that it stands in last', () => {
  expect(rowCells(String.raw`1,"\"an na\"@contoso.com",x`, ',')).toEqual(['1', String.raw`\"an na\"@contoso.com`, 'x']);
});

test.each([String.raw`"C:\logs\",x`, String.raw`"C:\logs\" , x`, String.raw`x,"C:\logs\"`, `x,"C:\\logs\\"\r`])(
  'a path of Windows ends in a backslash: %j',
  (row) => expect(splitRow(row, ',').toSorted()).toEqual(['C:\\logs\\', 'x']),
);

test('between tabs, too', () => {
  expect(rowCells('"C:\\logs\\"\tx', '\t')).toEqual(['C:\\logs\\', 'x']);
});
