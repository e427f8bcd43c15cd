/** The style that an exported coupling map carries with it: light, for papers. The steps go from good to bad. */
export const DOCUMENT_STYLE = `
text { font: 12px sans-serif; text-anchor: middle; dominant-baseline: central; fill: #111; }
.label { font-size: 10px; fill: #444; } .label.start { text-anchor: start; } .label.end { text-anchor: end; }
.qubit circle { stroke: #333; stroke-width: 1; }
.coupler line { stroke-width: 6; stroke-linecap: round; }
.coupler .reach { stroke: none; }
.step-0 circle { fill: #e3eefb; } .step-0 line { stroke: #c6dbf4; }
.step-1 circle { fill: #b5d1f0; } .step-1 line { stroke: #94bce6; }
.step-2 circle { fill: #f6e3a8; } .step-2 line { stroke: #eccb62; }
.step-3 circle { fill: #f2b27c; } .step-3 line { stroke: #e88c3f; }
.step-4 circle { fill: #e57a6e; } .step-4 line { stroke: #cf3f34; }
.unknown circle { fill: #fff; } .unknown line { stroke: #bbb; }
.broken circle { fill: #fff; stroke-dasharray: 3 3; } .broken line { stroke: #999; stroke-width: 2; stroke-dasharray: 3 5; }
`;
