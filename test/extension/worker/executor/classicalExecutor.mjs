// A small executor for tests: it runs circuits of x, cx and measurements, which leave nothing to chance. Its first
// argument is a habit, as some executors have them; the second a file it notes each start and each request in.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [habit = 'good', log] = process.argv.slice(2);
const say = (/** @type {object} */ message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const starts =
  log && existsSync(log)
    ? readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line === 'start').length
    : 0;
const note = (/** @type {string} */ text) => log && appendFileSync(log, `${text}\n`);
const end = () => {
  note('ended');
  process.exit(0);
};
// Before the start is noted: tests end the program as soon as it is.
process.on('SIGTERM', end);
note('start');

function run(/** @type {string} */ program) {
  const state = new Map();
  /** @type {Record<string, number>} */
  const starts = {};
  const bits = [];
  for (const [, register = '', size] of program.matchAll(/creg (\w+)\[(\d+)\]/g)) {
    starts[register] = bits.length;
    bits.push(...'0'.repeat(Number(size)));
  }
  for (const [line] of program.matchAll(/^(?!OPENQASM|include|qreg|creg|barrier)\S.*;$/gm)) {
    const [, name = '', wires = ''] = /^(\w+) (.*);$/.exec(line) ?? [];
    const [a = '', b = ''] = wires.split(/, | -> /);
    if (name === 'x') state.set(a, !state.get(a));
    else if (name === 'cx') state.set(b, state.get(b) !== state.get(a));
    else if (name === 'measure') {
      const [register = '', index] = b.split(/[[\]]/);
      bits[(starts[register] ?? 0) + Number(index)] = state.get(a) ? '1' : '0';
    } else throw new Error(`it knows no ${line}`);
  }
  return bits.reverse().join('');
}

/** @typedef {{ id: number, program: string, shots: number, bits: number }} Circuit */

function answer(/** @type {Circuit} */ { id, program, shots, bits }) {
  try {
    return { type: 'counts', id, counts: { [habit === 'wide' ? '0'.repeat(bits + 1) : run(program)]: shots } };
  } catch (error) {
    return { type: 'error', id, message: String(error) };
  }
}

if (habit === 'silent') setInterval(() => {}, 1000);
else if (habit === 'broken') {
  console.error('There is no such backend.');
  process.exit(3);
} else if (habit === 'rude') console.log('Welcome!');
else {
  say({ type: 'hello', protocol: 1, name: `classical (${habit})`, language: 'openqasm2', batch: 2, inFlight: 4 });
}

let answered = 0;
/** @type {Circuit[]} */
const late = [];
const input = createInterface({ input: process.stdin });
input.on('line', (line) => {
  const { circuits } = JSON.parse(line);
  note(`request ${circuits.length}`);
  for (const circuit of circuits) {
    if (habit === 'reverse') {
      // The last asked for is the first answered.
      late.push(circuit);
      if (late.length === 4 || circuit.program.includes('last'))
        for (const held of late.splice(0).reverse()) say(answer(held));
      continue;
    }
    // As it does at its first start only, so that a second helps, or at each.
    if ((habit === 'dies once' && starts === 0 && answered === 1) || (habit === 'dies' && answered === 1))
      process.exit(9);
    if (habit === 'hangs' && answered === 1) return;
    if (habit === 'busy' && answered === 0)
      say({ type: 'error', id: circuit.id, message: 'The queue is full.', retry: true });
    else if (habit === 'empty') say({ type: 'counts', id: circuit.id, counts: {} });
    else if (habit === 'stray') say({ type: 'counts', id: circuit.id + 100, counts: { 0: 1 } });
    else say(answer(circuit));
    answered++;
  }
});
input.on('close', end);
