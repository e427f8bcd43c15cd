/** Bloch spheres as data: where points of the unit sphere are seen, and the curves that make it look like one. */

export type Vector = readonly [x: number, y: number, z: number];

export interface Point {
  readonly x: number;
  readonly y: number;
  /** Towards the viewer where positive. */
  readonly depth: number;
}

/** How far the viewer stands to the right of the x axis, and above the equator. */
const AZIMUTH = Math.PI / 6;
const ELEVATION = Math.PI / 11;
const STEPS = 48;

/** Seen from far away, in radii of the sphere: x to the right, y down, as screens count. */
export function project([x, y, z]: Vector): Point {
  const towards = x * Math.cos(AZIMUTH) + y * Math.sin(AZIMUTH);
  return {
    x: y * Math.cos(AZIMUTH) - x * Math.sin(AZIMUTH),
    y: towards * Math.sin(ELEVATION) - z * Math.cos(ELEVATION),
    depth: towards * Math.cos(ELEVATION) + z * Math.sin(ELEVATION),
  };
}

/** The half of the equator in front and the one behind, as points in order. */
export function equator(): { readonly front: readonly Point[]; readonly back: readonly Point[] } {
  // Seen from the azimuth, what lies less than a quarter turn away from it is in front.
  const half = (from: number) =>
    Array.from({ length: STEPS + 1 }, (_, step) => {
      const angle = from + (Math.PI * step) / STEPS;
      return project([Math.cos(angle), Math.sin(angle), 0]);
    });
  return { front: half(AZIMUTH - Math.PI / 2), back: half(AZIMUTH + Math.PI / 2) };
}
