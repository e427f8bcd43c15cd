/** The signs on the buttons of the views, drawn with the colour of their text. */

const PATHS = {
  zoomIn: 'M8 3v10M3 8h10',
  zoomOut: 'M3 8h10',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  wrap: 'M2.5 4h11M2.5 8h8.5a2.25 2.25 0 0 1 0 4.5H8M9.8 10.4L7.7 12.5l2.1 2.1M2.5 12.5h2',
  previous: 'M3.5 10L8 5.5l4.5 4.5',
  next: 'M3.5 6L8 10.5 12.5 6',
  steps: 'M2.5 3v10M13.5 3v10M5.5 8h5M8 5.5v5',
  stepBack: 'M10 3.5L5.5 8 10 12.5',
  stepForward: 'M6 3.5L10.5 8 6 12.5',
  timeline: 'M8 2.5a5.5 5.5 0 1 0 .01 0M8 5v3.2l2.3 1.6',
  expand: 'M4.5 6L8 2.5 11.5 6M4.5 10L8 13.5 11.5 10',
  collapse: 'M4.5 2.5L8 6l3.5-3.5M4.5 13.5L8 10l3.5 3.5',
  save: 'M8 2.5v7.5M4.7 7L8 10.2 11.3 7M2.5 13.5h11',
  run: 'M4.5 2.8v10.4l8.5-5.2z',
  again: 'M13 8a5 5 0 1 1-1.6-3.7M13.2 2v3h-3',
  stop: 'M4 4h8v8H4z',
  open: 'M6.5 3H3v10h10V9.5M9 3h4v4M13 3L7.5 8.5',
  compare: 'M3 13V6M6.5 13V3M10 13V8M13.5 13V5',
  delete: 'M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5L5 13h6l.5-8.5',
  options:
    'M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6M8.5 4.5a1.75 1.75 0 1 0 3.5 0 1.75 1.75 0 1 0-3.5 0M4 11.5a1.75 1.75 0 1 0 3.5 0 1.75 1.75 0 1 0-3.5 0',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

interface ButtonProps {
  readonly icon: IconName;
  /** What it does, for the tooltip and for screen readers. */
  readonly title: string;
  /** Shown beside the icon. */
  readonly text?: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly primary?: boolean;
  readonly onClick: () => void;
}

export function Button({ icon, title, text, pressed, disabled, primary, onClick }: ButtonProps) {
  return (
    <button
      type="button"
      class={primary ? 'button primary' : 'button'}
      title={title}
      aria-label={text ?? title}
      aria-pressed={pressed}
      disabled={disabled ?? false}
      onClick={onClick}
    >
      <Icon name={icon} />
      {text}
    </button>
  );
}
