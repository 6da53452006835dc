// A run that waits: a plugin for measuring queues with more workers than the machine has cores.

/** Time that a run waits, ms; at its first step. */
const WAIT = 20;
const nobody = new Int32Array(new SharedArrayBuffer(4));

export default ({ defineProcess }) => [
  defineProcess({
    id: "wait",
    definition: "Waits in place of computing.",
    before: "react",
    run(_model, state) {
      if (state.step === 0) Atomics.wait(nobody, 0, 0, WAIT);
    },
  }),
];
