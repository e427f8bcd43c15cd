// Fitting a circuit to a device: it means the same on native gates and coupled qubits.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { simulate } from '../../../../extension/worker/jobs/simulate.ts';
import type { Circuit } from '../../../../language/circuit/circuit.ts';
import { type FitOptions, fitCircuit } from '../../../../language/circuit/fit/fitCircuit.ts';
import { FitError } from '../../../../language/circuit/fit/fitError.ts';
import { fittedProgram } from '../../../../language/circuit/fit/fittedProgram.ts';
import { compile } from '../../../../language/compile.ts';
import { chiSquaredTailOfTwo } from '../../../extension/worker/simulations.ts';
import { circuitOf } from '../circuits.ts';
import { COUPLINGS, type DeviceShape, deviceOf } from './devices.ts';
import { assertNative, infidelity } from './equivalence.ts';

const SHAPES: Readonly<Record<string, DeviceShape>> = {
  'a line with CX': { qubits: 5, couplings: COUPLINGS.line(5) },
  'a line with one-way CX, without X': { qubits: 5, couplings: COUPLINGS.line(5), one: ['rz', 'sx'], oneWay: true },
  'a ring with one-way ECR': { qubits: 6, couplings: COUPLINGS.ring(6), two: ['ecr'], oneWay: true },
  'a grid with CZ': { qubits: 6, couplings: COUPLINGS.grid(2, 3), two: ['cz'] },
  'a star with CZ and U3': { qubits: 5, couplings: COUPLINGS.star(5), one: ['u3'], two: ['cz'] },
  'ions with RXX and R': { qubits: 4, couplings: COUPLINGS.all(4), one: ['r'], two: ['rxx'], oneWay: true },
  'ions with RZZ, R and RZ': { qubits: 5, couplings: COUPLINGS.all(5), one: ['r', 'rz'], two: ['rzz'], oneWay: true },
  'ions with MS, GPI and GPI2': { qubits: 4, couplings: COUPLINGS.all(4), one: ['gpi', 'gpi2'], two: ['ms'] },
  'a ring with iSWAP': { qubits: 5, couplings: COUPLINGS.ring(5), two: ['iswap'], oneWay: true },
  'a line with RZZ and RX': { qubits: 5, couplings: COUPLINGS.line(5), one: ['rx', 'rz'], two: ['rzz'] },
};

const angle = fc.constantFrom('0.3', '1.1', '2.9', '-0.7', 'pi / 2', 'pi', 'pi / 4');
const qubits = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 3, maxLength: 3 });
const names = fc.constantFrom(
  ...['h a;', 't a;', 'x a;', 'ry(θ) a;', 'u3(θ, 0.4, 1.2) a;', 'cx a, b;', 'cx a, b;', 'cz a, b;', 'cp(θ) a, b;'],
  ...[
    'swap a, b;',
    'ch a, b;',
    'cu(θ, 0.1, 0.2, 0.3) a, b;',
    'ccx a, b, c;',
    'cswap a, b, c;',
    'ctrl @ cp(θ) a, b, c;',
  ],
  ...['inv @ ccx a, b, c;', 'pow(0.5) @ cx a, b;', 'negctrl @ rx(θ) a, b;', 'mine(θ) a, b, c;', 'barrier a, b;'],
);
const MINE = 'gate mine(t) a, b, c { h a; cx a, b; rz(t) b; cx b, c; ctrl @ ry(t / 2) c, a; }';
const program = fc
  .array(fc.tuple(names, qubits, angle), { minLength: 1, maxLength: 12 })
  .map((calls) =>
    calls.map(([name, [a, b, c], theta]) =>
      name.replace('θ', theta).replace(/\b([abc])\b(?=[,;])/g, (letter) => `q[${{ a, b, c }[letter]}]`),
    ),
  )
  .map((calls) => `${MINE} qubit[4] q; ${calls.join(' ')}`);

describe('a fitted circuit', () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    it(`means what the circuit means, on ${name}`, () => {
      const device = deviceOf(shape);
      fc.assert(
        fc.property(program, (text) => {
          const circuit = circuitOf(text);
          const fitted = fitCircuit(circuit, device);
          assertNative(fitted, device);
          assert.ok(Math.abs(infidelity(circuit, fitted)) < 1e-9);
        }),
        { seed: 5, numRuns: 12 },
      );
    });
  }
});

