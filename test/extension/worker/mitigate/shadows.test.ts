// Numbers of Mitiq 1.0.0, mitiq/experimental/shadows/tests/test_classical_postprocessing.py, whose texts have qubit 0 first.
import assert from 'node:assert/strict';
import type { Snapshot } from '../../../../extension/worker/mitigate/shadows/mean.ts';
import { medianOfMeans, medianWidening, snapshotMoments } from '../../../../extension/worker/mitigate/shadows/mean.ts';
import { shadowNorm } from '../../../../extension/worker/mitigate/shadows/shadows.ts';
import { randomStreams } from '../../../../extension/worker/simulate/random.ts';
import type { Pauli, PauliTerm } from '../../../../language/circuit/observable.ts';
import { estimate, expected } from './problems.ts';

const shadows = (options: object = {}) => [{ technique: 'shadows', options }] as const;
const GHZ = 'qubit[3] q; h q[0]; cx q[0], q[1]; cx q[1], q[2];';

function snapshot(bits: string, bases: string): Snapshot {
  const outcome = [...bits].reverse().join('');
  return {
    basis: { paulis: [...bases] as Pauli[], flips: [...bases].map(() => false) },
    counts: { shots: 1, outcomes: new Map([[outcome, 1]]) },
    times: 1,
  };
}

/** A product with the inverse of what random bases do to it. */
function term(text: string, coefficient = 3 ** text.replaceAll('I', '').length): PauliTerm {
  const paulis = [...text].flatMap((pauli, qubit) => (pauli === 'I' ? [] : [{ pauli: pauli as Pauli, qubit }]));
  return { coefficient, paulis };
}

const QUBITS = [0, 1, 2, 3, 4];
const meanOf = (snapshots: readonly Snapshot[], product: PauliTerm, measuresZ = false) =>
  snapshotMoments(snapshots, [product], QUBITS.slice(0, snapshots[0]!.basis.paulis.length), { measuresZ }).mean;

describe('the mean over snapshots', () => {
  it('counts what the bases measure 3^k times', () => {
    assert.equal(meanOf([snapshot('0101', 'ZZXX'), snapshot('0110', 'ZZXX')], term('ZZII')), -9);
    assert.equal(meanOf([snapshot('0101', 'YXZZ'), snapshot('0110', 'XXXX')], term('YXZZ')), 40.5);
    assert.equal(meanOf([snapshot('101', 'ZXY'), snapshot('010', 'YZX'), snapshot('101', 'ZZY')], term('XYZ')), 0);
  });

  it('tells of zeros what is left of each product', () => {
    const one = [snapshot('01101', 'XYZYZ')];
    for (const [product, wanted] of [
      ['IIZII', -1],
      ['IIIIZ', -1],
      ['IIZIZ', 1],
      ['ZIIII', 0],
      ['IZZII', 0],
    ] as const) {
      assert.equal(meanOf(one, term(product, 1), true), wanted, product);
    }
    const four = [snapshot('00', 'XX'), snapshot('01', 'YY'), snapshot('10', 'ZZ'), snapshot('11', 'XY')];
    assert.deepEqual(
      ['ZI', 'IZ', 'ZZ'].map((product) => meanOf(four, term(product, 1), true)),
      [-0.25, 0.25, -0.25],
    );
  });

  it('is the median of the means of parts, which outliers do not move', () => {
    const usual = Array.from({ length: 8 }, () => snapshot('0', 'Z'));
    const snapshots = [...usual, { ...snapshot('1', 'Z'), counts: { shots: 1, outcomes: new Map([['1', 1]]) } }];
    const found = medianOfMeans(snapshots, [term('Z', 1)], [0], 9, randomStreams(1)(0));
    assert.equal(found, 1);
    // Of three normal means: 0.4487 against 1/3, times the variance of each.
    assert.ok(Math.abs(medianWidening(3) ** 2 / (0.4487 * 3) - 1) < 0.03);
    assert.equal(medianWidening(1), 1);
  });
});

describe('classical shadows', () => {
  it('invert what random bases do', async () => {
    for (const observable of ['Z0*Z1', 'X0*X1*X2', 'Y0*Y1*X2 + 0.5*Z2 - Z0*Z2 + 2']) {
      const wanted = await expected(GHZ, observable, [{ technique: 'none' }]);
      const { value } = await expected(GHZ, observable, shadows());
      assert.ok(Math.abs(value - wanted.value) < 1e-9, `${observable}: ${value}`);
    }
  });

  it('have a variance of at most 3^k for a shot', async () => {
    for (const [observable, weight] of [
      ['X0', 1],
      ['Z0*Z1', 2],
      ['X0*Y1*Z2', 3],
    ] as const) {
      const shots = 100_000;
      const { value, standardError, details } = await expected(GHZ, observable, shadows({ bases: shots }), { shots });
      const variance = standardError ** 2 * (shots - 1);
      assert.ok(Math.abs(variance - (3 ** weight - value ** 2)) < 1e-6, `${observable}: ${variance}`);
      assert.equal(shadowNorm(weight), 3 ** weight);
      assert.ok(details?.kind === 'shadows' && details.norm === 3 ** weight);
    }
  });

  for (const options of [{}, { bases: 40 }, { groups: 5 }, { robust: true }]) {
    it(`have the standard error that repetitions have: ${JSON.stringify(options)}`, async () => {
      const program = 'qubit[2] q; ry(0.6) q[0]; cx q[0], q[1];';
      const settings = { noise: 'readout(0.03, 0.08)', shots: 400 };
      const runs = await Promise.all(
        Array.from({ length: 30 }, (_, seed) =>
          estimate(program, 'Z0*Z1 + X0', shadows(options), { ...settings, seed }),
        ),
      );
      const mean = runs.reduce((sum, { value }) => sum + value, 0) / runs.length;
      const spread = Math.sqrt(runs.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (runs.length - 1));
      const found = runs.reduce((sum, { standardError }) => sum + standardError, 0) / runs.length;
      const { value, standardError } = await expected(program, 'Z0*Z1 + X0', shadows(options), settings);
      assert.ok(Math.abs(spread / standardError - 1) < 0.4, `${spread} ${standardError}`);
      assert.ok(Math.abs(found / standardError - 1) < 0.25, `${found} ${standardError}`);
      assert.ok(Math.abs(mean - value) < (4 * standardError) / Math.sqrt(runs.length), `${mean} ${value}`);
    });
  }

  it('learn errors of readout, however unlike, where they are robust', async () => {
    const noise = 'readout(0.05, 0.2)';
    const bell = 'qubit[2] q; h q[0]; cx q[0], q[1];';
    const plain = await expected(bell, 'Z0*Z1 + X0*X1', shadows(), { noise });
    const robust = await expected(bell, 'Z0*Z1 + X0*X1', shadows({ robust: true }), { noise });
    assert.ok(Math.abs(plain.value - 2) > 0.5);
    assert.ok(Math.abs(robust.value - 2) < 1e-9, `${robust.value}`);
  });

  it('refuse what no shot measures', async () => {
    const wide = `qubit[8] q; h q;`;
    const product = Array.from({ length: 8 }, (_, qubit) => `X${qubit}`).join('*');
    await assert.rejects(estimate(wide, product, shadows(), { shots: 20 }), /one in 6561 does\. Raise bases and shots/);
    await assert.rejects(estimate(wide, 'X0', shadows({ groups: 2 })), /must be odd/);
  });
});
