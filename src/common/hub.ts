/** The Hugging Face hub itself, unlike a mirror of it. */
export const HUB_ENDPOINT = 'https://huggingface.co';

/** A model's name on the hub: owner/name. */
export const REPOSITORY_NAME = /^[\w.-]+\/[\w.-]+$/;
