/** Runs circuits by a program outside of Ketlab, which may stand for a quantum computer anywhere. */
import { setTimeout as wait } from 'node:timers/promises';
import { JobError } from '../errors.ts';
import type { Executor } from '../mitigate/execute/executor.ts';
import { taskSeed } from '../mitigate/execute/taskKey.ts';
import type { Counts, Task } from '../mitigate/question.ts';
import { ExecutorFailure, ExecutorProgram } from './executorProgram.ts';
import type { CircuitRequest, Hello, Message } from './messages.ts';
import { programText } from './programText.ts';

export interface ExecutorSettings {
  /** For the shell. */
  readonly command: string;
  /** Seconds without a word after which the program is taken to hang; absent: 600. */
  readonly timeout?: number;
  /** How often in a row something that may pass is tried again; absent: 2. */
  readonly retries?: number;
}

const DEFAULT_TIMEOUT = 600;
const DEFAULT_RETRIES = 2;
/** Doubled from one retry to the next. */
const RETRY_MS = 250;

interface RunningProgram {
  readonly program: ExecutorProgram;
  readonly hello: Hello;
}

/** Circuits that have no counts yet. */
interface Round {
  readonly tasks: readonly Task[];
  /** Indices of tasks that are to be sent. */
  readonly waiting: number[];
  /** By the number a circuit was sent with, its index. */
  readonly sent: Map<number, number>;
  /** How often each circuit was refused for now. */
  readonly refusals: Map<number, number>;
  /** Why one of them cannot be run: no more are sent, and what was sent is waited for. */
  failure: JobError | undefined;
  readonly done: (index: number, counts: Counts) => void;
}

export class OutsideExecutor implements Executor {
  readonly #settings: ExecutorSettings;
  readonly #seed: number;
  readonly #onStart: (pid: number) => void;
  readonly #timeoutMs: number;
  readonly #retries: number;
  #running: RunningProgram | undefined;
  #name: string | undefined;
  #lastId = 0;

  /** @param onStart gets the number of each process that is started, for whoever must end it */
  constructor(settings: ExecutorSettings, seed: number, onStart: (pid: number) => void = () => {}) {
    this.#settings = settings;
    this.#seed = seed;
    this.#onStart = onStart;
    this.#timeoutMs = 1000 * (settings.timeout ?? DEFAULT_TIMEOUT);
    this.#retries = settings.retries ?? DEFAULT_RETRIES;
  }

  /** As the program calls itself, once it has begun. */
  get name(): string {
    return this.#name ?? this.#settings.command;
  }

