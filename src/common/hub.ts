/** The Hugging Face hub itself, unlike a mirror of it. */
export const HUB_ENDPOINT = 'https://huggingface.co';

/** A model's name on the hub: owner/name. */
export const REPOSITORY_NAME = /^[\w.-]+\/[\w.-]+$/;

/**
 * The parts of OWNER/NAME[@REVISION].
 * @returns revision: undefined where there is no @, empty where nothing follows it
 */
export function hubNameParts(text: string): { readonly repository: string; readonly revision: string | undefined } {
  const at = text.indexOf('@');
  return at < 0
    ? { repository: text, revision: undefined }
    : { repository: text.slice(0, at), revision: text.slice(at + 1) };
}
