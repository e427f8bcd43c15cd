// The parts of a result: state, qubits and values as pictures and tables, and what is said where there are none.
import assert from 'node:assert/strict';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { SimulateResult } from '../../extension/worker/protocol.ts';
import { amplitudeTable, listAmplitudes } from '../../webview/result/amplitudes.ts';
import { equator, project } from '../../webview/result/blochSphere.ts';
import { phaseColour } from '../../webview/result/phaseColour.ts';
import { PictureView, pictureDocument } from '../../webview/result/picture.tsx';
import { type SectionId, sectionsOf } from '../../webview/result/sections.tsx';
import { memorable } from '../../webview/result/state.ts';
import { sortRows, toCsv } from '../../webview/result/table.ts';
import { ResultView } from '../../webview/result/view.tsx';
import { runProgram } from '../extension/worker/simulations.ts';

const BELL = 'qubit[2] q; bit[2] c; h q[0]; s q[0]; cx q[0], q[1]; c = measure q;';

const run = (text: string, parameters = {}) => runProgram(text, { detailsUpTo: 12, ...parameters });

/** All that a part says, as text. */
function textOf(result: SimulateResult, wanted: SectionId): string {
  const { picture, table, legend = [], remarks } = sectionsOf(result).find(({ id }) => id === wanted)!;
  const drawn = picture ? renderToString(h(PictureView, { picture: picture({ order: 'outcome', width: 600 }) })) : '';
  return [
    drawn,
    table ? toCsv(table()) : '',
    ...[...legend, ...remarks].map((remark) => renderToString(h('p', null, remark))),
  ]
    .join('\n')
    .replaceAll(/<[^>]*>/g, ' ');
}

describe('the state of a result', () => {
  it('lists amplitudes by basis state or by size, the largest where there are many', () => {
    const amplitudes = { '00': [0.5, 0], '01': [0, -0.5], '10': [-0.5, 0], '11': [0.3, 0.4] } as const;
    const labels = (...[order, limit]: ['outcome' | 'count', number]) =>
      listAmplitudes(amplitudes, order, limit).map(({ label }) => label);
    assert.deepEqual(labels('outcome', 9), ['00', '01', '10', '11']);
    assert.deepEqual(
      listAmplitudes({ a: [0, 0.1], b: [0.9, 0] }, 'outcome', 1).map(({ label }) => label),
      ['b'],
    );
    assert.deepEqual(labels('count', 2), ['00', '01']);
    const [, minusI, minus] = amplitudeTable(amplitudes).rows;
    assert.deepEqual(minusI?.slice(3), [0.5, -Math.PI / 2, 0.25]);
    assert.equal(minus?.[4], Math.PI);
  });

  it('names each magnitude and phase', () => {
    const text = textOf(run(BELL), 'state');
    assert.match(text, /0\.7071 · 0°/);
    assert.match(text, /11: magnitude 0\.7071, phase 90°, probability 50%/);
    assert.match(text, /Qubits from left to right: *q\[1\] q\[0\]/);
  });

  it('is a density matrix under noise', () => {
    const result = run(BELL, { noise: 'phase_flip(0.1)' });
    assert.match(textOf(result, 'state'), /is a mixture, of purity 0\.5839/);
    assert.match(textOf(result, 'state'), /00, 11: 0\.0000 − 0\.2048i \(0\.2048, -90°\)/);
  });

  it('is left out with the reason, and the way to it', () => {
    const dynamic = 'qubit q; bit c; h q; c = measure q; h q; c = measure q;';
    for (const part of ['state', 'qubits'] as const) {
      const text = textOf(run(dynamic), part);
      assert.match(text, /chance decides in its middle/);
      assert.match(text, /ketlab\.run\.detailsUpTo/);
    }
  });
});

describe('the qubits of a result', () => {
  it('are spheres with the numbers in words', () => {
    const text = textOf(run('qubit[2] q; h q[0]; x q[1];'), 'qubits');
    assert.match(text, /q\[0\]: Bloch vector \(1\.0000, 0\.0000, 0\.0000\), purity 1\.0000, entropy 0\.0000 bits/);
    assert.match(text, /q\[1\]: Bloch vector \(0\.0000, 0\.0000, -1\.0000\)/);
  });

  it('are seen from the front right and above: no point outside, the right half of the equator in front', () => {
    assert.ok(project([0, 0, 1]).y < -0.9 && project([1, 0, 0]).depth > 0.8 && project([0, 1, 0]).x > 0.8);
    const { front, back } = equator();
    for (const { x, y } of [...front, ...back]) assert.ok(Math.hypot(x, y) <= 1 + 1e-12);
    assert.ok(front.every(({ depth }) => depth > -1e-12) && back.every(({ depth }) => depth < 1e-12));
  });
});