const LINE = deviceOf({ qubits: 5, couplings: COUPLINGS.line(5) });
const lineText = (text: string, device = LINE): string => {
  const circuit = circuitOf(text);
  const program = fittedProgram(circuit, fitCircuit(circuit, device));
  assert.ok(program.kind === 'text');
  return program.text;
};
const refusal = (text: string, device = LINE, options: FitOptions = {}): string => {
  try {
    fitCircuit(circuitOf(text), device, options);
  } catch (error) {
    assert.ok(error instanceof FitError);
    return error.message;
  }
  return 'fitted';
};

describe('a program on a device', () => {
  it('compiles without a diagnostic, and fits to the device as it is', () => {
    const ring = deviceOf({ qubits: 6, couplings: COUPLINGS.ring(6), two: ['ecr'], oneWay: true });
    const text = lineText(
      'qubit[4] q; bit[4] c; h q; ccx q[0], q[1], q[3]; cu(1, 2, 3, 4) q[3], q[0]; c = measure q;',
      ring,
    );
    const { circuit, diagnostics } = compile('file:///fitted.qasm', text);
    assert.deepEqual(diagnostics, []);
    const again = fitCircuit(circuit, ring);
    assert.equal(again.swapCount, 0);
    const program = fittedProgram(circuit, again);
    assert.ok(program.kind === 'text');
    assert.equal(program.text, text.replace(/^\/\/.*\n/gm, ''));
  });

  it('keeps the placement of hardware qubits, and swaps what is not coupled', () => {
    const fitted = fitCircuit(circuitOf('h $0; cx $0, $2;'), LINE);
    assert.deepEqual(fitted.initialLayout, [0, 2]);
    assert.equal(fitted.swapCount, 1);
  });

  it('starts where it is told to', () => {
    const fitted = fitCircuit(circuitOf('qubit[3] q; h q[0]; cx q[0], q[1];'), LINE, { layout: [3, 2, 0] });
    assert.deepEqual(fitted.initialLayout, [3, 2, undefined]);
    assert.deepEqual(fitted.physical, [2, 3]);
  });

  it('goes to the couplings and qubits with the least errors', () => {
    const gates = LINE.gates.map((gate) => (gate.qubits.join() === '3,2' ? { ...gate, error: 0.001 } : gate));
    const fitted = fitCircuit(circuitOf('qubit[2] q; h q[0]; cx q[0], q[1];'), { ...LINE, gates });
    assert.deepEqual(fitted.physical, [2, 3]);
  });

  it('goes there with its swaps, where it needs any', () => {
    const line = deviceOf({ qubits: 12, couplings: COUPLINGS.line(12) });
    const gates = line.gates.map((gate) =>
      Math.max(...gate.qubits) < 8 ? gate : { ...gate, error: gate.error! / 10 },
    );
    for (const seed of [1, 2, 3]) {
      const circuit = circuitOf('qubit[4] q; h q; ccx q[0], q[1], q[2]; ccx q[1], q[2], q[3]; cx q[3], q[0];');
      const fitted = fitCircuit(circuit, { ...line, gates }, { seed });
      assert.ok(fitted.swapCount > 0);
      assert.deepEqual(fitted.physical, [8, 9, 10, 11]);
      assert.ok(Math.abs(infidelity(circuit, fitted)) < 1e-9);
    }
  });

  it('avoids what does not work', () => {
    const gates = LINE.gates.map((gate) => (gate.qubits.join() === '1,2' ? { ...gate, working: false } : gate));
    const oneWay = fitCircuit(circuitOf('qubit[3] q; h q[0]; cx q[0], q[1]; cx q[1], q[2];'), { ...LINE, gates });
    assertNative(oneWay, { ...LINE, gates: gates.filter(({ working }) => working) });
    const qubits = LINE.qubits.map((qubit, index) => ({ ...qubit, working: index !== 2 }));
    const message = "The program uses 3 qubits, but only 2 working qubits of the device 'test' are connected.";
    assert.equal(refusal('qubit[3] q; h q; cx q[0], q[1];', { ...LINE, qubits }), message);
  });

  it('keeps angles that wait for an input as expressions', () => {
    const text = `input float a; input float b; qubit[4] q;
      rx(a) q[0]; crz(2 * b) q[0], q[2]; u3(a, b, 0.3) q[1]; rzz(a) q[2], q[3]; cu(a, b, 0.1, 0.2) q[3], q[0]; rz(b) q[3]; rz(1) q[3];`.replace(
      'input',
      'gate rzz(t) u, v { cx u, v; rz(t) v; cx u, v; } input',
    );
    const circuit = circuitOf(text);
    for (const one of [['rz', 'sx', 'x'], ['u3'], ['r'], ['gpi', 'gpi2']]) {
      const fitted = fitCircuit(circuit, deviceOf({ qubits: 4, couplings: COUPLINGS.line(4), one }));
      assert.ok(Math.abs(infidelity(circuit, fitted, (variable) => [0.7, -1.9][variable]!)) < 1e-9);
    }
  });

  it('takes as few iSWAP as there can be', () => {
    const pair = deviceOf({ qubits: 2, couplings: [[0, 1]], two: ['iswap'], oneWay: true });
    const counts = ['swap', 'cx', 'cp(0.3)', 'cu(1, 2, 3, 4)'].map((gate) => {
      const circuit = circuitOf(`qubit[2] q; ${gate} q[0], q[1];`);
      return fitCircuit(circuit, pair).circuit.operations.filter(
        ({ kind, ...rest }) => kind === 'gate' && 'qubits' in rest && rest.qubits.length === 2,
      ).length;
    });
    assert.deepEqual(counts, [3, 2, 2, 2]);
    const iswap = 'gate iswap a, b { s a; s b; cz a, b; swap a, b; }';
    assert.equal(lineText(`${iswap} qubit[2] q; iswap q[0], q[1];`, pair).match(/iswap \$/g)?.length, 1);
  });

  it('drops turns that no measurement tells', () => {
    assert.doesNotMatch(lineText('qubit[2] q; bit[2] c; h q; cz q[0], q[1]; t q[0]; c = measure q;'), /cx|t /);
  });

  it('says what no device does, where it is', () => {
    assert.match(refusal('OPENQASM 2.0; opaque magic a; qreg q[1]; magic q[0];'), /'magic'.*no definition/);
    assert.equal(refusal('qubit[6] q; h q;'), "The program uses 6 qubits, but the device 'test' has 5.");
    assert.equal(refusal('h $7;'), "The device 'test' has no qubit 7: its qubits are 0 to 4.");
    assert.equal(
      refusal('qubit[2] q; h q;', LINE, { layout: [1, 1] }),
      'Qubit 1 of the device is given to two qubits of the program.',
    );
    const other = deviceOf({ qubits: 2, couplings: [[0, 1]], two: ['swap'] });
    assert.match(refusal('qubit[2] q; cx q[0], q[1];', other), /which has: swap\. They can be to cx/);
    const alone = deviceOf({ qubits: 2, couplings: [[0, 1]], one: ['h'] });
    assert.match(refusal('qubit q; x q;', alone), /cannot make all others: it has: h\./);
  });
});

