import { expectQuickFix } from '../../markers.ts';

describe('quick fixes for sizes', () => {
  it('enlarge the register, or take its last element', () => {
    expectQuickFix('qubit[2] q; reset q[<|>4];', "Change the size of 'q' to 5", 'qubit[5] q; reset q[4];');
    expectQuickFix('qubit[2] q; reset q[<|>4];', 'Change the index to 1', 'qubit[2] q; reset q[1];');
    expectQuickFix(
      'creg c[2]; measure $0 -> c[<|>2];',
      "Change the size of 'c' to 3",
      'creg c[3]; measure $0 -> c[2];',
    );
    expectQuickFix('qubit[2] q; let a = q[<|>0:3];', "Change the size of 'q' to 4", 'qubit[4] q; let a = q[0:3];');
  });

  it('make a register of a single qubit or bit, or leave out the index', () => {
    expectQuickFix('qubit q; reset q[<|>2];', "Change the size of 'q' to 3", 'qubit[3] q; reset q[2];');
    expectQuickFix('bit c; measure $0 -> c[<|>1];', "Change the size of 'c' to 2", 'bit[2] c; measure $0 -> c[1];');
    expectQuickFix('qubit q; reset q[<|>0];', 'Remove the index', 'qubit q; reset q;');
  });

  it('fit the bits to what is measured', () => {
    expectQuickFix(
      'qubit[3] q; bit[2] c; <|>c = measure q;',
      "Change the size of 'c' to 3",
      'qubit[3] q; bit[3] c; c = measure q;',
    );
    expectQuickFix(
      'qubit[3] q; bit <|>c = measure q;',
      "Change the size of 'c' to 3",
      'qubit[3] q; bit[3] c = measure q;',
    );
  });
});
