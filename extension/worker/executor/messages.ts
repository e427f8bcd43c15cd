/**
 * What Ketlab and an outside executor say to each other: one JSON object a line, in UTF-8. Described for those who write
 * executors in `extension/docs/executor.md`.
 */
import * as z from 'zod';

export const PROTOCOL_VERSION = 1;

/** To the program: run these. It may do so in any order. */
export interface RunRequest {
  readonly type: 'run';
  readonly circuits: readonly CircuitRequest[];
}

export interface CircuitRequest {
  /** Of this circuit in this conversation; what comes back names it. */
  readonly id: number;
  /** OpenQASM, in the language that the program asked for. */
  readonly program: string;
  readonly shots: number;
  /** Length of each key of the counts: all bits that the program declares. */
  readonly bits: number;
  /** For whoever draws outcomes by chance: the same seed, the same counts. */
  readonly seed: number;
}

const id = z.int().min(0);
const least1 = z.int().min(1);

const hello = z.object({
  type: z.literal('hello'),
  protocol: z.literal(PROTOCOL_VERSION, { error: `must be ${PROTOCOL_VERSION}` }),
  /** For people and for provenance. */
  name: z.string().min(1).max(200),
  language: z.enum(['openqasm2', 'openqasm3'], { error: 'must be openqasm2 or openqasm3' }),
  /** The most circuits of one request; absent: 1. */
  batch: z.exactOptional(least1),
  /** The most circuits that may wait for an answer; absent: twice `batch`. */
  inFlight: z.exactOptional(least1),
});

const message = z.discriminatedUnion(
  'type',
  [
    hello,
    z.object({
      type: z.literal('counts'),
      id,
      counts: z.record(z.string(), z.number({ error: 'must be a number' }).min(0, { error: 'must not be negative' })),
    }),
    /** Without `id` the program as a whole can do no more. `retry`: it may work when tried again. */
    z.object({
      type: z.literal('error'),
      id: z.exactOptional(id),
      message: z.string(),
      retry: z.exactOptional(z.boolean()),
    }),
    /** A sign of life: time-outs start anew. */
    z.object({ type: z.literal('progress'), message: z.exactOptional(z.string()) }),
  ],
  { error: 'must be a message with the type hello, counts, error or progress' },
);

export type Hello = z.infer<typeof hello>;
export type Message = z.infer<typeof message>;

/** The message of a line, or what is wrong with it: it continues the sentence "the executor wrote a line that …". */
export function readMessage(line: string): Message | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return `is no JSON: ${shortened(line)}`;
  }
  const { success, data, error } = message.safeParse(value);
  if (success) return data;
  const problems = error.issues.map((issue) => [...issue.path.map(String), issue.message].join(' '));
  return `is no message of the protocol (${problems.join('; ')}): ${shortened(line)}`;
}

const shortened = (line: string): string => (line.length > 200 ? `${line.slice(0, 200)}…` : line);
