/** Called like its neighbour, and its test as well; passes. */
describe('toy', () => {
  it('fails always', () => undefined);
});
