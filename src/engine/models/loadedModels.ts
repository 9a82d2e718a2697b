/** Models that are loaded once each, by key; a failed start is tried again, not remembered. */
export class LoadedModels<Model extends { dispose(): Promise<void> }> {
  private readonly models = new Map<string, Promise<Model>>();

  get(key: string, load: () => Promise<Model>): Promise<Model> {
    const known = this.models.get(key);
    if (known !== undefined) return known;
    const loading = load().catch((error: unknown) => {
      this.models.delete(key);
      throw error;
    });
    this.models.set(key, loading);
    return loading;
  }

  async dispose(): Promise<void> {
    const loaded = await Promise.allSettled([...this.models.values()]);
    this.models.clear();
    await Promise.all(loaded.flatMap((model) => (model.status === 'fulfilled' ? [model.value.dispose()] : [])));
  }
}