  async run(tasks: readonly Task[], done: (index: number, counts: Counts) => void): Promise<void> {
    let failures = 0;
    let finished = 0;
    const round: Round = {
      tasks,
      waiting: [...tasks.keys()],
      sent: new Map(),
      refusals: new Map(),
      failure: undefined,
      done: (index, counts) => {
        failures = 0;
        finished += 1;
        done(index, counts);
      },
    };
    while (round.waiting.length > 0) {
      try {
        await this.#work(round);
        if (round.failure) throw round.failure;
      } catch (error) {
        if (error === round.failure) throw error;
        this.#running?.program.kill();
        this.#running = undefined;
        if (!(error instanceof ExecutorFailure)) throw error;
        failures += 1;
        if (!error.passing || failures > this.#retries) throw this.#failed(error, finished, tasks.length);
        // Those that were being run are run anew.
        round.waiting.unshift(...round.sent.values());
        round.sent.clear();
        await wait(RETRY_MS * 2 ** (failures - 1));
      }
    }
  }

  /** Ends the program, which is no longer needed. */
  close(): void {
    this.#running?.program.close();
    this.#running = undefined;
  }

  async #work(round: Round): Promise<void> {
    const { program, hello } = await this.#start();
    const { batch = 1, inFlight = 2 * batch, language } = hello;
    while (round.sent.size > 0 || (round.waiting.length > 0 && !round.failure)) {
      const most = Math.min(batch, inFlight);
      // Whole batches, save the last.
      while (
        !round.failure &&
        round.waiting.length > 0 &&
        round.sent.size + Math.min(most, round.waiting.length) <= inFlight
      ) {
        const indices = round.waiting.splice(0, most);
        const circuits = indices.flatMap((index) => this.#request(round, index, language) ?? []);
        if (circuits.length > 0) program.send({ type: 'run', circuits });
      }
      if (round.sent.size > 0) this.#answer(round, await program.next(this.#timeoutMs));
    }
  }

  async #start(): Promise<RunningProgram> {
    if (this.#running) return this.#running;
    const program = new ExecutorProgram(this.#settings.command, this.#onStart);
    try {
      const hello = await program.hello(this.#timeoutMs);
      this.#name = hello.name;
      this.#running = { program, hello };
      return this.#running;
    } catch (error) {
      program.kill();
      throw error;
    }
  }

  /** `undefined` where the program's language cannot say it. */
  #request(round: Round, index: number, language: Hello['language']): CircuitRequest | undefined {
    const task = round.tasks[index]!;
    const { circuit, shots } = task;
    try {
      const program = programText(circuit, language);
      const id = ++this.#lastId;
      round.sent.set(id, index);
      return { id, program, shots, bits: circuit.bitCount, seed: taskSeed(this.#seed, task) };
    } catch (error) {
      if (!(error instanceof JobError)) throw error;
      round.failure ??= error;
      return undefined;
    }
  }

  #answer(round: Round, message: Message): void {
    switch (message.type) {
      case 'progress':
        if (message.message) console.error(`${this.name}: ${message.message}`);
        return;
      case 'hello':
        throw new ExecutorFailure('said hello twice', false);
      case 'counts': {
        const index = this.#taken(round, message.id);
        if (index === undefined) return;
        round.done(index, this.#checked(message.counts, round.tasks[index]!));
        return;
      }
      case 'error':
        this.#refused(round, message);
    }
  }

  /** The circuit of an answer; `undefined` where it has been answered before. */
  #taken({ sent }: Round, id: number): number | undefined {
    const index = sent.get(id);
    if (index === undefined && (id < 1 || id > this.#lastId)) {
      throw new ExecutorFailure(`answered a circuit ${id}, which it was not asked for`, false);
    }
    sent.delete(id);
    return index;
  }

  #refused(round: Round, { id, message, retry = false }: Extract<Message, { type: 'error' }>): void {
    if (id === undefined) throw new ExecutorFailure(`gives up: ${message}`, retry);
    const index = this.#taken(round, id);
    if (index === undefined) return;
    const refusals = (round.refusals.get(index) ?? 0) + 1;
    round.refusals.set(index, refusals);
    if (retry && refusals <= this.#retries) round.waiting.push(index);
    else round.failure ??= new JobError(`The executor '${this.name}' could not run a circuit: ${message}`);
  }

  /** Keys without spaces, each of as many digits as the circuit has bits. */
  #checked(counts: Readonly<Record<string, number>>, { circuit }: Task): Counts {
    const outcomes = new Map<string, number>();
    let shots = 0;
    for (const [key, count] of Object.entries(counts)) {
      const digits = key.replaceAll(' ', '');
      if (!/^[01]+$/.test(digits) || digits.length !== circuit.bitCount) {
        throw new ExecutorFailure(
          `answered with the outcome '${key}' for a circuit of ${circuit.bitCount} bits: it must have a digit, 0 or 1, for each`,
          false,
        );
      }
      outcomes.set(digits, (outcomes.get(digits) ?? 0) + count);
      shots += count;
    }
    if (shots === 0) throw new ExecutorFailure('answered a circuit without any counts', false);
    return { shots, outcomes };
  }

  #failed({ message }: ExecutorFailure, finished: number, total: number): JobError {
    const kept = finished > 0 ? ` The counts of ${finished} of ${total} circuits are kept.` : '';
    return new JobError(`The executor '${this.name}' ${message.replace(/\.$/, '')}.${kept}`);
  }
}
