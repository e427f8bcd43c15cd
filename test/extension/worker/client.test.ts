// The worker process, through the client that everyone starts jobs with.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  CancellationTokenSource,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type ResponseError,
} from 'vscode-jsonrpc/node';
import { WorkerClient } from '../../../extension/worker/client.ts';
import { JOB_CANCELLED, runJobRequest } from '../../../extension/worker/connection.ts';
import { JobCancelledError, JobError, WorkerDiedError } from '../../../extension/worker/errors.ts';
import type { Progress, SimulateParameters } from '../../../extension/worker/protocol.ts';
import { circuitOf } from '../../language/circuit/circuits.ts';
import { buildPrograms, type Programs } from '../programs.ts';
import { runProgram } from './simulations.ts';

const BELL = 'qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;';

describe('the worker process', function () {
  // Processes start slowly on a busy machine.
  this.timeout(20_000);
  let programs: Programs;
  let client: WorkerClient;
  let bell: SimulateParameters;
  /** Runs for minutes if nobody stops it. */
  let endless: SimulateParameters;

  before(async () => {
    programs = await buildPrograms();
    bell = { circuit: circuitOf(BELL), shots: 100, seed: 7 };
    // No two shots go the same way.
    const dynamic = 'qubit[12] q; bit c; h q; for int i in [0:99] { c = measure q[0]; h q[0]; } c = measure q[1];';
    endless = { circuit: circuitOf(dynamic), shots: 1_000_000_000, seed: 1 };
  });
  after(() => programs?.remove());

  beforeEach(() => {
    client = new WorkerClient({ modulePath: programs.worker });
  });
  afterEach(() => client.dispose());

  /** Starts the endless job and waits until it really runs. */
  async function startEndless(signal?: AbortSignal): Promise<{ job: Promise<unknown>; pid: number }> {
    let running: () => void = () => {};
    const started = new Promise<void>((resolve) => {
      running = resolve;
    });
    const job = client.run('simulate', endless, { onProgress: running, ...(signal ? { signal } : {}) });
    await Promise.race([started, job]);
    return { job, pid: client.processId! };
  }

  it('does the very same job as a call in this process', async () => {
    assert.deepEqual(await client.run('simulate', bell), runProgram(BELL, { shots: 100, seed: 7 }));
  });

  it('is started by the first job, once for all', async () => {
    assert.equal(client.processId, undefined);
    await client.run('simulate', bell);
    const first = client.processId;
    assert.ok(first);
    await Promise.all([client.run('simulate', bell), client.run('simulate', bell)]);
    assert.equal(client.processId, first);
  });

  it('reports progress', async () => {
    const seen: Progress[] = [];
    const cancellation = new AbortController();
    const job = client.run('simulate', endless, {
      signal: cancellation.signal,
      onProgress: (progress) => {
        seen.push(progress);
        if (seen.length === 2) cancellation.abort();
      },
    });
    await assert.rejects(job, JobCancelledError);
    assert.deepEqual([seen[0]!.unit, seen[0]!.total], ['shots', 1_000_000_000]);
    assert.ok(seen[1]!.done > seen[0]!.done);
  });

  it('stops a cancelled job that would go on for hours, also in the middle of a single long gate', async () => {
    const body = 'h a; cx a, b; ry(0.1) b; cx b, c; h c; cx c, a; '.repeat(50);
    const long = `gate slow a, b, c { ${body} } qubit[23] q; ${'slow q[0], q[11], q[22]; '.repeat(20)} h q;`;
    const parameters = { circuit: circuitOf(long), shots: 1, seed: 1 };
    const child = fork(programs.worker, [], { serialization: 'advanced' });
    const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    connection.listen();
    for (const wanted of [parameters, endless]) {
      const cancellation = new CancellationTokenSource();
      const request = { job: 'simulate', parameters: wanted, progressToken: 1 } as const;
      const answer = connection.sendRequest(runJobRequest, request, cancellation.token);
      const outcome = answer.then(
        () => assert.fail('it was done'),
        (error: unknown) => error,
      );
      await wait(600);
      cancellation.cancel();
      // The process says so when the thread has ended.
      assert.equal(((await outcome) as ResponseError).code, JOB_CANCELLED);
    }
    connection.dispose();
    child.kill('SIGKILL');
  });

  it('ends the programs that a cancelled job has started', async () => {
    const log = path.join(programs.folder, 'executor.log');
    const script = path.resolve('test/extension/worker/executor/classicalExecutor.mjs');
    const executor = { command: `"${process.execPath}" "${script}" silent "${log}"` };
    const noted = async (text: string) => {
      for (let tries = 0; !existsSync(log) || !readFileSync(log, 'utf8').includes(text); tries++) {
        assert.ok(tries < 500, `it is not noted: ${text}`);
        await wait(20);
      }
    };
    const cancellation = new AbortController();
    const { circuit } = bell;
    const job = client.run('execute', { circuit, shots: 1, executor }, { signal: cancellation.signal });
    await noted('start');
    cancellation.abort();
    await assert.rejects(job, JobCancelledError);
    await noted('ended');
  });

  it('need not have started, or be idle, for a job to be cancelled at once', async () => {
    const cancellation = new AbortController();
    const job = client.run('simulate', endless, { signal: cancellation.signal });
    cancellation.abort();
    await assert.rejects(job, JobCancelledError);
    assert.equal((await client.run('simulate', bell)).shots, 100);
  });

  it('gives the same result on any number of threads', async () => {
    const text = `qubit[10] q; bit[10] c; for int i in [0:40] { U(0.3, 0.2, 0.1) q; cx q[0], q[5]; c[0] = measure q[3]; }
      c = measure q;`;
    const noisy: SimulateParameters = {
      circuit: circuitOf(text),
      shots: 200,
      seed: 3,
      method: 'reference',
      noise: 'depolarizing(0.01, 0.02)',
      observable: 'Z0 + X1',
    };
    const alone = await client.run('simulate', { ...noisy, threads: 1 });
    for (const threads of [2, 5]) assert.deepEqual(await client.run('simulate', { ...noisy, threads }), alone);
  });

  it('does not even start a job that is cancelled already', async () => {
    await assert.rejects(client.run('simulate', bell, { signal: AbortSignal.abort() }), JobCancelledError);
    assert.equal(client.processId, undefined);
  });

  it('says what is wrong with a job, and where', async () => {
    const text = 'OPENQASM 2.0; opaque magic a; qreg q[1]; magic q[0];';
    await assert.rejects(client.run('simulate', { circuit: circuitOf(text), shots: 1 }), (error) => {
      assert.ok(error instanceof JobError);
      assert.match(error.message, /opaque/);
      assert.equal(text.slice(error.span!.start, error.span!.end), 'magic q[0];');
      return true;
    });
    await assert.rejects(client.run('simulate', { ...bell, shots: 0 }), /shots: must be a whole number/);
    await assert.rejects(client.run('unheard-of' as 'simulate', bell), /There is no job 'unheard-of'/);
  });

  it('outlives a job that breaks', async () => {
    const broken = { ...bell, circuit: { ...bell.circuit, operations: [null] } } as unknown as SimulateParameters;
    await assert.rejects(client.run('simulate', broken), /^JobError: Ketlab failed to do the job 'simulate'/);
    const pid = client.processId;
    assert.equal((await client.run('simulate', bell)).shots, 100);
    assert.equal(client.processId, pid);
  });

  it('killed in mid-run: every running job says so, and the next one works', async () => {
    const { job, pid } = await startEndless();
    const other = client.run('simulate', endless);
    process.kill(pid, 'SIGKILL');
    const message =
      /^WorkerDiedError: The worker process ended while it ran the job 'simulate' \(signal SIGKILL\)\. The next job starts a new one\.$/;
    await Promise.all([assert.rejects(job, message), assert.rejects(other, WorkerDiedError)]);
    assert.equal((await client.run('simulate', bell)).shots, 100);
    assert.notEqual(client.processId, pid);
  });

  it('that cannot be started says so', async () => {
    const missing = new WorkerClient({ modulePath: `${programs.folder}/missing.cjs` });
    await assert.rejects(missing.run('simulate', bell), WorkerDiedError);
    missing.dispose();
  });

  it('is gone after dispose, and its jobs are cancelled', async () => {
    const { job, pid } = await startEndless();
    client.dispose();
    await assert.rejects(job, JobCancelledError);
    await assert.rejects(client.run('simulate', bell), JobCancelledError);
    assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
  });

  it('ends when its parent goes away', async () => {
    const child = fork(programs.worker, [], { serialization: 'advanced' });
    const ended = once(child, 'exit');
    child.disconnect();
    assert.deepEqual(await ended, [0, null]);
  });
});
