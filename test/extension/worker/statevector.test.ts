// The reference simulator against closed forms, and the laws of quantum mechanics.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { probabilitiesOf, stateOf } from './simulations.ts';

const TOLERANCE = 1e-12;

function assertClose(actual: readonly number[], expected: readonly number[], tolerance = TOLERANCE): void {
  assert.equal(actual.length, expected.length);
  const worst = Math.max(...actual.map((value, index) => Math.abs(value - expected[index]!)));
  assert.ok(worst < tolerance, `off by ${worst}: ${actual} instead of ${expected}`);
}

/** Real and imaginary parts in turn. */
function amplitudesOf(text: string): number[] {
  return [...stateOf(text).amplitudes];
}

describe('the state vector of known circuits', () => {
  const r = Math.SQRT1_2;

  it('Bell: (|00⟩ + |11⟩)/√2', () => {
    assertClose(amplitudesOf('qubit[2] q; h q[0]; cx q[0], q[1];'), [r, 0, 0, 0, 0, 0, r, 0]);
  });

  it('qubit 0 is the least significant bit', () => {
    assertClose(probabilitiesOf(stateOf('qubit[3] q; x q[0];')), [0, 1, 0, 0, 0, 0, 0, 0]);
    assertClose(probabilitiesOf(stateOf('qubit[3] q; x q[2];')), [0, 0, 0, 0, 1, 0, 0, 0]);
  });

  it('GHZ of ten qubits', () => {
    const chain = Array.from({ length: 9 }, (_, k) => `cx q[${k}], q[${k + 1}];`).join(' ');
    const probabilities = probabilitiesOf(stateOf(`qubit[10] q; h q[0]; ${chain}`));
    assertClose([probabilities[0]!, probabilities[1023]!], [0.5, 0.5]);
  });

  for (const [gate, probability] of [
    ['rx', (theta: number) => Math.sin(theta / 2) ** 2],
    ['ry', (theta: number) => Math.sin(theta / 2) ** 2],
    ['rz', () => 0],
  ] as const) {
    it(`${gate}(θ) |0⟩ is found in |1⟩ as its closed form says`, () => {
      for (const theta of [0, 0.3, 1, Math.PI / 2, 2, Math.PI, 5]) {
        assertClose([stateOf(`qubit q; ${gate}(${theta}) q;`).probabilities(0)[1]], [probability(theta)]);
      }
    });
  }

  it('the Fourier transform of basis state k has the phases exp(2πi jk / 2^n)', () => {
    const n = 4;
    const size = 2 ** n;
    const lines: string[] = [];
    for (let target = n - 1; target >= 0; target--) {
      lines.push(`h q[${target}];`);
      for (let control = target - 1; control >= 0; control--) {
        lines.push(`cp(${Math.PI / 2 ** (target - control)}) q[${control}], q[${target}];`);
      }
    }
    for (let k = 0; k < n / 2; k++) lines.push(`swap q[${k}], q[${n - 1 - k}];`);
    for (let k = 0; k < size; k++) {
      const prepare = Array.from({ length: n }, (_, bit) => ((k >> bit) & 1 ? `x q[${bit}];` : '')).join('');
      const expected = Array.from({ length: size }, (_, j) => (2 * Math.PI * j * k) / size).flatMap((angle) => [
        Math.cos(angle) / Math.sqrt(size),
        Math.sin(angle) / Math.sqrt(size),
      ]);
      assertClose(amplitudesOf(`qubit[${n}] q; ${prepare} ${lines.join(' ')}`), expected);
    }
  });

  it('Grover finds one of 2^n items with probability sin²((2k + 1) asin 2^(-n/2))', () => {
    const n = 4;
    const all = Array.from({ length: n }, (_, k) => `q[${k}]`).join(', ');
    const everywhere = (gate: string) => Array.from({ length: n }, (_, k) => `${gate} q[${k}];`).join(' ');
    const oracle = `ctrl(${n - 1}) @ z ${all};`;
    const diffusion = `${everywhere('h')} ${everywhere('x')} ctrl(${n - 1}) @ z ${all}; ${everywhere('x')} ${everywhere('h')}`;
    for (let k = 0; k <= 4; k++) {
      const state = stateOf(`qubit[${n}] q; ${everywhere('h')} ${`${oracle} ${diffusion} `.repeat(k)}`);
      const expected = Math.sin((2 * k + 1) * Math.asin(2 ** (-n / 2))) ** 2;
      assertClose([probabilitiesOf(state)[2 ** n - 1]!], [expected]);
    }
  });

  it('gates of the user on many qubits, controlled and inverted, do what their bodies do', () => {
    const body = 'h a; cx a, b; rz(t) b; ccx a, b, c; cp(t) c, d; swap d, a;';
    const inverse = 'swap q[4], q[1]; cp(-0.7) q[3], q[4]; ccx q[1], q[2], q[3]; rz(-0.7) q[2]; cx q[1], q[2]; h q[1];';
    const gate = `gate big(t) a, b, c, d { ${body} } qubit[5] q; h q;`;
    const controlled = stateOf(`${gate} x q[0]; inv @ big(0.7) q[1], q[2], q[3], q[4];`);
    assertClose([...controlled.amplitudes], amplitudesOf(`qubit[5] q; h q; x q[0]; ${inverse}`));
    const idle = stateOf(
      `${gate} reset q[0]; ctrl @ big(0.7) q[0], q[1], q[2], q[3], q[4]; ctrl @ inv @ big(0.7) q[0], q[1], q[2], q[3], q[4];`,
    );
    assert.ok(Math.abs(idle.probabilities(0)[0] - 1) < TOLERANCE);
  });
});

