// Programs outside of Ketlab that run circuits, as they should and as they should not.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { JobError } from '../../../../extension/worker/errors.ts';
import { commandLine } from '../../../../extension/worker/executor/commandLine.ts';
import { type ExecutorSettings, OutsideExecutor } from '../../../../extension/worker/executor/outside.ts';
import { execute } from '../../../../extension/worker/jobs/execute.ts';
import { mitigate } from '../../../../extension/worker/jobs/mitigate.ts';
import type { Task } from '../../../../extension/worker/mitigate/question.ts';
import { circuitOf } from '../../../language/circuit/circuits.ts';

const SCRIPT = path.resolve('test/extension/worker/executor/classicalExecutor.mjs');

/** Number `value` in a register of three bits. */
function taskOf(value: number): Task {
  const flips = [0, 1, 2].map((bit) => ((value >> bit) & 1 ? `x q[${bit}];` : '')).join(' ');
  return {
    circuit: circuitOf(`qubit[3] q; bit[3] c; ${flips} c = measure q;`),
    shots: 10 + value,
  };
}

const TASKS = [0, 1, 2, 3, 4, 5, 6, 7].map(taskOf);

describe('an outside executor', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ketlab-executor-'));
  let logs = 0;
  const executors: OutsideExecutor[] = [];
  afterEach(() => {
    for (const executor of executors.splice(0)) executor.close();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function start(habit: string, settings: Partial<ExecutorSettings> = {}) {
    const log = path.join(folder, `${logs++}.log`);
    const command = `"${process.execPath}" "${SCRIPT}" "${habit}" "${log}"`;
    const executor = new OutsideExecutor({ command, timeout: 20, ...settings }, 1);
    executors.push(executor);
    const found: string[] = [];
    const run = (tasks: readonly Task[] = TASKS) =>
      executor.run(tasks, (index, { outcomes }) => {
        found[index] = [...outcomes].join();
      });
    return { executor, run, found, noted: () => readFileSync(log, 'utf8').trim().split('\n') };
  }

  const EXPECTED = [0, 1, 2, 3, 4, 5, 6, 7].map((value) => `${value.toString(2).padStart(3, '0')},${10 + value}`);

  it('runs circuits in batches and in one process, and is called as it calls itself', async () => {
    const { executor, run, found, noted } = start('good');
    await run();
    await run(TASKS.slice(0, 1));
    assert.deepEqual(found, EXPECTED);
    assert.equal(executor.name, 'classical (good)');
    assert.deepEqual(noted(), ['start', ...Array.from({ length: 4 }, () => 'request 2'), 'request 1']);
  });

  it('may answer in any order', async () => {
    const { run, found } = start('reverse');
    await run();
    assert.deepEqual(found, EXPECTED);
  });

  it('is started again when it dies, and asked for what is missing', async () => {
    const { run, found, noted } = start('dies once');
    await run();
    assert.deepEqual(found, EXPECTED);
    assert.equal(noted().filter((line) => line === 'start').length, 2);
  });

  it('is asked again when it says that this may help', async () => {
    const { run, found } = start('busy');
    await run();
    assert.deepEqual(found, EXPECTED);
  });

  const FAILURES = [
    ['dies', { retries: 0 }, /ended before it was done \(exit code 9\)\. The counts of 1 of 8 circuits are kept\./],
    ['hangs', { retries: 0, timeout: 0.8 }, /'classical \(hangs\)' said nothing for 0\.8 s\. The counts of 1 of 8 /],
    ['silent', { retries: 0, timeout: 0.2 }, /said nothing for 0\.2 s\.$/],
    ['broken', { retries: 0 }, /\(exit code 3\)\. It said last: There is no such backend\.$/],
    ['rude', {}, /wrote a line that is no JSON: Welcome!\.$/],
    ['wide', {}, /the outcome '0000' for a circuit of 3 bits: it must have a digit, 0 or 1, for each\.$/],
    ['empty', {}, /answered a circuit without any counts\.$/],
    ['stray', {}, /answered a circuit 101, which it was not asked for\.$/],
    ['busy', { retries: 0 }, /could not run a circuit: The queue is full\.$/],
  ] as const;

  for (const [habit, settings, message] of FAILURES) {
    it(`fails with a clear message when it is '${habit}'`, async () => {
      const { run, found } = start(habit, settings);
      await assert.rejects(run(), (error) => error instanceof JobError && message.test(error.message) === true);
      // What it did find is right.
      found.forEach((counts, index) => {
        assert.equal(counts, EXPECTED[index]);
      });
    });
  }

  it('is refused circuits that its language cannot say', async () => {
    const { run } = start('good');
    const circuit = circuitOf('qubit q; bit c; delay[10ns] q; c = measure q;');
    await assert.rejects(run([{ circuit, shots: 1 }]), /takes OpenQASM 2 alone\. OpenQASM 2 cannot express a delay\./);
  });

  it('does the job `execute`: registers as the program has them, inputs with their values', async () => {
    const circuit = circuitOf(
      'qubit[2] a; qubit b; bit[2] c; bit d; x a[1]; cx a[1], b; c = measure a; d = measure b;',
    );
    const executor = { command: `"${process.execPath}" "${SCRIPT}"` };
    const { counts, registers, measuredAll, method, provenance } = await execute.run(
      { circuit, shots: 5, executor, seed: 1 },
      { report: () => {} },
    );
    assert.deepEqual(counts, { '1 10': 5 });
    assert.deepEqual(
      registers.map(({ name }) => name),
      ['c', 'd'],
    );
    assert.deepEqual([measuredAll, method.name, provenance.executor], [false, 'executor', 'classical (good)']);
  });

  it('hides outcomes that the program drops', async () => {
    const executor = { command: `"${process.execPath}" "${SCRIPT}"` };
    const circuit = circuitOf('qubit[2] q; bit c; x q; measure q[0]; c = measure q[1];');
    assert.deepEqual((await execute.run({ circuit, shots: 5, executor }, { report: () => {} })).counts, { '1': 5 });
  });

  it('measures all qubits of a program that measures nothing', async () => {
    const executor = { command: `"${process.execPath}" "${SCRIPT}"` };
    const circuit = circuitOf('qubit[2] q; x q[0];');
    const { counts, measuredAll } = await execute.run({ circuit, shots: 5, executor }, { report: () => {} });
    assert.deepEqual([counts, measuredAll], [{ '01': 5 }, true]);
  });

  it('runs the circuits of error mitigation', async () => {
    const { estimates, provenance } = await mitigate.run(
      {
        circuit: circuitOf('qubit[2] q; x q[0]; cx q[0], q[1];'),
        observable: 'Z0 + Z0*Z1',
        shots: 300,
        pipelines: [[{ technique: 'zne' }], [{ technique: 'pec' }]],
        executor: { command: `"${process.execPath}" "${SCRIPT}"` },
      },
      { report: () => {} },
    );
    const [zne, pec] = estimates!;
    assert.ok(zne && 'value' in zne && Math.abs(zne.value) < 1e-9);
    // The other technique needs noise that is known.
    assert.ok(pec && 'failure' in pec);
    assert.equal(provenance.executor, 'classical (good)');
  });
});

describe('the command of an executor', () => {
  it('may be the name of an adapter with arguments, or anything', () => {
    const place = { folder: '/opt/ketlab/executors', python: '/opt/my python/bin/python' };
    assert.equal(
      commandLine('cirq --noise 0.01', place),
      '"/opt/my python/bin/python" /opt/ketlab/executors/cirq_executor.py --noise 0.01',
    );
    assert.equal(commandLine('./mine.sh cirq', place), './mine.sh cirq');
  });
});
