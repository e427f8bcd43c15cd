import { expectQuickFix } from '../../markers.ts';

describe('quick fixes for a name declared twice', () => {
  it('give it a name that is free', () => {
    expectQuickFix('int n; int n_2; float <|>n;', "Rename this to 'n_3'", 'int n; int n_2; float n_3;');
    expectQuickFix('include "stdgates.inc"; float <|>x;', "Rename this to 'x_2'", 'include "stdgates.inc"; float x_2;');
  });

  it('remove a declaration that says the same', () => {
    expectQuickFix('qubit q;\nqubit <|>q;\nreset q;', 'Remove this declaration', 'qubit q;\nreset q;');
  });
});
