// The job `simulate`: outcomes of programs, dynamic ones included.
import assert from 'node:assert/strict';
import { JobError } from '../../../extension/worker/errors.ts';
import { validate } from '../../../extension/worker/jobs/job.ts';
import { circuitHash } from '../../../extension/worker/jobs/provenance.ts';
import { simulate } from '../../../extension/worker/jobs/simulate.ts';
import type { Progress } from '../../../extension/worker/protocol.ts';
import { formatBytes, lackOfMemory } from '../../../extension/worker/simulate/memory.ts';
import { circuitOf } from '../../language/circuit/circuits.ts';
import { chiSquaredTail, countsOf, probabilitiesOf, runProgram, stateOf } from './simulations.ts';

const BELL = 'qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;';

describe('outcomes', () => {
  it('of a Bell pair are 00 and 11, equally often', () => {
    const { counts, registers, measuredAll } = runProgram(BELL, { shots: 10_000 });
    assert.deepEqual(Object.keys(counts).sort(), ['00', '11']);
    // Five standard deviations: fails by chance once in two million seeds.
    assert.ok(Math.abs(counts['00']! - 5000) < 250);
    assert.deepEqual(registers, [{ name: 'c', size: 2 }]);
    assert.equal(measuredAll, false);
  });

  it('have bit 0 rightmost, and the register declared last leftmost', () => {
    const text = 'qubit[5] q; bit[3] low; bit[2] high; x q[0]; x q[4]; low = measure q[0:2]; high = measure q[3:4];';
    assert.deepEqual(countsOf(text), { '10 001': 1000 });
  });

  it('show bits no measurement wrote as 0', () => {
    assert.deepEqual(countsOf('qubit q; bit[4] c; x q; c[2] = measure q;'), { '0100': 1000 });
  });

  it('are those of all qubits where the program measures nothing', () => {
    const { counts, registers, measuredAll } = runProgram('qubit[3] a; qubit b; x a[1]; x b;');
    assert.deepEqual(counts, { '1 010': 1000 });
    assert.deepEqual(registers, [
      { name: 'a', size: 3 },
      { name: 'b', size: 1 },
    ]);
    assert.equal(measuredAll, true);
  });

  it('of a program without qubits are its bits; without bits too, there are none', () => {
    assert.deepEqual(countsOf('bit[2] c = "10";'), { '10': 1000 });
    assert.throws(() => countsOf('int n = 1;'), { message: /nothing to run/ });
    assert.throws(() => countsOf('qubit q; uint[2] n = 0; n[0] = measure q;'), { message: /no bits of its own/ });
  });

  it('cost only the qubits in use: 5 of 127 run', () => {
    const text = 'qubit[127] q; bit[127] c; h q[3]; cx q[3], q[126]; c = measure q;';
    for (const key of Object.keys(countsOf(text))) {
      assert.equal(key.length, 127);
      assert.equal(key[0], key[127 - 1 - 3]);
    }
  });

  it('are the same for the same seed, and others for another', () => {
    const text = 'qubit[6] q; bit[6] c; h q; c = measure q;';
    assert.deepEqual(countsOf(text, { seed: 2 ** 53 - 1 }), countsOf(text, { seed: 2 ** 53 - 1 }));
    assert.notDeepEqual(countsOf(text, { seed: 1 }), countsOf(text, { seed: 2 }));
    assert.notDeepEqual(countsOf(text, { seed: 1 }), countsOf(text, { seed: 1 + 2 ** 32 }));
  });

  it('of a shot depend on its number and the seed alone, not on how many shots there are', () => {
    const text = 'qubit q; bit[2] c; h q; c[0] = measure q; h q; c[1] = measure q;';
    const of = (shots: number) => countsOf(text, { shots, seed: 9 });
    const [few, more] = [of(40), of(41)];
    const grown = Object.keys(more).filter((key) => more[key] !== (few[key] ?? 0));
    assert.equal(grown.length, 1);
  });

  it('come with the seed that was drawn: it gives the same counts again', () => {
    const circuit = circuitOf('qubit[6] q; h q;');
    const first = simulate.run({ circuit, shots: 100 }, { report: () => {} });
    const again = simulate.run({ circuit, shots: 100, seed: first.provenance.seed }, { report: () => {} });
    assert.deepEqual(first, again);
  });

  // A false alarm at a rate of 1 in 1000 for each seed; the seeds are fixed, so it either passes for ever or never.
  it('follow the probabilities of the state (χ², 1 in 1000)', () => {
    const gates = 'ry(0.9) q[0]; ry(1.7) q[1]; cx q[0], q[2]; rx(1.1) q[2]; ch q[1], q[3]; ry(0.4) q[3]; ry(2) q[0];';
    const probabilities = probabilitiesOf(stateOf(`qubit[4] q; ${gates}`));
    for (const seed of [1, 2, 3]) {
      const counts = countsOf(`qubit[4] q; ${gates}`, { shots: 100_000, seed });
      const observed = probabilities.map((_, k) => counts[k.toString(2).padStart(4, '0')] ?? 0);
      assert.ok(chiSquaredTail(observed, probabilities) > 0.001, `seed ${seed}`);
    }
  });

  it('drawn shot by shot follow the same probabilities (χ², 1 in 1000)', () => {
    const gates = 'ry(0.9) q[0]; ry(1.7) q[1]; cx q[0], q[1]; rx(1.1) q[1];';
    const probabilities = probabilitiesOf(stateOf(`qubit[2] q; ${gates}`));
    const text = `qubit[2] q; bit[2] c; bit d; d = measure q[0]; if (d) { x q[0]; } ${gates} c = measure q;`;
    const counts = countsOf(text, { shots: 20_000, seed: 5 });
    const observed = probabilities.map((_, k) => counts[`0 ${k.toString(2).padStart(2, '0')}`] ?? 0);
    assert.ok(chiSquaredTail(observed, probabilities) > 0.001);
  });
});

