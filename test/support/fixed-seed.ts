import fc from 'fast-check';

/** What is red on one machine is red on every other, with the same counterexample. `PROPERTY_SEED` looks for others. */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_270_426) });
