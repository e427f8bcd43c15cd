/** Below a diagram: a slider through its moments, and the state at the one where it stands. */
import { useMemo, useState } from 'preact/hooks';
import type { SimulateResult } from '../../../extension/worker/protocol.ts';
import { Button } from '../../icons.tsx';
import type { Order } from '../../result/outcomes.ts';
import { type SectionId, sectionsOf } from '../../result/sections.tsx';
import { type ExportedFile, SectionView } from '../../result/sectionView.tsx';
import { Tabs } from '../../result/tabs.tsx';
import '../../result/result.css';

/** What is known of the state at a step. */
export interface StepState {
  readonly step: number;
  readonly result?: SimulateResult;
  /** Why there is none, as a sentence. */
  readonly fault?: string;
}

interface StepPanelProps {
  readonly step: number;
  readonly last: number;
  /** That of another step stays until the new one is there. */
  readonly state: StepState | undefined;
  readonly onStep: (step: number) => void;
  readonly onExport: (file: ExportedFile, section: string) => void;
}

export function StepPanel({ step, last, state, onStep, onExport }: StepPanelProps) {
  const place = step === 0 ? 'Before the first column' : `After column ${step} of ${last}`;
  return (
    <section class="step-panel" aria-label="State at a step">
      <div class="toolbar step-control">
        <Button icon="stepBack" title="One column back" disabled={step === 0} onClick={() => onStep(step - 1)} />
        <input
          type="range"
          min={0}
          max={last}
          value={step}
          aria-label="Step through the circuit"
          aria-valuetext={place}
          onInput={({ currentTarget }) => onStep(Number(currentTarget.value))}
        />
        <Button icon="stepForward" title="One column on" disabled={step === last} onClick={() => onStep(step + 1)} />
        <span class="remark step-place">{place}</span>
      </div>
      {state?.fault !== undefined && (
        <p class="notices" role="status">
          {state.fault}
        </p>
      )}
      {state?.result && (
        <div class="step-state">
          <StateSections result={state.result} onExport={onExport} />
        </div>
      )}
    </section>
  );
}

interface StateSectionsProps {
  readonly result: SimulateResult;
  readonly onExport: StepPanelProps['onExport'];
}

/** As the result of a run shows them; counts of one shot say nothing. */
function StateSections({ result, onExport }: StateSectionsProps) {
  const [tab, setTab] = useState<SectionId>('state');
  const [order, setOrder] = useState<Order>('outcome');
  const [asTable, setAsTable] = useState(false);
  const sections = useMemo(() => sectionsOf(result).filter(({ id }) => id !== 'counts'), [result]);
  const section = sections.find(({ id }) => id === tab) ?? sections[0];
  if (!section) return null;
  return (
    <Tabs label="State" tabs={sections} chosen={section.id} onChoose={setTab}>
      <SectionView
        section={section}
        order={order}
        onOrder={setOrder}
        asTable={asTable}
        onAsTable={setAsTable}
        onExport={(file) => onExport(file, section.id)}
      />
    </Tabs>
  );
}