describe('dynamic circuits', () => {
  it('teleport any state by feed-forward', () => {
    const text = `qubit[3] q; bit[2] m; bit out;
      U(1.1, 0.4, 2.2) q[0];
      h q[1]; cx q[1], q[2]; cx q[0], q[1]; h q[0];
      m[0] = measure q[0]; m[1] = measure q[1];
      if (m[1]) { x q[2]; }
      if (m[0]) { z q[2]; }
      inv @ U(1.1, 0.4, 2.2) q[2];
      out = measure q[2];`;
    const counts = countsOf(text, { shots: 400 });
    assert.equal(Object.keys(counts).length, 4);
    for (const key of Object.keys(counts)) assert.equal(key[0], '0');
  });

  it('measure in their middle: two measurements of one qubit agree, also after others', () => {
    const text = 'qubit[2] q; bit[2] c; h q[0]; c[0] = measure q[0]; cx q[0], q[1]; c[1] = measure q[1];';
    assert.deepEqual(Object.keys(countsOf(text)).sort(), ['00', '11']);
  });

  it('reset qubits, entangled ones too', () => {
    const text = 'qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; reset q[0]; c = measure q;';
    assert.deepEqual(Object.keys(countsOf(text)).sort(), ['00', '10']);
    assert.deepEqual(countsOf('qubit q; bit c; reset q; x q; reset q; c = measure q;'), { '0': 1000 });
  });

  it('repeat until success', () => {
    const text = 'qubit q; bit c; int n = 0; h q; c = measure q; while (c == 0) { h q; c = measure q; n = n + 1; }';
    assert.deepEqual(countsOf(text), { '1': 1000 });
  });

  it('count, index and switch on what they measured', () => {
    const text = `qubit[3] q; bit[3] c; bit[2] d; int n = 0;
      x q[0]; x q[2]; c = measure q;
      for int k in [0:2] { if (c[k]) { n += 1; } }
      switch (n) { case 0, 1 { x q[1]; } case 2 { x q[1]; x q[2]; } default { x q[0]; } }
      d[0] = measure q[1]; d[1] = measure q[2];`;
    assert.deepEqual(countsOf(text), { '01 101': 1000 });
  });

  it('break, continue and end', () => {
    const text = `qubit q; bit c; bit[4] d; int n = 0; h q; c = measure q; reset q;
      while (true) { n += 1; if (n == 2) { continue; } d[n - 1] = 1; if (n >= 4 - int(c)) { break; } }
      if (c) { end; } d[1] = 1;`;
    assert.deepEqual(Object.keys(countsOf(text)).sort(), ['0101 1', '1111 0'].map((key) => key.trim()).sort());
  });

  it('take inputs', () => {
    const text = 'input float theta; input bool flip; qubit q; bit c; rx(theta) q; if (flip) { x q; } c = measure q;';
    assert.deepEqual(countsOf(text, { inputs: { theta: Math.PI, flip: false } }), { '1': 1000 });
    assert.deepEqual(countsOf(text, { inputs: { theta: Math.PI, flip: true } }), { '0': 1000 });
  });

  it('report how far they are', () => {
    const seen: Progress[] = [];
    runProgram('qubit q; bit c; h q; c = measure q; x q; c = measure q;', { shots: 3 }, (progress) =>
      seen.push(progress),
    );
    assert.deepEqual(seen.at(-1), { done: 3, total: 3, unit: 'shots' });
  });
});

