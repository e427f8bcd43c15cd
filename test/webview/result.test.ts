// Results of runs: outcomes, the chart as data, CSV, and what the view shows as messages come in.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SimulateResult } from '../../extension/worker/protocol.ts';
import { layoutHistogram } from '../../webview/result/histogram.ts';
import { histogramPicture } from '../../webview/result/histogramPicture.tsx';
import { formatPercent } from '../../webview/result/numbers.ts';
import { bitOrder, listOutcomes, outcomeTable } from '../../webview/result/outcomes.ts';
import { pictureDocument } from '../../webview/result/picture.tsx';
import { type ResultState, receive } from '../../webview/result/state.ts';
import { toCsv } from '../../webview/result/table.ts';

function resultOf(counts: Record<string, number>, registers = [{ name: 'c', size: 2 }]): SimulateResult {
  return {
    counts,
    shots: Object.values(counts).reduce((sum, count) => sum + count, 0),
    registers,
    measuredAll: false,
    method: { name: 'statevector', title: 'dense state vector', reason: '', memory: 64, automatic: true },
    provenance: { job: 'simulate', seed: 1, circuit: '', method: 'statevector', versions: { ketlab: '0.1.0' } },
  };
}

const bell = resultOf({ '00': 520, '01': 4, '11': 500 });

/** Counts of up to 200 outcomes of eight bits. */
const results = fc
  .uniqueArray(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 200 })
  .chain((keys) =>
    fc
      .array(fc.integer({ min: 1, max: 5000 }), { minLength: keys.length, maxLength: keys.length })
      .map((counts) =>
        resultOf(Object.fromEntries(keys.map((key, index) => [key.toString(2).padStart(8, '0'), counts[index] ?? 1])), [
          { name: 'c', size: 8 },
        ]),
      ),
  );

describe('listOutcomes', () => {
  const labels = (...parameters: Parameters<typeof listOutcomes>) =>
    listOutcomes(...parameters).map(({ label }) => label);

  it('sorts by outcome or by count', () => {
    assert.deepEqual(labels(bell, 'outcome', 10), ['00', '01', '11']);
    assert.deepEqual(labels(bell, 'count', 10), ['00', '11', '01']);
  });

  it('estimates the standard error as √(p(1−p)/shots)', () => {
    const [first] = listOutcomes(resultOf({ '0': 36, '1': 64 }), 'outcome', 10);
    assert.equal(first?.probability, 0.36);
    assert.ok(Math.abs((first?.standardError ?? 0) - 0.048) < 1e-12);
  });

  it('takes the less frequent outcomes together, and says how many they are', () => {
    const result = resultOf({ '00': 5, '01': 50, '10': 20, '11': 25 });
    const outcomes = listOutcomes(result, 'outcome', 3);
    assert.deepEqual(
      outcomes.map(({ label, count, others }) => [label, count, others]),
      [
        ['01', 50, undefined],
        ['11', 25, undefined],
        ['others', 25, 2],
      ],
    );
  });

  it('always accounts for every shot', () => {
    fc.assert(
      fc.property(
        results,
        fc.constantFrom('outcome', 'count'),
        fc.integer({ min: 2, max: 70 }),
        (result, order, limit) => {
          const outcomes = listOutcomes(result, order, limit);
          assert.ok(outcomes.length <= limit);
          assert.equal(
            outcomes.reduce((sum, { count }) => sum + count, 0),
            result.shots,
          );
          const total = outcomes.reduce((sum, { probability }) => sum + probability, 0);
          assert.ok(Math.abs(total - 1) < 1e-9);
        },
      ),
    );
  });
});

describe('layoutHistogram', () => {
  it('draws bars in proportion to their probability, inside the plot, error bars around their ends', () => {
    fc.assert(
      fc.property(results, fc.integer({ min: 200, max: 1200 }), (result, width) => {
        const { bars, plot, ticks } = layoutHistogram(result, { order: 'count', width });
        const [first] = bars;
        assert.ok(first);
        for (const { width, x, y, height, outcome, error } of bars) {
          assert.ok(Math.abs(width / first.width - outcome.probability / first.outcome.probability) < 1e-9);
          assert.ok(error.x1 <= x + width && x + width <= error.x2 && error.x1 >= x);
          assert.ok(error.x2 <= plot.x + plot.width + 1e-9);
          assert.ok(y >= plot.y && y + height <= plot.y + plot.height);
        }
        assert.ok(ticks.length >= 2 && ticks.length <= 11);
        assert.ok(ticks.every(({ x }) => x <= plot.x + plot.width + 1e-9));
      }),
    );
  });

  it('marks exact probabilities, inside the plot and to scale', () => {
    const { bars, plot } = layoutHistogram(
      { ...bell, probabilities: { '00': 0.5, '11': 0.5 } },
      { order: 'outcome', width: 800 },
    );
    const [zeros, other, ones] = bars;
    assert.equal(zeros?.mark, ones?.mark);
    assert.equal(other?.mark, plot.x);
    assert.ok(zeros!.mark! < zeros!.x + zeros!.width && zeros!.valueX > zeros!.mark!);
  });

  it('has round ticks', () => {
    const { ticks } = layoutHistogram(bell, { order: 'outcome', width: 800 });
    assert.deepEqual(
      ticks.map(({ label }) => label),
      ['0%', '10%', '20%', '30%', '40%', '50%', '60%'],
    );
  });

  it('puts the names of registers over their digits, the one declared first at the right', () => {
    const result = resultOf({ '01 110': 1 }, [
      { name: 'a', size: 3 },
      { name: 'b', size: 2 },
    ]);
    const { registers, labelX } = layoutHistogram(result, { order: 'outcome', width: 800 });
    assert.deepEqual(
      registers.map(({ label }) => label),
      ['a', 'b'],
    );
    assert.equal((registers[0]?.x ?? 0) + (registers[0]?.width ?? 0), labelX);
    assert.ok((registers[1]?.x ?? 0) + (registers[1]?.width ?? 0) < (registers[0]?.x ?? 0));
  });
});

