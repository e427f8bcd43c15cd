// The history of runs on disk.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { candidates, pipelineName, pipelinesNamed } from '../../../extension/host/experiments/candidates.ts';
import { RunHistory } from '../../../extension/host/experiments/runHistory.ts';
import type { MitigationRun } from '../../../extension/host/experiments/runRecord.ts';
import { mitigationRun, parameters } from '../../webview/runs.ts';

describe('the history of runs', () => {
  let folder: string;
  let history: RunHistory;
  let run: MitigationRun;
  before(async () => {
    run = await mitigationRun();
  });
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ketlab-history-'));
    history = new RunHistory(path.join(folder, 'runs'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is empty before the first run', async () => {
    assert.deepEqual(await history.list(), []);
    assert.equal(await history.read('a-1'), undefined);
  });

  it('keeps runs with all they found, the newest first, for windows to come', async () => {
    const later = { ...run, id: 'a-2', created: '2026-02-01T00:00:00.000Z' };
    await history.save(run, parameters);
    await history.save(later, parameters);
    const another = new RunHistory(path.join(folder, 'runs'));
    assert.deepEqual(await another.list(), [later, run]);
    assert.deepEqual(await another.parametersOf(run.id), parameters);
  });

  it('exports a run with its parameters and provenance', async () => {
    await history.save(run, parameters);
    const exported = await history.export(run);
    assert.deepEqual([exported.format, exported.version, exported.run], ['ketlab-run', 1, run]);
    assert.deepEqual(exported.parameters, parameters);
    assert.match(exported.run.result?.provenance.circuit ?? '', /^[0-9a-f]{64}$/);
  });

  it('deletes a run with its circuits', async () => {
    await history.save(run, parameters);
    mkdirSync(history.circuitsOf(run.id));
    await history.remove(run.id);
    assert.ok(!existsSync(history.circuitsOf(run.id)));
    assert.deepEqual(await history.list(), []);
  });

  it('goes on without a run that cannot be read', async () => {
    await history.save(run, parameters);
    mkdirSync(path.join(folder, 'runs', 'b-1'));
    writeFileSync(path.join(folder, 'runs', 'b-1', 'run.json'), '{"kind": "mitig');
    assert.deepEqual(await history.list(), [run]);
  });

  it('never leaves its folder', () => {
    assert.throws(() => history.circuitsOf('../../home'), /is no run/);
  });
});

describe('the techniques that are planned', () => {
  it('have different names, by which they are chosen, after the circuit without mitigation', () => {
    const names = candidates.map(pipelineName);
    assert.equal(new Set(names).size, names.length);
    const chosen = pipelinesNamed(candidates, ['zne + readout', 'cdr', 'none', 'unknown']);
    assert.deepEqual(chosen.map(pipelineName), ['none', 'cdr', 'zne + readout']);
  });
});
