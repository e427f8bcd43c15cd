import assert from 'node:assert/strict';
import { declaredSymbols, matchingSymbols } from '../../../language/features/workspaceSymbols.ts';
import { parse } from '../../../language/syntax/parser.ts';

describe('workspace symbols', () => {
  const symbols = declaredSymbols(
    parse('qubit[2] data; gate dagger a { } def prepare(qubit q) { int depth; } const int add_data = 1;'),
  );
  const names = (query: string) => matchingSymbols(symbols, query).map(({ name }) => name);

  it('are what a file declares for others to find', () => {
    assert.deepEqual(names(''), ['add_data', 'dagger', 'data', 'prepare']);
  });

  it('are found by letters of their names, the closest first', () => {
    assert.deepEqual(names('data'), ['data', 'add_data']);
    assert.deepEqual(names('DA'), ['dagger', 'data', 'add_data']);
    assert.deepEqual(names('pre'), ['prepare']);
    assert.deepEqual(names('dgr'), ['dagger']);
    assert.deepEqual(names('q'), []);
  });

  it('are at most 500', () => {
    const many = Array.from({ length: 600 }, (_, index) => ({ name: `q${index}` }));
    assert.equal(matchingSymbols(many, 'q').length, 500);
  });
});
