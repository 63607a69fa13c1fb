import { openSized } from "./crowd.ts";

/** What a browser loads of scripts until a canvas is there, in bytes of gzip. */
export type ScriptFigures = { files: number; bytes: number };

/** Opens a canvas, and counts the scripts that came. */
export async function measureScript(): Promise<ScriptFigures> {
  const { studio, ada, sop } = await openSized(2);
  await using _ = studio;
  const scripts = new Set<string>();
  ada.page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.add(request.url());
  });
  await ada.openSop(sop);
  return { files: scripts.size, bytes: await sizeOf(scripts) };
}

async function sizeOf(urls: ReadonlySet<string>): Promise<number> {
  let bytes = 0;
  for (const url of urls) {
    const init = { headers: { "accept-encoding": "gzip" }, decompress: false };
    bytes += (await (await fetch(url, init)).arrayBuffer()).byteLength;
  }
  return bytes;
}
