/**
 * Breaks real programs in every way that `mutations.ts` knows, and asks the language server everything about what is
 * left: no fault, no hang, and every text is reproduced exactly. The samples that ship are broken too.
 *
 *   npm run conformance -- fuzz [--minutes 1] [--seed 1]   mutations drawn by chance until the time is up
 *   npm run conformance -- fuzz --every 1000               every mutation of every file of up to so many characters
 *
 * The work is done on a thread of its own, so that one that hangs can be told and ended.
 */
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { type Mutations, mutationsOf } from '../language/mutations.ts';
import { askEverything, startAsking } from '../language/server/askEverything.ts';
import { openCorpora } from './material/corpora.ts';
import { filesBelow, type TextFile } from './material/files.ts';

interface Case {
  readonly text: string;
  readonly offsets: readonly number[];
}

interface Outcome {
  readonly faults: readonly string[];
  readonly cpuMs: number;
}

/** A text may take this long, and a small one two seconds: its loops may well unroll to the most that is allowed. */
const MS_PER_KB = 100;
const LEAST_MS = 2000;
/** The patience with a text, in units of what it may take, after which it counts as hanging. */
const PATIENCE = 20;
const FAULTS_SHOWN = 50;

const allowedMs = ({ text }: Case): number => Math.max(LEAST_MS, (MS_PER_KB * text.length) / 1000);

async function work(): Promise<void> {
  const client = await startAsking();
  parentPort?.on('message', async ({ text, offsets }: Case) => {
    const before = process.cpuUsage();
    const faults = await askEverything(client, text, offsets);
    const { user, system } = process.cpuUsage(before);
    const outcome: Outcome = { faults, cpuMs: (user + system) / 1000 };
    parentPort?.postMessage(outcome);
  });
}

/** The thread that works, replaced when it does not come to an end. */
class Thread {
  #worker = new Worker(new URL(import.meta.url));

  async try(attempt: Case): Promise<Outcome> {
    const worker = this.#worker;
    return new Promise((resolve) => {
      const limit = PATIENCE * allowedMs(attempt);
      const fail = (fault: string) => {
        void worker.terminate();
        this.#worker = new Worker(new URL(import.meta.url));
        done({ faults: [fault], cpuMs: 0 });
      };
      const timer = setTimeout(() => fail(`no answer within ${(limit / 1000).toFixed(0)} s`), limit);
      const onError = (error: unknown) => fail(`the server ended: ${error}`);
      const done = (outcome: Outcome) => {
        clearTimeout(timer);
        worker.off('message', done).off('error', onError);
        resolve(outcome);
      };
      worker.on('message', done).on('error', onError).postMessage(attempt);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

class Fuzzer {
  readonly #thread = new Thread();
  tried = 0;
  faults = 0;

  async try(file: TextFile, mutations: Mutations, index: number): Promise<void> {
    const text = mutations.text(index);
    const attempt: Case = { text, offsets: [(index * 31) % (text.length + 1), text.length] };
    let { faults, cpuMs } = await this.#thread.try(attempt);
    // Other programs on the machine may have been in the way: what is slow is slow again.
    for (let again = 0; again < 2 && cpuMs > allowedMs(attempt); again++) {
      cpuMs = Math.min(cpuMs, (await this.#thread.try(attempt)).cpuMs);
    }
    if (cpuMs > allowedMs(attempt)) faults = [...faults, `takes ${cpuMs.toFixed(0)} ms of CPU time`];
    this.tried++;
    this.faults += faults.length;
    if (faults.length === 0 || this.faults > FAULTS_SHOWN) return;
    console.log(`  ${file.path}, ${mutations.name(index)} (mutation ${index}):`);
    for (const fault of faults) console.log(`    ${fault.split('\n').slice(0, 4).join('\n      ')}`);
  }

  end(): Promise<void> {
    return this.#thread.end();
  }
}

async function tryEvery(fuzzer: Fuzzer, files: readonly TextFile[], longest: number): Promise<void> {
  for (const file of files.filter(({ text }) => text.length <= longest)) {
    const mutations = mutationsOf(file.text);
    for (let index = 0; index < mutations.count; index++) await fuzzer.try(file, mutations, index);
  }
}

/** Draws files and mutations until the time is up; a long file as often as its share of the time allows. */
async function trySome(fuzzer: Fuzzer, files: readonly TextFile[], minutes: number, seed: number): Promise<void> {
  const end = Date.now() + minutes * 60_000;
  const { length } = files;
  for (let round = 0; Date.now() < end; round++) {
    const draws = fc.sample(fc.tuple(fc.nat(length - 1), fc.nat(2 ** 31 - 1), fc.double({ min: 0, max: 1 })), {
      seed: seed + round,
      numRuns: length,
    });
    for (const [at, number, chance] of draws) {
      const file = files[at];
      if (!file || chance * file.text.length > 5000 || file.text === '') continue;
      const mutations = mutationsOf(file.text);
      await fuzzer.try(file, mutations, number % mutations.count);
      if (Date.now() > end) return;
    }
  }
}

async function main(): Promise<boolean> {
  const options = { minutes: { type: 'string' }, seed: { type: 'string' }, every: { type: 'string' } } as const;
  const { minutes = '1', seed = '1', every } = parseArgs({ options, strict: false }).values;
  const files = [...filesBelow('extension/samples', '.qasm'), ...openCorpora().flatMap((corpus) => corpus.files)];
  console.log(`Breaking ${files.length} programs`);
  const fuzzer = new Fuzzer();
  if (every === undefined) await trySome(fuzzer, files, Number(minutes), Number(seed));
  else await tryEvery(fuzzer, files, Number(every));
  await fuzzer.end();
  console.log(`  ${fuzzer.tried} broken texts, ${fuzzer.faults} faults`);
  return fuzzer.faults === 0;
}

if (isMainThread) process.exitCode = (await main()) ? 0 : 1;
else await work();