describe('the method', () => {
  it('is chosen by itself, and the result says which and why', () => {
    const { method, provenance } = runProgram('qubit[16] q; bit c; h q; t q; c = measure q[0];');
    assert.deepEqual(method, {
      name: 'statevector',
      title: 'dense state vector',
      reason: 'dense state vector: 16 qubits, 1 MiB',
      memory: 2 ** 20,
      automatic: true,
    });
    assert.equal(provenance.method, 'statevector');
  });

  it('can be named instead', () => {
    const { method, counts } = runProgram(BELL, { method: 'reference' });
    assert.deepEqual([method.name, method.automatic], ['reference', false]);
    assert.deepEqual(counts, runProgram(BELL).counts);
    const refused = () => validate(simulate.parameters, { circuit: circuitOf(BELL), shots: 1, method: 'guess' });
    assert.throws(refused, /method: must be automatic or one of statevector/);
  });

  it('takes half the memory in single precision, and gives the same counts up to its errors', () => {
    const text = 'qubit[8] q; bit[8] c; h q; for int k in [0:6] { crx(0.3) q[k], q[k + 1]; } c = measure q;';
    const [double, single] = (['double', 'single'] as const).map((precision) => runProgram(text, { precision }));
    assert.equal(single?.method.reason, 'dense state vector: 8 qubits in single precision, 2 KiB');
    assert.deepEqual(single?.counts, double?.counts);
  });

  it('counts a second state where shots branch', () => {
    assert.equal(runProgram('qubit q; bit c; h q; c = measure q; h q; c = measure q;').method.memory, 2 * 32);
  });
});

