// What a mitigation keeps in its folder: it goes on from there, and shows what was run.
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mitigate } from '../../../../extension/worker/jobs/mitigate.ts';
import {
  keptCircuits,
  keptText,
  listOf,
  ORIGINAL,
} from '../../../../extension/worker/mitigate/execute/keptCircuits.ts';
import type { MitigateParameters } from '../../../../extension/worker/protocol.ts';
import { circuitOf } from '../../../language/circuit/circuits.ts';

const parameters: MitigateParameters = {
  circuit: circuitOf('qubit[2] q; h q[0]; cx q[0], q[1];'),
  observable: 'Z0*Z1',
  shots: 3000,
  seed: 5,
  noise: 'depolarizing(0.001, 0.02)',
  pipelines: [[{ technique: 'none' }], [{ technique: 'zne', options: { scaleFactors: [1, 3, 5] } }]],
};

/** What it found, and how many circuits it ran for that. */
async function run(more: Partial<MitigateParameters>) {
  let ran = 0;
  const report = () => {
    ran += 1;
  };
  const { estimates } = await mitigate.run({ ...parameters, ...more }, { report });
  return { estimates: estimates!, ran };
}

describe('a mitigation with a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ketlab-kept-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps each circuit with its text, beside the one that was to be mitigated', async () => {
    const { estimates, ran } = await run({ folder });
    const kept = keptCircuits(folder);
    assert.equal(kept.length, ran);
    const [none, zne] = estimates.map((estimate) => ('circuits' in estimate ? estimate.circuits! : []));
    assert.deepEqual([none?.length, zne?.length], [1, 3]);
    assert.deepEqual(
      zne?.map((key) => kept.find((circuit) => circuit.key === key)!.entanglingGates),
      [1, 3, 5],
    );
    assert.match(keptText(folder, zne![1]!).text, /(cx q\[0\], q\[1\];\s+){3}/);
    assert.doesNotMatch(keptText(folder, ORIGINAL).text, /measure/);
    assert.equal(keptText(folder, ORIGINAL).circuit.operations.length, 2);
  });

  it('goes on behind the last circuit that was done, and finds the same', async () => {
    const whole = await run({ folder });
    const lines = readFileSync(listOf(folder), 'utf8').split('\n');
    writeFileSync(listOf(folder), `${lines.slice(0, 2).join('\n')}\n`);
    appendFileSync(listOf(folder), lines[2]!.slice(0, 20));
    const rest = await run({ folder });
    assert.equal(rest.ran, whole.ran - 2);
    assert.deepEqual(rest.estimates, whole.estimates);
    assert.equal((await run({ folder })).ran, 0);
  });

  it('changes nothing of what is found', async () => {
    const { estimates } = await run({ folder });
    const { estimates: without } = await run({});
    assert.deepEqual(
      estimates.map((estimate) => 'value' in estimate && estimate.value),
      without.map((estimate) => 'value' in estimate && estimate.value),
    );
  });

  it('belongs to one seed', async () => {
    const { seed, ...unseeded } = parameters;
    await assert.rejects(mitigate.run({ ...unseeded, folder }, { report: () => {} }), /give the seed/);
  });
});
