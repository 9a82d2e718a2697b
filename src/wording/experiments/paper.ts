import * as l10n from '@vscode/l10n';

/** Numbers that the DEITA paper gives for MT-Bench, of 1 to 10, by its own judge. */
export interface PaperNumber {
  readonly title: string;
  readonly score: number;
}

/** Shown beside one's own as orientation: neither the judge nor the model is the same. */
export function paperNumbers(): readonly PaperNumber[] {
  return [
    { title: l10n.t('DEITA paper: Mistral-7B, 6,000 selected rows'), score: 7.22 },
    { title: l10n.t('DEITA paper: the same, then 10,000 DPO pairs'), score: 7.55 },
    { title: l10n.t('DEITA paper: 6,000 random rows of its pool X_sota'), score: 5.84 },
  ];
}
