import assert from 'node:assert/strict';
import { pairCircuit } from '../../../../extension/worker/mitigate/distillation/pairs.ts';
import { layersOf } from '../../../../extension/worker/mitigate/pipeline.ts';
import { unitaryOf } from '../../../language/circuit/circuits.ts';
import { estimate, expected, questionOf } from './problems.ts';

const distilled = (copies = 2) => [{ technique: 'virtual-distillation', options: { copies } }] as const;

/** Mixed by gates that no technique puts in. */
const MIXED = 'qubit[2] q; ry(0.7) q[0]; cz q[0], q[1]; rx(0.4) q[1]; cz q[0], q[1]; id q;';
const channel = { kind: 'pauli', probabilities: { X: 0.06, Y: 0.02, Z: 0.09 } } as const;
const ON_ID = { rules: [{ on: 'gate', gates: ['id'], channel }] } as const;

/** Pauli strings on two qubits and their values in ρ, by which ρ is their sum over four. */
async function stateOf(): Promise<ReadonlyMap<string, number>> {
  const values = new Map([['II', 1]]);
  for (const high of 'IXYZ') {
    for (const low of 'IXYZ') {
      if (high + low === 'II') continue;
      const { value } = await expected(MIXED, high + low, [{ technique: 'none' }], { noise: ON_ID });
      values.set(high + low, value);
    }
  }
  return values;
}

