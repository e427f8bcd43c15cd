/** Which colour is which phase: a strip from -π to π. */
import { phaseColour } from './phaseColour.ts';

const SEGMENTS = 48;
export const PHASE_SCALE_HEIGHT = 40;

export function PhaseScale({ x, y }: { readonly x: number; readonly y: number }) {
  const width = 4;
  const phases = Array.from({ length: SEGMENTS }, (_, index) => ((index + 0.5) / SEGMENTS - 0.5) * 2 * Math.PI);
  return (
    <g class="phase-scale">
      {phases.map((phase, index) => (
        <rect key={phase} x={x + index * width} y={y} width={width + 0.5} height="9" fill={phaseColour(phase)} />
      ))}
      {['−π', '−π/2', 'phase 0', 'π/2', 'π'].map((label, index) => (
        <text key={label} x={x + (index * SEGMENTS * width) / 4} y={y + 23} text-anchor="middle">
          {label}
        </text>
      ))}
    </g>
  );
}
