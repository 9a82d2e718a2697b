/** The language model of the tests' own, as the editor lists it. */
export const STAND_IN = { vendor: 'stand-in', id: 'evolver', name: 'Stand-in Evolver' } as const;
