import { createHash } from 'node:crypto';
import { ATTACHMENT_KINDS, type AttachmentKind, type Attachments, type PartKind } from '../conversation';
import { isObject, nestedJson, type JsonObject } from './format';

/** The keys of a row, or of a message, under which something stands that is no text of the conversation. */
const KEYS: Readonly<Record<AttachmentKind, readonly string[]>> = {
  tools: ['tools', 'functions', 'available_tools', 'tool_definitions', 'function_definitions'],
  media: [
    ...['image', 'images', 'image_url', 'image_urls', 'image_path', 'image_paths', 'image_file', 'img'],
    ...['video', 'videos', 'video_url', 'video_path', 'audio', 'audios', 'audio_url', 'audio_path', 'media'],
  ],
  documents: ['documents', 'docs'],
};
/** Under which a row names the tools that may be called. */
export const TOOL_KEYS = KEYS.tools;
export const MEDIA_AND_DOCUMENT_KEYS = [...KEYS.media, ...KEYS.documents];
export const KIND_OF_KEY: ReadonlyMap<string, AttachmentKind> = new Map(
  ATTACHMENT_KINDS.flatMap((kind) => KEYS[kind].map((key) => [key, kind] as const)),
);

/** Kinds of content parts, as their `type` begins, that hold no text. */
const MEDIA_PART = /^(input_)?(image|video|audio|file|media)/;
const DOCUMENT_PART = /^(document|search_result)/;
/** Whose names begin as those of parts, and of keys, do. */
const PART_KINDS: readonly (readonly [start: RegExp, kind: PartKind])[] = [
  [/^(input_)?(image|img|inline)/, 'image'],
  [/^(input_)?video/, 'video'],
  [/^(input_)?audio/, 'audio'],
  [/^(input_)?file/, 'file'],
  [/^(doc|search_result)/, 'document'],
];
/** What a part says about itself beside what it holds. */
const PART_LABELS = new Set(['type', 'cache_control', 'detail']);

/** More than this is kept as its digest: pictures may stand in the row itself, as base64. */
const MOST_CHARACTERS = 2048;

/** Collects what a row holds beside its texts, in the row's order. */
export class AttachmentReading {
  private found: Partial<Record<AttachmentKind, unknown[]>> | undefined;
  private parts: PartKind[] | undefined;

  /** Takes up what stands under a key of a row or message. */
  addKey(key: string, value: unknown): void {
    const kind = KIND_OF_KEY.get(key);
    if (kind === undefined) return;
    const count = this.add(kind, nestedJson(value) ?? value); // A list of tools is often kept as text.
    if (kind !== 'tools') for (let part = 0; part < count; part++) this.notePart(key);
  }

  /** How many parts that are no text were taken up so far. */
  get partCount(): number {
    return this.parts?.length ?? 0;
  }

  /** What those are that were taken up when there were `count` already; undefined = there are no others. */
  partsFrom(count: number): readonly PartKind[] | undefined {
    return this.partCount === count ? undefined : this.parts?.slice(count);
  }

  /** @returns false when the part is none of media and documents */
  addPart(part: JsonObject): boolean {
    const type = typeof part.type === 'string' ? part.type : '';
    const kind = DOCUMENT_PART.test(type) ? 'documents' : isMediaPart(part, type) ? 'media' : undefined;
    if (kind === undefined) return false;
    const contents = Object.entries(part).filter(([key]) => !PART_LABELS.has(key));
    this.add(kind, contents.length === 1 ? contents[0]?.[1] : Object.fromEntries(contents));
    this.notePart(type === '' ? (contents[0]?.[0] ?? '') : type);
    return true;
  }

  /** A part of a kind that is not known here: whatever it is, rows that differ in it are not the same. */
  addOther(part: JsonObject): void {
    this.add('media', part);
    this.notePart('');
  }

  absorb({ found }: AttachmentReading): void {
    for (const kind of ATTACHMENT_KINDS) if (found?.[kind] !== undefined) this.add(kind, found[kind]);
  }

  result(): Attachments | undefined {
    const { found } = this;
    if (found === undefined) return undefined;
    const entries = ATTACHMENT_KINDS.flatMap((kind) => {
      const values = found[kind];
      return values === undefined ? [] : [[kind, shortened(JSON.stringify(values))] as const];
    });
    return Object.fromEntries(entries);
  }

  /** @returns how many there are */
  private add(kind: AttachmentKind, value: unknown): number {
    const values = (Array.isArray(value) ? (value as unknown[]) : [value]).map(canonical).filter(isFilled);
    if (values.length > 0) ((this.found ??= {})[kind] ??= []).push(...values);
    return values.length;
  }

  private notePart(name: string): void {
    (this.parts ??= []).push(PART_KINDS.find(([start]) => start.test(name))?.[1] ?? 'other');
  }
}

/** Parts without a `type` hold media by their key, such as Gemini's `inlineData`. */
function isMediaPart(part: JsonObject, type: string): boolean {
  if (type !== '') return MEDIA_PART.test(type);
  return ['image', 'image_url', 'video', 'audio', 'inlineData', 'inline_data', 'fileData', 'file_data'].some(
    (key) => part[key] !== undefined && part[key] !== null,
  );
}

/** With sorted keys, and without null: columns are padded with it. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return (value as unknown[]).map(canonical);
  if (!isObject(value)) return value;
  const entries = Object.entries(value)
    .filter(([, member]) => member !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, canonical(member)]));
}

function isFilled(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (Array.isArray(value)) return value.some(isFilled);
  return !isObject(value) || Object.values(value).some(isFilled);
}

function shortened(json: string): string {
  if (json.length <= MOST_CHARACTERS) return json;
  return JSON.stringify(`sha256:${createHash('sha256').update(json).digest('hex')}`);
}