describe('runs that cannot be', () => {
  function messageOf(text: string, inputs = {}): string {
    try {
      runProgram(text, { inputs });
    } catch (error) {
      assert.ok(error instanceof JobError, String(error));
      return error.message;
    }
    return assert.fail('it ran');
  }

  /** More entangled than matrix product states can hold, and no Clifford circuit. */
  const ENTANGLED = 'qubit[40] q; for int k in [0:9] { h q; t q; for int i in [0:38] { cx q[i], q[i + 1]; } }';

  it('name the needed and the available memory, before any is taken', () => {
    assert.match(messageOf(ENTANGLED), /^This circuit needs 16 TiB for 40 qubits; \d.* are available\./);
    assert.match(
      messageOf('qubit[1000000000] q; h q[0];'),
      /^This circuit needs 2\^1000000004 bytes for 1,000,000,000 qubits; \d.* are available\./,
    );
  });

  it('offer the methods that may do where the automatic choice finds none', () => {
    assert.match(
      messageOf(ENTANGLED),
      / Or try the method mps, which leaves out .*; or the method sparse, .*; or an observable and the method pauli, .*\.$/,
    );
    const dynamic = ENTANGLED.replace('qubit[40] q;', 'qubit[40] q; bit c; c = measure q[0]; if (c) { h q[1]; }');
    assert.doesNotMatch(messageOf(dynamic), /pauli/);
  });

  it('name every missing input, and how to give it', () => {
    assert.equal(
      messageOf('input float theta; input int n; qubit q; rx(theta * n) q;'),
      'The program needs values for its inputs theta (float), n (int). Give each by name, such as theta=0.5.',
    );
    assert.equal(
      messageOf('input float theta; qubit q; rx(theta) q;', { theta: 1, phi: 2 }),
      'The program has no input phi. Its inputs are: theta.',
    );
    assert.equal(
      messageOf('input int n; qubit q; rx(n) q;', { n: 0.5 }),
      'The input n is of type int: 0.5 is no value of it.',
    );
  });

  it('name the opaque gate and where it is called', () => {
    const text = 'OPENQASM 2.0; include "qelib1.inc"; opaque magic a; qreg q[1]; h q[0]; magic q[0];';
    assert.throws(
      () => runProgram(text),
      (error: JobError) => {
        assert.match(error.message, /^The gate 'magic' is opaque/);
        assert.equal(text.slice(error.span!.start, error.span!.end), 'magic q[0];');
        return true;
      },
    );
  });

  it('say at which angle that is not a number', () => {
    const text = 'input float a; qubit q; rx(sqrt(a)) q;';
    assert.equal(messageOf(text, { a: -1 }), 'sqrt is not defined for -1.');
    const circuit = circuitOf('qubit q; rx(0.5) q;');
    const operations = circuit.operations.map((operation) => ({ ...operation, parameters: [Number.NaN] }));
    assert.throws(
      () => simulate.run({ circuit: { ...circuit, operations } as typeof circuit, shots: 1 }, { report() {} }),
      {
        message: "The parameter θ of 'rx' is not a finite number.",
      },
    );
  });

  it('stop an endless loop', () => {
    assert.match(messageOf('qubit q; bit c; c = measure q; while (c == 0) { c = measure q; }'), /1,000,000 iterations/);
  });

  it('refuse parameters with all that is wrong with them', () => {
    const circuit = circuitOf('qubit q;');
    const refused = (parameters: unknown) => () => validate(simulate.parameters, parameters);
    assert.throws(refused({ circuit, shots: 0 }), {
      message: 'The job cannot start. shots: must be a whole number from 1 to 2^53 - 1, not 0.',
    });
    assert.throws(refused({ circuit, shots: 1.5, seed: -1, inputs: { a: 'b' } }), {
      message:
        'The job cannot start. shots: must be a whole number from 1 to 2^53 - 1, not 1.5; seed: must be a whole number from 0 to 2^53 - 1, not -1; inputs.a: must be a number, true or false.',
    });
    assert.throws(refused({ shots: 10 }), { message: 'The job cannot start. circuit: must be a circuit.' });
    assert.throws(refused(null), JobError);
    assert.deepEqual(validate(simulate.parameters, { circuit, shots: 1, seed: 0 }), { circuit, shots: 1, seed: 0 });
  });
});

describe('memory', () => {
  const GiB = 2 ** 30;

  it('is compared with what a state needs', () => {
    assert.equal(lackOfMemory(26, 1, 2 * GiB), undefined);
    assert.equal(
      lackOfMemory(27, 1, 1.5 * GiB),
      'This circuit needs 2 GiB for 27 qubits; 1.5 GiB are available. Use at most 26 qubits.',
    );
    assert.equal(
      lackOfMemory(26, 2, 1.5 * GiB),
      'This circuit needs 2 GiB for 26 qubits; 1.5 GiB are available. Use at most 25 qubits.',
    );
    assert.equal(
      lackOfMemory(30, 1, 64 * GiB),
      'This circuit needs 16 GiB for 30 qubits; 64 GiB are available, but the state vector simulator takes at most 27 qubits.',
    );
    assert.equal(lackOfMemory(28, 1, 2 * GiB, 'single'), undefined);
  });

  it('is written in units people use', () => {
    assert.deepEqual([0, 1023, 1024, 1536, 7.24 * GiB, 64 * GiB, 2 ** 69].map(formatBytes), [
      '0 bytes',
      '1023 bytes',
      '1 KiB',
      '1.5 KiB',
      '7.2 GiB',
      '64 GiB',
      '512 EiB',
    ]);
  });
});

describe('the hash of a circuit', () => {
  it('is that of what it does, not of how and where its text stands', () => {
    const here = circuitHash(circuitOf('qubit[2] q; h q[0]; cx q[0], q[1];'));
    assert.match(here, /^[0-9a-f]{64}$/);
    assert.equal(here, circuitHash(circuitOf('qubit[2] q;\n\n// Bell\nh q[0];   cx q[0],q[1];')));
    assert.notEqual(here, circuitHash(circuitOf('qubit[2] q; h q[1]; cx q[0], q[1];')));
    assert.notEqual(here, circuitHash(circuitOf('qubit[2] q; h q[0]; cx q[1], q[0];')));
  });
});
