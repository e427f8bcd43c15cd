/** Numbers marked "Mitiq" are asserted by tests of Mitiq 1.0.0 (files of its folder zne/scaling/tests). */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  foldAllGates,
  foldGatesAtRandom,
  gateWeights,
} from '../../../../../extension/worker/mitigate/zne/scaling/foldGates.ts';
import { foldGlobal } from '../../../../../extension/worker/mitigate/zne/scaling/foldGlobal.ts';
import { foldLayers } from '../../../../../extension/worker/mitigate/zne/scaling/foldLayers.ts';
import { insertIdentities } from '../../../../../extension/worker/mitigate/zne/scaling/insertIdentities.ts';
import { scaleParameters } from '../../../../../extension/worker/mitigate/zne/scaling/scaleParameters.ts';
import type { NoiseScaling } from '../../../../../extension/worker/mitigate/zne/scaling/scaling.ts';
import { stretchDelays } from '../../../../../extension/worker/mitigate/zne/scaling/stretchDelays.ts';
import { randomStreams } from '../../../../../extension/worker/simulate/random.ts';
import type { Circuit } from '../../../../../language/circuit/circuit.ts';
import { distance } from '../../../../../language/circuit/matrix.ts';
import { circuitOf, unitaryOf } from '../../../../language/circuit/circuits.ts';

const bodyOf = circuitOf;
const random = (stream = 0) => randomStreams(3)(stream);
const namesOf = ({ operations, gates }: Circuit): string[] =>
  operations.flatMap((operation) => (operation.kind === 'gate' ? [gates[operation.gate]!.name] : []));
const NONE = { exclude: [] };

/** Every gate of stdgates.inc, and one of the program's own. */
const ALL_GATES = `
  gate own(a) p, q { rx(a) p; cx p, q; ctrl @ s q, p; }
  qubit[4] q;
  p(0.3) q[0]; x q[1]; y q[2]; z q[3]; h q[0]; s q[1]; sdg q[2]; t q[3]; tdg q[0]; sx q[1];
  rx(0.4) q[2]; ry(0.5) q[3]; rz(0.6) q[0]; cx q[0], q[1]; cy q[1], q[2]; cz q[2], q[3]; cp(0.7) q[3], q[0];
  crx(0.8) q[0], q[2]; cry(0.9) q[1], q[3]; crz(1.0) q[2], q[0]; ch q[3], q[1]; swap q[0], q[1];
  ccx q[0], q[1], q[2]; cswap q[1], q[2], q[3]; cu(0.1, 0.2, 0.3, 0.4) q[0], q[3]; CX q[1], q[0];
  phase(0.2) q[0]; cphase(0.3) q[1], q[2]; id q[3]; u1(0.1) q[0]; u2(0.2, 0.3) q[1]; u3(0.4, 0.5, 0.6) q[2];
  U(0.7, 0.8, 0.9) q[3]; gphase(0.4); own(0.3) q[0], q[3]; inv @ own(0.2) q[2], q[1]; pow(0.5) @ x q[0];
  negctrl @ ry(0.3) q[1], q[0]; inv @ inv @ sx q[1]; pow(0.3) @ inv @ y q[2];`;

const FOLDINGS: Readonly<Record<string, NoiseScaling>> = {
  global: foldGlobal,
  all: foldAllGates(NONE),
  random: foldGatesAtRandom(NONE),
  layers: foldLayers(undefined),
  identities: insertIdentities,
};

describe('noise scaling', () => {
  const circuit = bodyOf(ALL_GATES);
  const wanted = unitaryOf(circuit);

  for (const [name, scaling] of Object.entries(FOLDINGS)) {
    it(`keeps the unitary of every gate: ${name}`, () => {
      fc.assert(
        fc.property(fc.double({ min: 1, max: 4, noNaN: true }), fc.nat(1000), (factor, stream) => {
          const scaled = scaling(circuit, factor, random(stream));
          assert.ok(distance(unitaryOf(scaled.circuit), wanted) < 1e-9);
        }),
        { seed: 1, numRuns: 6 },
      );
    });

    it(`marks what it puts in: ${name}`, () => {
      const scaled = scaling(circuit, 3, random()).circuit.operations;
      const own = scaled.filter(({ inserted }) => inserted === undefined);
      assert.equal(own.length, circuit.operations.length);
      assert.ok(scaled.length > own.length);
    });
  }
});

describe('global folding', () => {
  it('repeats the whole circuit', () => {
    // Mitiq, test_folding.py: (C C†)⁴ C at 9.
    const { circuit, scaleFactor } = foldGlobal(bodyOf('qubit q; x q; s q;'), 9, random());
    const forth = ['x', 's'];
    const back = ['s', 'x'];
    assert.deepEqual(
      namesOf(circuit),
      [1, 2, 3, 4].reduce((all) => [...all, ...back, ...forth], forth),
    );
    assert.equal(scaleFactor, 9);
  });

  it('rounds to whole gates, and says so', () => {
    // Mitiq, test_folding.py: four gates at 2.75 give C C† C.
    const { circuit, scaleFactor } = foldGlobal(bodyOf('qubit q; x q; y q; z q; h q;'), 2.75, random());
    assert.equal(namesOf(circuit).join(''), 'xyzhhzyxxyzh');
    assert.equal(scaleFactor, 3);
  });

  it('folds the last gates only, where the factor is small', () => {
    const { circuit, scaleFactor } = foldGlobal(bodyOf('qubit q; x q; y q; z q; h q;'), 1.5, random());
    assert.equal(namesOf(circuit).join(''), 'xyzhhh');
    assert.equal(scaleFactor, 1.5);
  });
});