describe('the laws', () => {
  const angle = fc.double({ min: -7, max: 7, noNaN: true });
  const four = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 4, maxLength: 4 });
  const gate = fc.oneof(
    fc.constantFrom('x', 'y', 'z', 'h', 's', 't', 'sdg', 'tdg', 'sx').map((name) => ({ name, qubits: 1 })),
    fc.tuple(fc.constantFrom('rx', 'ry', 'rz', 'p'), angle).map(([name, a]) => ({ name: `${name}(${a})`, qubits: 1 })),
    fc.tuple(angle, angle, angle).map((angles) => ({ name: `U(${angles})`, qubits: 1 })),
    fc.constantFrom('cx', 'cy', 'cz', 'ch', 'swap').map((name) => ({ name, qubits: 2 })),
    fc
      .tuple(fc.constantFrom('crx', 'cry', 'crz', 'cp'), angle)
      .map(([name, a]) => ({ name: `${name}(${a})`, qubits: 2 })),
    fc.tuple(angle, angle, angle, angle).map((angles) => ({ name: `cu(${angles})`, qubits: 2 })),
    fc.constantFrom('ccx', 'cswap').map((name) => ({ name, qubits: 3 })),
    fc.constantFrom('pow(0.3) @ ch', 'negctrl @ sx', 'ctrl @ pow(2) @ s').map((name) => ({ name, qubits: 2 })),
  );
  const call = fc.tuple(gate, four).map(([{ name, qubits }, wires]) => {
    const operands = wires
      .slice(0, qubits)
      .map((wire) => `q[${wire}]`)
      .join(', ');
    return { forwards: `${name} ${operands};`, backwards: `inv @ ${name} ${operands};` };
  });
  const circuits = fc.array(call, { minLength: 1, maxLength: 25 });

  it('gates keep the norm', () => {
    fc.assert(
      fc.property(circuits, (calls) => {
        const state = stateOf(`qubit[5] q; ${calls.map(({ forwards }) => forwards).join(' ')}`);
        assertClose([probabilitiesOf(state).reduce((sum, p) => sum + p, 0)], [1]);
      }),
      { seed: 4, numRuns: 50 },
    );
  });

  it('a circuit followed by its inverse does nothing', () => {
    fc.assert(
      fc.property(circuits, (calls) => {
        const forwards = calls.map((each) => each.forwards).join(' ');
        const backwards = calls
          .map((each) => each.backwards)
          .reverse()
          .join(' ');
        const [re, im] = stateOf(`qubit[5] q; ${forwards} ${backwards}`).amplitudes;
        assertClose([re!, im!], [1, 0], 1e-11);
      }),
      { seed: 5, numRuns: 50 },
    );
  });

  it('the order of controls does not matter', () => {
    fc.assert(
      fc.property(circuits, angle, (calls, a) => {
        const prepare = `qubit[5] q; ${calls.map(({ forwards }) => forwards).join(' ')}`;
        const one = stateOf(`${prepare} ctrl @ negctrl @ rx(${a}) q[1], q[3], q[0];`);
        const other = stateOf(`${prepare} negctrl @ ctrl @ rx(${a}) q[3], q[1], q[0];`);
        assertClose([...one.amplitudes], [...other.amplitudes]);
      }),
      { seed: 6, numRuns: 25 },
    );
  });

  it('a measurement leaves a state of norm 1 in which it gives the same outcome again', () => {
    fc.assert(
      fc.property(circuits, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (calls, random) => {
        const state = stateOf(`qubit[5] q; ${calls.map(({ forwards }) => forwards).join(' ')}`);
        const outcome = state.measure(2, random);
        assertClose([state.probabilities(2)[outcome]], [1]);
        assert.equal(state.measure(2, (random + 0.5) % 1), outcome);
        state.reset(2, 0.5);
        assertClose([state.probabilities(2)[0]], [1]);
      }),
      { seed: 7, numRuns: 50 },
    );
  });
});