describe('formatPercent', () => {
  const table: [number, string][] = [
    [0, '0%'],
    [0.00001, '<0.01%'],
    [0.0123, '1.23%'],
    [0.5, '50%'],
    [0.12345, '12.3%'],
    [0.9999, '>99.9%'],
    [1, '100%'],
  ];
  for (const [probability, expected] of table) {
    it(`writes ${probability} as ${expected}`, () => assert.equal(formatPercent(probability), expected));
  }
});

describe('bitOrder', () => {
  it('names the bits as they stand, from left to right', () => {
    const registers = [
      { name: 'c', size: 3 },
      { name: 'flag', size: 1 },
    ];
    assert.equal(bitOrder(resultOf({}, registers)), 'flag  c[2] c[1] c[0]');
    assert.equal(bitOrder(resultOf({}, [{ name: 'c', size: 12 }])), 'c[11] c[10] … c[0]');
  });
});

describe('the table of outcomes', () => {
  it('has one line for each outcome in a CSV file', () => {
    const header = 'outcome,count,probability,standard_error';
    const csv = toCsv(outcomeTable(resultOf({ '1 0': 1, '0 1': 3 })));
    assert.equal(
      csv,
      `${header}\n0 1,3,0.75,${Math.sqrt(0.75 * 0.25) / 2}\n1 0,1,0.25,${Math.sqrt(0.75 * 0.25) / 2}\n`,
    );
  });

  it('has the exact probabilities where there are any, of outcomes that did not occur too', () => {
    const result = { ...resultOf({ '00': 3, '11': 1 }), probabilities: { '00': 0.5, '11': 0.25, '01': 0.25 } };
    const { columns, rows } = outcomeTable(result);
    assert.deepEqual(columns.at(-1)?.key, 'exact_probability');
    assert.deepEqual(
      rows.map((row) => [row[0], row[1], row.at(-1)]),
      [
        ['00', 3, 0.5],
        ['01', 0, 0.25],
        ['11', 1, 0.25],
      ],
    );
  });
});

describe('the histogram as a document', () => {
  it('stands alone and is the same each time', () => {
    const draw = () => pictureDocument(histogramPicture(bell, { order: 'outcome', width: 720 }));
    const svg = draw();
    assert.equal(draw(), svg);
    assert.match(svg, /^<svg xmlns=/);
    assert.doesNotMatch(svg, /var\(|style="/);
    for (const text of ['00', '520 · 50.8%', '4 · 0.39%']) assert.ok(svg.includes(`>${text}<`), text);
  });
});

describe('receive', () => {
  const stateAfter = (...messages: Parameters<typeof receive>[1][]) => messages.reduce<ResultState>(receive, {});
  const started = { type: 'started', name: 'bell', shots: 10, qubits: 2 } as const;
  const finished = { type: 'result', name: 'bell', result: bell, elapsedMs: 5 } as const;
  const failed = { type: 'failed', name: 'bell', message: 'too large', cancelled: false } as const;

  it('follows a run from its start to its end', () => {
    const progress = { done: 3, total: 10, unit: 'shots' };
    assert.deepEqual(stateAfter(started, { type: 'progress', progress }), {
      running: { name: 'bell', shots: 10, progress },
    });
    assert.deepEqual(stateAfter(started, finished), { finished: { name: 'bell', result: bell, elapsedMs: 5 } });
  });

  it('keeps the last result below a failure, until the next start', () => {
    const state = stateAfter(started, finished, started, failed);
    assert.deepEqual(state.finished?.result, bell);
    assert.equal(state.failure?.message, 'too large');
    assert.equal(receive(state, started).failure, undefined);
  });

  it('ignores progress of a run that is over', () => {
    assert.deepEqual(stateAfter({ type: 'progress', progress: { done: 1, total: 2, unit: 'shots' } }), {});
  });
});
