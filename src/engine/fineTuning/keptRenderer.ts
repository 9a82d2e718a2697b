import { SFT_RECIPES } from '../../choices/training';
import type { Rendering } from '../../protocol/fineTuning';
import { folderStamp } from '../models/folderStamp';
import { folderOf, openRowRenderer, type RowRenderer } from './rowRenderer';

/** The renderer that was asked for last: a tokenizer takes a while to open, and rows are looked at one after the other. */
export class KeptRenderer {
  private kept: { readonly key: string; readonly renderer: Promise<RowRenderer> } | undefined;

  /** @throws DeitaError `usage`, `modelUnsupported` as opening it does */
  async get({ tokenizer, recipe }: Pick<Rendering, 'tokenizer' | 'recipe'>): Promise<RowRenderer> {
    const { template } = SFT_RECIPES[recipe];
    const key = JSON.stringify([tokenizer, template, await folderStamp(await folderOf(tokenizer))]);
    if (this.kept?.key !== key) this.kept = { key, renderer: openRowRenderer({ template }, tokenizer) };
    return this.kept.renderer;
  }
}
