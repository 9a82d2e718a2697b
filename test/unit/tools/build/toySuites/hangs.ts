describe('toy', () => {
  it('never gives the processor back', () => {
    for (;;);
  });
});
