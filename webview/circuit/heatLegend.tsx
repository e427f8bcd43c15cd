/** What the colours of a diagram with heat mean. */
import { HEAT_STEPS } from '../../language/features/noise/heat.ts';
import type { Heat } from '../messages.ts';

export function HeatLegend({ device, isExact }: Pick<Heat, 'device' | 'isExact'>) {
  return (
    <div class="heat-legend">
      <span>
        Share of the loss on {device} ({isExact ? 'exact, to first order' : 'estimated'}):
      </span>
      {HEAT_STEPS.map((step, index) => (
        <span key={step} class="step">
          <span class={`swatch heat-${index + 1}`} aria-hidden="true" />≥ {Math.round(step * 100)} %
        </span>
      ))}
    </div>
  );
}