describe('a circuit that decides while it runs', () => {
  const PROGRAMS = {
    'branches that leave the qubits where they were': `qubit[4] q; bit[4] c; h q[0]; cx q[0], q[3]; c[0] = measure q[0];
      if (c[0]) { cx q[1], q[3]; x q[1]; cx q[0], q[2]; cx q[1], q[2]; } else { h q[2]; cx q[2], q[0]; } cx q[0], q[3]; c = measure q;`,
    'loops, and ways out of them': `qubit[4] q; bit[4] c; bit m; h q[0]; m = measure q[0];
      while (m) { cx q[0], q[3]; h q[0]; cx q[0], q[2]; m = measure q[0]; cx q[3], q[1]; cx q[0], q[1];
      if (m) { cx q[0], q[3]; break; } cx q[2], q[0]; } cx q[1], q[0]; c = measure q;`,
    'choices, boxes and resets': `qubit[4] q; bit[4] c; reset q; h q[1]; c[1] = measure q[1];
      switch (int(c)) { case 0 { x q[0]; cx q[0], q[2]; } default { h q[0]; cx q[0], q[2]; cx q[1], q[3]; } }
      box { cx q[0], q[2]; cx q[0], q[1]; cx q[0], q[3]; } reset q[2]; delay[100ns] q[0]; cx q[3], q[1]; c = measure q;`,
    'bits that are measured twice, and read in between': `qubit[4] q; bit[4] c; bit m; h q; c[0] = measure q[0]; m = c[0];
      cx q[1], q[3]; c[0] = measure q[1]; cx q[2], q[3]; ry(1) q[2]; if (m) { cx q[2], q[3]; } c[1] = measure q[3];
      cx q[2], q[1]; reset q[0]; cx q[1], q[0]; c[2] = measure q[0]; cx q[1], q[2]; c[3] = m;`,
  };

  /** Gates behind a measurement of the qubit of the device that they act on. */
  const gatesBehindMeasurements = ({ operations }: Circuit): number => {
    const measured = new Set<number>();
    return operations.filter((operation) => {
      if (operation.kind === 'measure') measured.add(operation.qubit);
      return operation.kind === 'gate' && operation.qubits.some((qubit) => measured.has(qubit));
    }).length;
  };

  it('measures last what nothing waits for, behind the swaps that pass through', () => {
    fc.assert(
      fc.property(program, fc.integer({ min: 0, max: 3 }), (text, qubit) => {
        const rest = text.slice(text.indexOf('qubit[4] q;')).replaceAll(`q[${qubit}]`, 'q[4]');
        const others = [0, 1, 2, 3, 4].filter((other) => other !== qubit).map((other) => `q[${other}]`);
        const measured = `${MINE} qubit[5] q; bit[5] c; h q; c[${qubit}] = measure q[${qubit}]; barrier ${others}; ${rest.slice('qubit[4] q;'.length)} c[4] = measure q[4];`;
        const layout = [0, 1, 3, 4];
        layout.splice(qubit, 0, 2);
        assert.equal(gatesBehindMeasurements(fitCircuit(circuitOf(measured), LINE, { layout }).circuit), 0);
      }),
      { seed: 5, numRuns: 20 },
    );
  });

  it('goes around a qubit that is measured on the way, where there is a way around', () => {
    const grid = deviceOf({ qubits: 6, couplings: COUPLINGS.grid(2, 3) });
    const circuit = circuitOf('bit m; h $1; m = measure $1; if (m) { x $2; } cx $0, $4;');
    for (const seed of [1, 2, 3, 4, 5]) {
      assert.equal(gatesBehindMeasurements(fitCircuit(circuit, grid, { seed }).circuit), 0);
    }
  });

  for (const [name, text] of Object.entries(PROGRAMS)) {
    it(`keeps ${name}`, () => {
      const circuit = circuitOf(text);
      const fitted = fitCircuit(circuit, deviceOf({ qubits: 4, couplings: COUPLINGS.line(4) }));
      const counts = (run: Circuit) =>
        simulate.run({ circuit: run, shots: 4000, seed: 7 }, { report: () => {} }).counts;
      assert.ok(chiSquaredTailOfTwo(counts(circuit), counts(fitted.circuit)) > 1e-3);
    });
  }
});

describe('the times of a fitted circuit', () => {
  it('let everything start as late as it can', () => {
    const fitted = fitCircuit(circuitOf('x $0; x $1; cx $0, $1; bit c; c = measure $0; x $2;'), LINE);
    const nanoseconds = (seconds: number) => Math.round(seconds * 1e9);
    assert.deepEqual(fitted.starts.map(nanoseconds), [0, 0, 30, 330, 1300, 1330]);
    assert.deepEqual(fitted.durations.map(nanoseconds), [30, 30, 300, 1000, 30]);
  });

  it('respect delays, barriers and boxes', () => {
    const fitted = fitCircuit(circuitOf('x $0; barrier $0, $1; delay[50ns] $1; box[100ns] { x $1; } x $0;'), LINE);
    const nanoseconds = (seconds: number) => Math.round(seconds * 1e9);
    assert.deepEqual(fitted.starts.map(nanoseconds), [0, 30, 30, 80, 150, 180]);
  });
});