describe('the values of a result', () => {
  it('are expectation values with their standard errors, and how they were found', () => {
    const text = textOf(run(BELL, { observable: 'Z0*Z1 + X0', shots: 1000 }), 'values');
    assert.match(text, /^⟨Z0\*Z1 \+ X0⟩,[\d.]+,0,exact$/m);
    assert.match(text, /^⟨Z0\*Z1 \+ X0⟩,[-\d.]+,0\.03\d+,"?measured with 1,000 shots in each of 2 settings"?$/m);
  });

  it('are fidelities under noise', () => {
    assert.match(textOf(run(BELL, { noise: 'phase_flip(0.1)' }), 'values'), /^Fidelity of the state,0\.7048,0,exact$/m);
  });

  it('tell how to get one where there is none', () => {
    assert.match(textOf(run(BELL), 'values'), /pragma ketlab\.observable/);
  });
});

describe('the pictures of a result', () => {
  it('are documents of their own, the same each time', () => {
    for (const { picture } of sectionsOf(run(BELL))) {
      if (!picture) continue;
      const draw = () => pictureDocument(picture({ order: 'count', width: 720 }));
      assert.equal(draw(), draw());
      assert.match(draw(), /^<svg xmlns=[^>]* role="img" aria-label="[^"]+"/);
      assert.doesNotMatch(draw(), /var\(|style="|NaN|undefined/);
    }
  });

  it('stay small, however large the state, and say so', () => {
    const result = run('qubit[12] q; h q; for int k in [0:11] { rz(0.1 * k) q[k]; }');
    assert.match(textOf(result, 'state'), /The 64 largest of 4,096 amplitudes/);
    const drawn = sectionsOf(result)[1]?.picture?.({ order: 'outcome', width: 600 });
    assert.ok(drawn && drawn.height < 2000);
  });

  it('have phases in colours that differ, but not in lightness', () => {
    const luminance = (phase: number) => {
      const channels = [1, 3, 5].map((at) => Number.parseInt(phaseColour(phase).slice(at, at + 2), 16) / 255);
      const [r = 0, g = 0, b = 0] = channels.map((value) => ((value + 0.055) / 1.055) ** 2.4);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const phases = Array.from({ length: 12 }, (_, index) => (index * Math.PI) / 6);
    assert.equal(new Set(phases.map(phaseColour)).size, 12);
    assert.equal(phaseColour(0), phaseColour(2 * Math.PI));
    // WCAG's contrast of 2.5 to white as to the dark of editors.
    for (const phase of phases) assert.ok(luminance(phase) > 0.2 && luminance(phase) < 0.37, `${phase}`);
  });
});

describe('a table', () => {
  const rows = [
    ['b', 2],
    ['a', 10],
    ['c', 2],
  ];

  it('is sorted by the column, numbers as numbers, equals in their order', () => {
    const first = (column: number, descending: boolean) => sortRows(rows, { column, descending }).map(([cell]) => cell);
    assert.deepEqual(first(0, false), ['a', 'b', 'c']);
    assert.deepEqual(first(1, true), ['a', 'b', 'c']);
    assert.deepEqual(first(1, false), ['b', 'c', 'a']);
    assert.deepEqual(sortRows(rows, undefined), rows);
  });

  it('quotes what needs it in a CSV file', () => {
    const columns = [{ key: 'name', title: '' }];
    assert.equal(toCsv({ caption: '', columns, rows: [['a, "b"'], ['c']] }), 'name\n"a, ""b"""\nc\n');
  });
});

describe('a page that is restored', () => {
  const render = (state: object) => {
    const host = { post: () => {}, onMessage: () => () => {}, restore: () => state, remember: () => {} };
    return renderToString(h(ResultView, { host }));
  };

  it('shows a result of an older version, which had counts alone', () => {
    const { counts, shots, registers, measuredAll, method, provenance } = runProgram(BELL);
    const result = { counts, shots, registers, measuredAll, method, provenance };
    const page = render({ finished: { name: 'bell.qasm', result, elapsedMs: 5 }, order: 'outcome', table: false });
    assert.match(page, /Histogram of 2 outcomes/);
    for (const id of ['state', 'qubits', 'values'] as const) assert.ok(textOf(result, id).length > 0);
  });

  it('has tabs, a panel and tables that screen readers know', () => {
    const page = render({
      finished: { name: 'bell.qasm', result: run(BELL), elapsedMs: 5 },
      tab: 'qubits',
      table: true,
    });
    assert.match(page, /role="tab" aria-selected="true" aria-controls="panel" tabindex="0">Qubits</);
    assert.match(page, /role="tabpanel" aria-labelledby="tab-qubits"/);
    assert.match(page, /<caption>Each qubit on its own[^<]*<\/caption>/);
    assert.match(page, /<th scope="row">q\[0\]<\/th>/);
  });

  it('remembers all but states that are too large', () => {
    const small = { name: 'bell.qasm', result: run(BELL), elapsedMs: 5 };
    assert.deepEqual(memorable(small), small);
    const amplitudes = Object.fromEntries(Array.from({ length: 30_000 }, (_, k) => [`${k}`, [1, 0] as const]));
    const large = { ...small, result: { ...small.result, state: { registers: [], qubits: [], amplitudes } } };
    const { result } = memorable(large);
    assert.equal(result.state, undefined);
    assert.deepEqual(result.counts, small.result.counts);
    assert.match(result.noDetails ?? '', /run the circuit again/);
  });
});