type Complex = readonly [number, number];
type Rows = readonly (readonly Complex[])[];
const PAULIS: Readonly<Record<string, Rows>> = {
  I: [
    [
      [1, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [1, 0],
    ],
  ],
  X: [
    [
      [0, 0],
      [1, 0],
    ],
    [
      [1, 0],
      [0, 0],
    ],
  ],
  Y: [
    [
      [0, 0],
      [0, -1],
    ],
    [
      [0, 1],
      [0, 0],
    ],
  ],
  Z: [
    [
      [1, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [-1, 0],
    ],
  ],
};
const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const plus = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];
const stringOf = (text: string): Rows =>
  [0, 1, 2, 3].map((row) =>
    [0, 1, 2, 3].map((column) =>
      times(PAULIS[text[0]!]![row >> 1]![column >> 1]!, PAULIS[text[1]!]![row & 1]![column & 1]!),
    ),
  );
const product = (a: Rows, b: Rows): Rows =>
  a.map((row) =>
    b.map((_, column) => row.reduce<Complex>((sum, entry, k) => plus(sum, times(entry, b[k]![column]!)), [0, 0])),
  );
const trace = (a: Rows): number => a.reduce((sum, row, index) => sum + row[index]![0], 0);

/** Tr(ρ^M P) / Tr ρ^M by matrices. */
function distilledValue(state: ReadonlyMap<string, number>, pauli: string, copies: number): number {
  let rho: Rows = stringOf('II').map((row) => row.map((): Complex => [0, 0]));
  for (const [text, value] of state) {
    const part = stringOf(text);
    rho = rho.map((row, r) => row.map((entry, c) => plus(entry, times([value / 4, 0], part[r]![c]!))));
  }
  let power = rho;
  for (let copy = 1; copy < copies; copy++) power = product(power, rho);
  return trace(product(power, stringOf(pauli))) / trace(power);
}

describe('virtual distillation', () => {
  it('measures two copies in a basis of their exchange', () => {
    // Mitiq 1.0.0, mitiq/experimental/vd/tests/test_vd_utils.py: the gate B, but for a last cx, which outcomes make up for.
    const { circuit } = questionOf('qubit q;', 'Z0');
    const term = { coefficient: 1, paulis: [{ pauli: 'Z', qubit: 0 }] } as const;
    const { circuit: pairs, exchangeOf, scoreOf } = pairCircuit(circuit, [0], [term]);
    const { data } = unitaryOf({ ...pairs, operations: pairs.operations.filter(({ kind }) => kind === 'gate') });
    const found = [0, 1, 2, 3].map((row) =>
      [0, 1, 2, 3].map((column) => Number(data[2 * (4 * row + column)]!.toFixed(6))),
    );
    const r = Number(Math.SQRT1_2.toFixed(6));
    // Rows by outcome: 11 is the antisymmetric state, 10 the symmetric one, 00 and 01 are alike.
    const signs = found.map((row) => row.map((entry) => entry * (row.find((other) => other !== 0)! < 0 ? -1 : 1) + 0));
    assert.deepEqual(signs, [
      [1, 0, 0, 0],
      [0, 0, 0, 1],
      [0, r, r, 0],
      [0, r, -r, 0],
    ]);
    assert.deepEqual(['00', '01', '10', '11'].map(exchangeOf), [1, 1, 1, -1]);
    assert.deepEqual(
      ['00', '01', '10', '11'].map((outcome) => scoreOf(outcome) + 0),
      [1, -1, 0, 0],
    );
  });

  for (const copies of [2, 3, 4]) {
    it(`finds Tr(ρ^M O) / Tr ρ^M for every product of Paulis: ${copies} copies`, async () => {
      const state = await stateOf();
      for (const pauli of copies === 4 ? ['YZ'] : ['ZI', 'IZ', 'XX', 'YZ', 'XI', 'ZZ', 'IY']) {
        const { value } = await expected(MIXED, pauli, distilled(copies), { noise: ON_ID });
        const wanted = distilledValue(state, pauli, copies);
        assert.ok(Math.abs(value - wanted) < 1e-9, `${pauli}: ${value} ${wanted}`);
      }
    });
  }

  it('adds up sums, and tells the purity', async () => {
    const state = await stateOf();
    const wanted =
      2 + 0.5 * distilledValue(state, 'ZI', 2) - distilledValue(state, 'IZ', 2) + distilledValue(state, 'XX', 2);
    const { value, cost } = await expected(MIXED, '2 + 0.5*Z1 - Z0 + X0*X1', distilled(), { noise: ON_ID });
    assert.ok(Math.abs(value - wanted) < 1e-9);
    assert.equal(cost.circuits, 2);
    const { details } = await expected(MIXED, 'Z0', distilled(), { noise: ON_ID });
    const squares = [...state.values()].reduce((sum, entry) => sum + entry ** 2, 0);
    assert.ok(details?.kind === 'distillation' && Math.abs(details.purity - squares / 4) < 1e-9);
  });

  it('measures products that share no qubit together', async () => {
    const two = 'qubit[4] q; ry(0.5) q[0]; cx q[0], q[1]; ry(0.9) q[2]; cx q[2], q[3]; rx(0.4) q;';
    for (const [observable, circuits] of [
      ['Z0*Z1 + 0.5*Z2*Z3', 1],
      ['Z0*Z1 + 0.5*Z1*Z2 - Z3', 2],
    ] as const) {
      const wanted = await expected(two, observable, [{ technique: 'none' }]);
      const { value, cost } = await expected(two, observable, distilled());
      assert.ok(Math.abs(value - wanted.value) < 1e-9, `${observable}: ${value} ${wanted.value}`);
      assert.equal(cost.circuits, circuits);
    }
  });

  it('comes nearer although its own gates are noisy', async () => {
    const ghz = `qubit[3] q; h q[0]; ${'cx q[0], q[1]; cx q[1], q[2]; cx q[0], q[2];'.repeat(5)}`;
    const noise = 'depolarizing(0.002, 0.02)';
    const raw = await expected(ghz, 'Z0*Z1', [{ technique: 'none' }], { noise });
    const { value } = await expected(ghz, 'Z0*Z1', distilled(), { noise });
    assert.ok(Math.abs(value - 1) < Math.abs(raw.value - 1) / 2, `${raw.value} ${value}`);
  });

  for (const copies of [2, 3]) {
    it(`has the standard error that repetitions have: ${copies} copies`, async () => {
      const settings = { noise: ON_ID, shots: 500 };
      const runs = await Promise.all(
        Array.from({ length: 40 }, (_, seed) =>
          estimate(MIXED, 'Z0 + X0*X1', distilled(copies), { ...settings, seed }),
        ),
      );
      const mean = runs.reduce((sum, { value }) => sum + value, 0) / runs.length;
      const spread = Math.sqrt(runs.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (runs.length - 1));
      const { standardError } = await expected(MIXED, 'Z0 + X0*X1', distilled(copies), settings);
      assert.ok(Math.abs(spread / standardError - 1) < 0.35, `${spread} ${standardError}`);
    });
  }

  it('says what it cannot do', async () => {
    await assert.rejects(estimate(MIXED, 'Z0', distilled(1)), /two at least/);
    const local = { rules: [{ ...ON_ID.rules[0], qubits: [0] }] };
    await assert.rejects(estimate(MIXED, 'Z0', distilled(), { noise: local }), /the same on all qubits/);
    const noise = 'depolarizing(0.75, 0.9375)';
    await assert.rejects(estimate(MIXED, 'Z0', distilled(), { noise, shots: 20 }), /too noisy to be distilled/);
    const stages = [{ technique: 'pec' }, { technique: 'virtual-distillation' }] as const;
    assert.throws(() => layersOf(stages), /'pec' cannot stand above 'virtual-distillation'/);
  });
});
