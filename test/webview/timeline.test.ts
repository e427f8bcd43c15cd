// Circuits along time: widths are durations, places are starts, and long stretches of nothing are cut.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Circuit } from '../../language/circuit/circuit.ts';
import { schedule } from '../../language/circuit/fit/schedule.ts';
import type { TimedCircuit } from '../../language/circuit/fit/timedCircuit.ts';
import type { Device } from '../../language/device/device.ts';
import { drawTimelineSvg } from '../../webview/circuit/svgDocument.tsx';
import { layoutTimeline } from '../../webview/circuit/timeline/timelineLayout.ts';
import { timelineText } from '../../webview/circuit/timeline/timelineText.ts';
import { timeScale } from '../../webview/circuit/timeline/timeScale.ts';
import { circuitOf, picture } from './compiled.ts';

const ns = 1e-9;

/** Three qubits; `x` takes 50 ns, `cx` 200 ns, `rz` none, a readout 5 µs. */
const device: Device = {
  name: 'three',
  technology: 'generic',
  qubits: [0, 1, 2].map(() => ({ working: true, readout: { oneGivenZero: 0, zeroGivenOne: 0, duration: 5000 * ns } })),
  gates: [
    ...[0, 1, 2].map((qubit) => ({ name: 'x', qubits: [qubit], duration: 50 * ns, working: true })),
    { name: 'cx', qubits: [0, 1], duration: 200 * ns, working: true },
    { name: 'cx', qubits: [0, 2], duration: 200 * ns, working: true },
  ],
};

function timed(program: string, starts: readonly (string | null)[] = [null, null, null]): TimedCircuit {
  const circuit: Circuit = circuitOf(program);
  return { circuit, startsAs: starts, ...schedule(circuit, [0, 1, 2], device) };
}

describe('a time scale', () => {
  const operation = fc.record({ start: fc.integer({ min: 0, max: 3000 }), duration: fc.integer({ min: 1, max: 900 }) });
  const scaleOf = (operations: readonly { readonly start: number; readonly duration: number }[]) =>
    timeScale(
      operations.map(({ start }) => start * ns),
      operations.map(({ duration }) => duration * ns),
    );

  it('never goes back, and shows equal short times as equal widths', () => {
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 6 }), (operations) => {
        const scale = scaleOf(operations);
        const times = Array.from({ length: 60 }, (_, index) => index * 65 * ns);
        times.reduce((last, time) => {
          assert.ok(scale.place(time) >= last - 1e-9);
          return scale.place(time);
        }, 0);
        for (const { start, duration } of operations) {
          const width = scale.place((start + duration) * ns) - scale.place(start * ns);
          const straight = (26 * duration) / Math.min(...operations.map((other) => other.duration));
          assert.ok(width <= straight * (1 + 1e-9));
          if (scale.cuts.length === 0) assert.ok(Math.abs(width - straight) < 1e-6 * straight + 1e-9);
        }
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it('cuts what is long and empty, and marks no time within the cut', () => {
    const scale = scaleOf([
      { start: 0, duration: 50 },
      { start: 50, duration: 5000 },
    ]);
    assert.equal(scale.cuts.length, 1);
    assert.equal(scale.width, 26 + 132);
    assert.equal(scale.ticks.at(-1)?.label, '5.05 µs');
    assert.ok(scale.ticks.every(({ x }) => Math.abs(x - scale.cuts[0]!) >= 6));
  });

  it('counts in round steps', () => {
    const scale = scaleOf(Array.from({ length: 8 }, (_, index) => ({ start: 50 * index, duration: 50 })));
    assert.deepEqual(
      scale.ticks.map(({ label }) => label),
      ['0 ns', '200 ns', '400 ns'],
    );
  });
});

describe('a timeline', () => {
  const program =
    'qubit[3] q; bit[3] c; x q[0]; cx q[0], q[1]; rz(pi/2) q[1]; cx q[0], q[2]; barrier q; c = measure q;';

  it('places operations where they start, as wide as they last', () => {
    const layout = layoutTimeline(timed(program))!;
    const of = (id: string) => layout.operations.find((operation) => operation.id === id)!;
    assert.equal(of('x.0').width, 26);
    assert.equal(of('cx.0').width, 104);
    assert.equal(of('cx.0').x, of('x.0').x + 26);
    assert.equal(of('cx.1').x, of('cx.0').x + 104);
    assert.equal(of('x.0').when, 'starts at 0 ns, lasts 50 ns');
    assert.equal(of('measure.2').when, 'starts at 450 ns, lasts 5 µs');
    assert.equal(of('rz.0').when, 'starts at 450 ns, takes no time');
    assert.equal(layout.time?.cuts.length, 1);
  });

  it('shades what waits, and says for how long', () => {
    const layout = layoutTimeline(timed(program))!;
    assert.deepEqual(
      layout.time?.waits.map(({ text }) => text),
      ['q[1] waits for 200 ns, from 250 ns to 450 ns'],
    );
  });

  it('names the qubits of the device with those of the program that start there', () => {
    const layout = layoutTimeline(timed('qubit a; qubit b; x a; x b;', ['p[1]', null]))!;
    assert.deepEqual(
      layout.wires.map(({ label }) => label),
      ['p[1] → a', 'b'],
    );
  });

  it('draws blocks as a whole', () => {
    const layout = layoutTimeline(timed('qubit q; bit c; c = measure q; if (c) { x q; x q; }'))!;
    const block = layout.operations.find(({ id }) => id === 'if.0')!;
    assert.equal(block.when, 'starts at 5 µs, lasts 100 ns');
    assert.equal(block.width, 26);
  });

  it('does not exist where nothing takes time', () => {
    assert.equal(layoutTimeline(timed('qubit q; rz(1) q;')), undefined);
  });

  it('is drawn as a document, the same each time', () => {
    const drawn = drawTimelineSvg(timed(program));
    assert.equal(drawn, drawTimelineSvg(timed(program)));
    assert.match(drawn!, /<title>x q\[0\]: starts at 0 ns, lasts 50 ns<\/title>/);
    assert.match(drawn!, /class="wait".*<title>q\[1\] waits for 200 ns/);
  });

  it('is a list as text', () => {
    assert.equal(
      timelineText(timed('qubit a; qubit b; qubit d; x a; cx a, d; delay[100ns] d; cx a, b; x d;', ['p', 'b', null])),
      picture(`
        p starts on a
         start  duration  operation
          0 ns     50 ns  x a
         50 ns    200 ns  cx a, d
        250 ns    200 ns  cx a, b
        250 ns    150 ns  (d waits)
        300 ns    100 ns  delay[100 ns] d
        400 ns     50 ns  x d
        450 ns in all
      `),
    );
  });
});
