import { beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { ensureBuilt } from "#registry/page/ensure-built.ts";
import { INDEX, type PageFiles, WORKER } from "#registry/page/page-file.ts";
import { readFiles } from "#registry/page/read-files.ts";

/** What a cold start may load before the first page is there. */
const MOST_SCRIPT_BYTES = 350_000;
/** It takes some seconds, and many on a busy machine. */
const BUILD_MS = 120_000;

let files: PageFiles;
let index: string;
beforeAll(async () => {
  files = await readFiles(await ensureBuilt(join(import.meta.dir, "../../..")));
  index = textOf(INDEX);
}, BUILD_MS);

test("[U2] every file but the page and its worker carries the hash of its content in its name", () => {
  const names = [...files.keys()].filter((path) => path !== INDEX && path !== WORKER);
  expect(names.length).toBeGreaterThan(2);
  expect(names.filter((path) => !/^\/assets\/[\w.-]+-[a-z0-9]{8}\.\w+$/.test(path))).toEqual([]);
});

test("[U2] the page names files of this build alone, from the root", () => {
  const named = [...index.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((path) => !files.has(path))).toEqual([]);
});

test("[U3] a packed body unpacks to the file, and is smaller", () => {
  for (const { bodies } of files.values()) {
    const { identity, gzip, br } = bodies;
    if (identity.length < 1_000) continue;
    expect(gunzipSync(gzip ?? "").equals(identity)).toBe(true);
    expect(brotliDecompressSync(br ?? "").equals(identity)).toBe(true);
    expect(br?.length).toBeLessThan(gzip?.length ?? 0);
    expect(gzip?.length).toBeLessThan(identity.length);
  }
});

test("[U4] the page has no script or style in it", () => {
  expect(index).not.toMatch(/<style|\bstyle=|<script(?![^>]*\bsrc=)|\bon\w+=/);
});

test("[U4] packages that would put styles into the page adopt style sheets", () => {
  const scripts = [...files.keys()].filter((path) => path.endsWith(".js")).map(textOf);
  // The toasts', and those of what keeps the page from scrolling below a dialog.
  expect(scripts.join("\n").match(/adoptedStyleSheets\.push\(/g)).toHaveLength(2);
});

test("[U7] the script is at most 350 kB of gzip up to the canvas, without what only some need", () => {
  const initial = [...index.matchAll(/\b(?:src|href)="(\/assets\/[^"]*\.js)"/g)].map(([, path = ""]) => path);
  const canvas = [...files.keys()].filter((path) => /\/sop-page-\w+\.js$/.test(path));
  const upToCanvas = withImports([...initial, ...canvas]);
  const bytes = sizeOf(withImports(initial));
  const canvasBytes = sizeOf(upToCanvas);
  console.log(`gzip: ${kB(bytes)} kB for the first page, ${kB(canvasBytes)} kB up to the canvas`);
  expect(bytes).toBeGreaterThan(50_000);
  expect(canvas).toHaveLength(1);
  expect(canvasBytes).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
  const text = upToCanvas.map(textOf).join("\n");
  // Words that only the layout and the drawing of pictures have.
  expect(["network-simplex", "application/font-woff"].filter((word) => text.includes(word))).toEqual([]);
});

/** These scripts and all that they import at once. */
function withImports(paths: readonly string[]): string[] {
  const found = new Set(paths);
  for (const path of found) {
    const imports = textOf(path).matchAll(/\bfrom ?"(\/assets\/[^"]+)"|\bimport ?"(\/assets\/[^"]+)"/g);
    for (const [, from, alone] of imports) found.add(from ?? alone ?? "");
  }
  return [...found];
}

function sizeOf(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + (files.get(path)?.bodies.gzip?.length ?? 0), 0);
}

function kB(bytes: number): number {
  return Math.round(bytes / 1000);
}

function textOf(path: string): string {
  return new TextDecoder().decode(files.get(path)?.bodies.identity);
}
