/** A running outside executor: a process that is told and tells one JSON object a line. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { killProcess } from './endProcess.ts';
import { type Hello, type Message, type RunRequest, readMessage } from './messages.ts';

/** The program did not do as the protocol says, or ended. `passing`: a new start may help. */
export class ExecutorFailure extends Error {
  readonly passing: boolean;

  constructor(message: string, passing: boolean) {
    super(message);
    this.passing = passing;
  }
}

/** As much of what a program said last on standard error goes into the message about its death. */
const TAIL = 2000;

export class ExecutorProgram {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #messages: Message[] = [];
  #failure: ExecutorFailure | undefined;
  #wake: () => void = () => {};
  #lastWords = '';

  /**
   * @param command for the shell
   * @param onStart gets the number of the process, which leads a group of its own
   */
  constructor(command: string, onStart: (pid: number) => void) {
    const child = spawn(command, {
      shell: true,
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    if (child.pid !== undefined) onStart(child.pid);
    child.on('error', (error) => this.#fail(`could not be started: ${error.message}`, false));
    // A program that has ended reads no more; `close` says so.
    child.stdin.on('error', () => {});
    createInterface({ input: child.stdout }).on('line', (line) => this.#hear(line));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      console.error(text.trimEnd());
      this.#lastWords = (this.#lastWords + text).slice(-TAIL);
    });
    child.on('close', (code, signal) => {
      const how = signal ? `signal ${signal}` : `exit code ${code}`;
      const words = this.#lastWords.trim();
      this.#fail(`ended before it was done (${how})${words && `. It said last: ${words}`}`, true);
    });
  }

  /** @throws {ExecutorFailure} where it says something else first, or nothing for `timeoutMs` */
  async hello(timeoutMs: number): Promise<Hello> {
    const message = await this.next(timeoutMs);
    if (message.type === 'hello') return message;
    throw new ExecutorFailure(
      message.type === 'error' ? `gives up: ${message.message}` : 'must begin with a message of the type hello',
      false,
    );
  }

  send(request: RunRequest): void {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
  }

  /**
   * The next message.
   *
   * @throws {ExecutorFailure} where there is none: the program has ended, talks nonsense, or is silent for `timeoutMs`
   */
  async next(timeoutMs: number): Promise<Message> {
    if (this.#messages.length === 0 && !this.#failure) await this.#wait(timeoutMs);
    const message = this.#messages.shift();
    if (message) return message;
    throw this.#failure ?? new ExecutorFailure(`said nothing for ${timeoutMs / 1000} s`, true);
  }

  /** Ends it; what it has not answered is lost. */
  kill(): void {
    if (this.#child.pid !== undefined) killProcess(this.#child.pid);
  }

  /** Tells it that nothing more comes: it ends by itself. */
  close(): void {
    this.#child.stdin.end();
  }

  #wait(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #hear(line: string): void {
    if (line.trim() === '') return;
    const message = readMessage(line);
    if (typeof message === 'string') this.#fail(`wrote a line that ${message}`, false);
    else {
      this.#messages.push(message);
      this.#wake();
    }
  }

  #fail(message: string, passing: boolean): void {
    this.#failure ??= new ExecutorFailure(message, passing);
    this.#wake();
  }
}
