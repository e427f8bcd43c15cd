// Observables: how they are read, written and grouped for measurement.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  formatObservable,
  groupTerms,
  type Observable,
  type Pauli,
  parseObservable,
} from '../../../language/circuit/observable.ts';

function observableOf(text: string): Observable {
  const parsed = parseObservable(text);
  assert.equal(parsed.kind, 'observable', JSON.stringify(parsed));
  return parsed.kind === 'observable' ? parsed.observable : { terms: [] };
}

describe('an observable', () => {
  for (const [text, normal] of [
    ['Z0*Z1 + 0.5*X2', 'Z0*Z1 + 0.5*X2'],
    ['-z1 Z0', '-Z0*Z1'],
    ['2.5e-1 * X3 - 1', '0.25*X3 - 1'],
    ['X0 * 2 * 3', '6*X0'],
    ['I0 + .5I', '1.5'],
    ['Y2 + Y2', '2*Y2'],
  ] as const) {
    it(`is read from '${text}'`, () => {
      assert.equal(formatObservable(observableOf(text)), normal);
    });
  }

  for (const [text, normal] of [
    ['XIZ', 'Z0*X2'],
    ['0.5*zzi - IIY', '0.5*Z1*Z2 - Y0'],
    ['ZIX Y1', 'X0*Y1*Z2'],
    ['III + X0 X1', '1 + X0*X1'],
  ] as const) {
    it(`is read from '${text}', with a letter for each of three qubits`, () => {
      const parsed = parseObservable(text, 3);
      assert.ok(parsed.kind === 'observable', JSON.stringify(parsed));
      assert.equal(formatObservable(parsed.observable), normal);
    });
  }

  it('is written so that it reads the same', () => {
    const shape = { noNullPrototype: true };
    const term = fc.record(
      {
        coefficient: fc.double({ min: -9, max: 9, noNaN: true }).filter((value) => !Object.is(value, -0)),
        paulis: fc
          .dictionary(fc.nat(20).map(String), fc.constantFrom<Pauli>('X', 'Y', 'Z'))
          .map((byQubit) => Object.entries(byQubit).map(([qubit, pauli]) => ({ pauli, qubit: Number(qubit) }))),
      },
      shape,
    );
    const terms = fc.uniqueArray(term, {
      minLength: 1,
      maxLength: 6,
      selector: ({ paulis }) => JSON.stringify(paulis),
    });
    fc.assert(
      fc.property(terms, (all) => {
        assert.deepEqual(observableOf(formatObservable({ terms: all })), { terms: all });
      }),
      { seed: 21, numRuns: 100 },
    );
  });

  for (const [text, wrong, message] of [
    ['Z0 + ', '', 'A number or a Pauli matrix is missing here. Write sums such as Z0*Z1 + 0.5*X2.'],
    ['', '', 'A number or a Pauli matrix is missing here. Write sums such as Z0*Z1 + 0.5*X2.'],
    ['Z0 * + X1', '', 'A number or a Pauli matrix is missing here. Write sums such as Z0*Z1 + 0.5*X2.'],
    ['Z0 & X1', '&', "'&' cannot stand here. Write sums such as Z0*Z1 + 0.5*X2."],
    ['2*Z', 'Z', 'Z needs the number of its qubit, such as Z0.'],
    ['X0*Y0', 'Y0', 'Qubit 0 occurs twice in a product. Multiply its matrices out.'],
    ['X0 + X7', 'X7', 'There is no qubit 7: the circuit has 3, counted from 0.'],
    ['Z0 + XXX*Y2', 'Y2', 'Qubit 2 occurs twice in a product. Multiply its matrices out.'],
    [
      'Z0 + ZZ',
      'ZZ',
      "'ZZ' has 2 letters, and the circuit 3 qubits. Write one for each, qubit 0 last, or number them as in Z0*Z1.",
    ],
  ] as const) {
    it(`says what is wrong with '${text}', and where`, () => {
      const parsed = parseObservable(text, 3);
      assert.ok(parsed.kind === 'error');
      assert.deepEqual([parsed.message, text.slice(parsed.span.start, parsed.span.end)], [message, wrong]);
    });
  }

  it('is measured in as many settings as its terms need, qubit by qubit', () => {
    const groups = groupTerms(observableOf('Z0*Z1 + X2 + Z1*Y3 + X0*X1 + X0 + 3'));
    assert.deepEqual(
      groups.map((terms) => formatObservable({ terms })),
      ['Z0*Z1 + X2 + Z1*Y3', 'X0*X1 + X0'],
    );
  });
});
