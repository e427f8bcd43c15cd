import { expectHighlights } from '../markers.ts';

describe('document highlights', () => {
  it('tell where a variable is written from where it is read', () => {
    expectHighlights('int <|<|>i|> = 0; <|i|> += 1; int j = <|i|>;', 'write', 'write', 'read');
    expectHighlights(
      'qubit q; bit[2] <|<|>c|>; <|c|>[0] = measure q; measure q -> <|c|>[1]; if (<|c|>[0]) reset q;',
      'write',
      'write',
      'write',
      'read',
    );
  });

  it('take a reset as a write of the qubit, a gate as a read', () => {
    expectHighlights('qubit <|<|>q|>; reset <|q|>; U(0, 0, 0) <|q|>;', 'write', 'write', 'read');
  });

  it('take the index of what is written as a read', () => {
    expectHighlights('int <|<|>i|> = 0; bit[2] c; c[<|i|>] = 1;', 'write', 'read');
  });

  it('are none where there is no declared name', () => {
    expectHighlights('float x = <|>pi;');
  });
});
