/** Every circuit that was run: its text beside the one that was to be mitigated, and both diagrams. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { RunRecord } from '../../extension/host/experiments/runRecord.ts';
import { ComparedCircuits } from '../circuit/compare/comparedCircuits.tsx';
import { Button } from '../icons.tsx';
import type { HostMessage } from '../messages.ts';
import { Choice } from '../result/choice.tsx';
import { cellText, toCsv } from '../result/table.ts';
import type { CircuitList, Variant } from './state.ts';
import { TextDiff } from './textDiff.tsx';
import { MOST_SHOWN, type VariantRow, variantsOf, variantTable } from './variants.ts';

interface CircuitsProps {
  readonly run: RunRecord;
  readonly circuits: CircuitList | undefined;
  readonly variant: Variant | undefined;
  readonly post: (message: HostMessage) => void;
}

export function CircuitsView({ run, circuits, variant, post }: CircuitsProps) {
  const { id, state } = run;
  useEffect(() => post({ type: 'listCircuits', id }), [id, state.kind]);
  const rows = useMemo(() => variantsOf(run, circuits?.circuits ?? []), [run, circuits]);
  const [technique, setTechnique] = useState('');
  const techniques = [...new Set(rows.flatMap((row) => row.techniques))];
  const chosen = techniques.includes(technique) ? technique : '';
  const listed = rows.filter((row) => chosen === '' || row.techniques.includes(chosen));
  const shown = variant && rows.some(({ key }) => key === variant.key) ? variant : undefined;
  const first = listed.find(({ techniques: users }) => !users.includes('none')) ?? listed[0];
  useEffect(() => {
    if (!shown && first) post({ type: 'showVariant', id, key: first.key });
  }, [id, first?.key, shown === undefined]);
  if (!circuits) return <p class="remark">Reading the circuits…</p>;
  if (rows.length === 0) return <p class="remark">No circuit was run yet.</p>;
  return (
    <>
      <div class="controls">
        <label class="picker">
          Technique{' '}
          <select value={chosen} onChange={({ currentTarget }) => setTechnique(currentTarget.value)}>
            <option value="">all</option>
            {techniques.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <span class="space" />
        <Button
          icon="save"
          title="Export the list of circuits as CSV"
          text="CSV"
          onClick={() => {
            const content = toCsv(variantTable(rows));
            post({ type: 'export', format: 'csv', name: run.name, suffix: '-circuits', content });
          }}
        />
      </div>
      <VariantList rows={listed} shown={shown?.key} onShow={(key) => post({ type: 'showVariant', id, key })} />
      {shown && (
        <ShownVariant key={id} variant={shown} number={rows.find(({ key }) => key === shown.key)?.number ?? 0} />
      )}
    </>
  );
}

interface VariantListProps {
  readonly rows: readonly VariantRow[];
  readonly shown: string | undefined;
  readonly onShow: (key: string) => void;
}

function VariantList({ rows, shown, onShow }: VariantListProps) {
  const { columns, rows: cells } = useMemo(() => variantTable(rows.slice(0, MOST_SHOWN)), [rows]);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
      <section class="table variants" aria-label="Circuits that were run" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {columns.map(({ key, title, show }) => (
                <th key={key} scope="col" class={show ? 'number' : ''}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.map((row, index) => {
              const { key, number } = rows[index]!;
              return (
                <tr key={key} class={key === shown ? 'chosen' : ''}>
                  <th scope="row" class="number">
                    <button
                      type="button"
                      class="link"
                      aria-pressed={key === shown}
                      title={`Show circuit ${number}`}
                      onClick={() => onShow(key)}
                    >
                      {`#${number}`}
                    </button>
                  </th>
                  {columns.slice(1).map((column, place) => (
                    <td key={column.key} class={column.show ? 'number' : ''}>
                      {cellText(row[place + 1], column)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {rows.length > MOST_SHOWN && (
        <p class="remark">
          The first {MOST_SHOWN} of {rows.length} circuits; the CSV file lists all.
        </p>
      )}
    </>
  );
}

function ShownVariant({ variant, number }: { readonly variant: Variant; readonly number: number }) {
  const [form, setForm] = useState<'text' | 'diagram'>('text');
  const [zoom, setZoom] = useState(1);
  const { original, variant: run } = variant;
  return (
    <section class="variant" aria-label={`Circuit ${number}`}>
      <div class="controls">
        <h2>Circuit #{number}</h2>
        <Choice
          label="Show as"
          options={[
            ['text', 'Text'],
            ['diagram', 'Diagram'],
          ]}
          chosen={form}
          onChoose={setForm}
        />
      </div>
      {form === 'text' ? (
        <TextDiff original={original.text} variant={run.text} />
      ) : (
        <div class="compare-view diagrams">
          <ComparedCircuits
            key={variant.key}
            before={{ name: 'As it was to be run', circuit: original.circuit }}
            after={{ name: 'As it was run', circuit: run.circuit }}
            zoom={zoom}
            onZoom={setZoom}
          />
        </div>
      )}
    </section>
  );
}
