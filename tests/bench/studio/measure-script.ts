import { openSized } from "./crowd.ts";

/** What a browser loads of scripts, in bytes of gzip. */
export type ScriptFigures = { firstPageBytes: number; canvasBytes: number };

/** Opens the first page and then a canvas with gzip alone, and counts the scripts that came. */
export async function measureScript(): Promise<ScriptFigures> {
  const { studio, ada, sop } = await openSized(2);
  await using _ = studio;
  const scripts = new Set<string>();
  ada.page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.add(request.url());
  });
  await ada.visit("/invite#none");
  const firstPageBytes = await sizeOf(scripts);
  await ada.openSop(sop);
  return { firstPageBytes, canvasBytes: await sizeOf(scripts) };
}

async function sizeOf(urls: ReadonlySet<string>): Promise<number> {
  let bytes = 0;
  for (const url of urls) {
    const init = { headers: { "accept-encoding": "gzip" }, decompress: false };
    bytes += (await (await fetch(url, init)).arrayBuffer()).byteLength;
  }
  return bytes;
}
