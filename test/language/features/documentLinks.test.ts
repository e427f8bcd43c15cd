import { expectLinks } from '../markers.ts';

describe('document links', () => {
  it('lead from each include to its file', () => {
    expectLinks(
      'OPENQASM 3;\ninclude "<|stdgates.inc|>";\ninclude \'<|my/gates.inc|>\';',
      'to stdgates.inc',
      'to my/gates.inc',
    );
  });

  it('are none where the path leads nowhere', () => {
    expectLinks('include "missing.inc"; include ""; include ;');
  });
});
