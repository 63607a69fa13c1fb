/** How a body may be packed, the best first. */
export const ENCODINGS = ["br", "gzip", "identity"] as const;

/** One of the ways a body may be packed; `identity`: not at all. */
export type Encoding = (typeof ENCODINGS)[number];

/** What the name of a packed file ends with. */
export const ENDINGS: Readonly<Record<Encoding, string>> = { br: ".br", gzip: ".gz", identity: "" };

/** A file of the built studio. */
export interface PageFile {
  /** Its media type. */
  readonly type: string;
  /** Names its content, without quotes. */
  readonly tag: string;
  /** Packed only where that makes it smaller. */
  readonly bodies: Readonly<Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>> & {
    readonly identity: Uint8Array<ArrayBuffer>;
  };
}

/** The built studio: files by path, `/index.html` among them. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** The page itself, and the worker that keeps it; every other file's name changes with its content. */
export const INDEX = "/index.html";
export const WORKER = "/worker.js";