describe('gate folding', () => {
  const pair = bodyOf('qubit[2] q; swap q[0], q[1]; cx q[0], q[1];');

  it('reaches what it can with whole gates', () => {
    // Mitiq, test_folding.py: twelve gates at 6, five of one and seven of the other.
    const names = namesOf(foldGatesAtRandom(NONE)(pair, 6, random()).circuit);
    assert.deepEqual(['swap', 'cx'].map((name) => names.filter((other) => other === name).length).sort(), [5, 7]);
  });

  it('folds all gates alike, to odd numbers', () => {
    assert.deepEqual(
      [2, 3, 4, 4.5, 5].map((factor) => foldAllGates(NONE)(pair, factor, random()).scaleFactor),
      [1, 3, 5, 5, 5],
    );
  });

  it('leaves out what is excluded', () => {
    const names = namesOf(foldGatesAtRandom({ exclude: ['swap'] })(pair, 3, random()).circuit);
    assert.deepEqual(names, ['swap', 'cx', 'cx', 'cx']);
    assert.equal(foldAllGates({ exclude: ['double'] })(pair, 3, random()).scaleFactor, 1);
  });

  it('weighs gates by their infidelity', () => {
    // Mitiq, test_folding.py, with cy in the place of iSWAP.
    const circuit = bodyOf('qubit[3] q; h q; cx q[0], q[1]; t q[2]; cy q[0], q[1]; ccx q[0], q[1], q[2];');
    const byName = { h: 0.9, cx: 0.8, t: 0.7, ccx: 0.6, cy: 0.5 };
    assert.deepEqual(gateWeights(circuit, { exclude: [], fidelities: byName }), [0.1, 0.1, 0.1, 0.2, 0.3, 0.5, 0.4]);
    const bySize = { single: 1, double: 0.5, triple: 0.1 };
    assert.deepEqual(gateWeights(circuit, { exclude: [], fidelities: bySize }), [0, 0, 0, 0.5, 0, 0.5, 0.9]);
  });

  it('counts the noise, not the gates', () => {
    const circuit = bodyOf('qubit[2] q; h q[0]; h q[1]; cx q[0], q[1];');
    const fidelities = { h: 1, cx: 0.9 };
    const scaled = foldGatesAtRandom({ exclude: [], fidelities })(circuit, 3, random());
    assert.deepEqual(namesOf(scaled.circuit), ['h', 'h', 'cx', 'cx', 'cx']);
    assert.equal(scaled.scaleFactor, 3);
  });
});

describe('layer folding', () => {
  it('folds the layers that are chosen', () => {
    const circuit = bodyOf('qubit[2] q; h q; cx q[0], q[1]; x q;');
    assert.deepEqual(namesOf(foldLayers([1])(circuit, 3, random()).circuit), ['h', 'h', 'cx', 'cx', 'cx', 'x', 'x']);
  });
});

describe('identity insertion', () => {
  it('lets all qubits wait after each moment', () => {
    // Mitiq, test_identity_insertion.py: two layers after each of three moments at 3.
    const circuit = bodyOf('qubit[3] q; h q; cx q[0], q[1]; x q[2]; ccx q[0], q[1], q[2];');
    const scaled = insertIdentities(circuit, 3, random());
    const ids = Array.from({ length: 6 }, () => 'id');
    assert.deepEqual(namesOf(scaled.circuit), ['h', 'h', 'h', ...ids, 'cx', 'x', ...ids, 'ccx', ...ids]);
    assert.equal(scaled.scaleFactor, 3);
  });
});

describe('delay stretching', () => {
  it('makes delays longer', () => {
    const [delay] = stretchDelays(bodyOf('qubit q; delay[2ms] q;'), 2, random()).circuit.operations;
    assert.ok(delay?.kind === 'delay' && delay.duration.kind === 'literal');
    assert.deepEqual(delay.duration.value, { seconds: 0.004, dt: 0 });
  });

  it('needs delays', () => {
    assert.throws(() => stretchDelays(bodyOf('qubit q; h q;'), 2, random()), /needs a circuit with 'delay'/);
  });
});

describe('parameter noise scaling', () => {
  it('adds (s - 1) times the variance of the angles', () => {
    const circuit = bodyOf(`qubit q; ${'rx(0.5) q;'.repeat(800)}`);
    const angles = scaleParameters(0.1)(circuit, 3, random()).circuit.operations.map((operation) =>
      operation.kind === 'gate' ? Number(operation.parameters[0]) : Number.NaN,
    );
    const variance = angles.reduce((sum, angle) => sum + (angle - 0.5) ** 2, 0) / angles.length;
    assert.ok(Math.abs(variance / 0.02 - 1) < 0.15);
  });
});
