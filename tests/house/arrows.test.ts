import { expect, test } from "bun:test";
import { sourceFiles, withoutComments, wrongImports } from "./source-files.ts";

const schemas = sourceFiles("schemas/src/**/*.ts");
const registry = sourceFiles("registry/src/**/*.ts");
const studio = sourceFiles("studio/src/**/*.{ts,tsx}");
const sources = [...schemas, ...registry, ...studio];
const everything = [...sources, ...sourceFiles("tests/**/*.{ts,tsx}")];

const MOST_LINES = 250;
const DRIVER = /^registry\/src\/(storage\/(sqlite|postgres)\/|fanout\/(local|redis)\b)/;
const SOCKET_SQL_OR_HTTP = /^(hono|@hono|drizzle-orm|bun:sqlite|registry\/src\/(http|peer|server)\b)/;

test("the scan finds the project", () => {
  expect(schemas.length).toBeGreaterThan(20);
  expect(registry.length).toBeGreaterThan(20);
  expect(schemas.flatMap(({ imports }) => imports)).toContain("zod");
});

test("schemas imports no sibling, and of packages zod and fast-json-patch alone; convert/ a layout library too", () => {
  const allowed = /^(schemas\/src\/|zod$|fast-json-patch$)/;
  const isWrong = (target: string, path: string) =>
    !allowed.test(target) && !(target === "@dagrejs/dagre" && path.startsWith("schemas/src/convert/"));
  expect(wrongImports(schemas, (target, { path }) => isWrong(target, path))).toEqual([]);
});

test("studio never imports registry; registry imports studio at most once, the HTML page", () => {
  expect(wrongImports(studio, (target) => target.startsWith("registry/"))).toEqual([]);
  const pages = wrongImports(registry, (target) => target.startsWith("studio/"));
  expect(pages.length).toBeLessThanOrEqual(1);
  expect(pages.filter((page) => !page.endsWith(".html"))).toEqual([]);
});

test("sources never import tests", () => {
  expect(wrongImports(sources, (target) => target.startsWith("tests/"))).toEqual([]);
});

test("room knows neither sockets nor SQL nor Hono", () => {
  const room = registry.filter(({ path }) => path.startsWith("registry/src/room/"));
  expect(room.length).toBeGreaterThan(0);
  expect(wrongImports(room, (target) => SOCKET_SQL_OR_HTTP.test(target))).toEqual([]);
  expect(saying(room, /\b(ServerWebSocket|WebSocket)\b/)).toEqual([]);
});

test("only open.ts imports drivers, and drivers know only their port", () => {
  const fromOutside = wrongImports(
    registry,
    (target, { path }) => DRIVER.test(target) && !DRIVER.test(path) && !path.endsWith("/open.ts"),
  );
  expect(fromOutside).toEqual([]);
  const drivers = registry.filter(({ path }) => DRIVER.test(path));
  const rooms = /^registry\/src\/(room|peer|http|access|server|index)\b/;
  expect(wrongImports(drivers, (target) => rooms.test(target))).toEqual([]);
});

test("only change/ imports fast-json-patch, only storage drivers drizzle", () => {
  const elsewhere = sources.filter(({ path }) => !path.startsWith("schemas/src/change/"));
  expect(wrongImports(elsewhere, (target) => target === "fast-json-patch")).toEqual([]);
  const outside = sources.filter(({ path }) => !/^registry\/src\/storage\/[^/]+\//.test(path));
  expect(wrongImports(outside, (target) => target.startsWith("drizzle-"))).toEqual([]);
});

test("only server.ts says Bun.serve", () => {
  expect(saying(sources, /\bBun\.serve\b/).filter((path) => path !== "registry/src/server.ts")).toEqual([]);
});

test("schemas has no clock, no chance, no network, no environment", () => {
  const impure =
    /\b(Date\.now|new Date\b|performance\.now|Math\.random|fetch\(|setTimeout|setInterval|process\.|Bun\.)/;
  expect(saying(schemas, impure)).toEqual([]);
});

test("no barrels", () => {
  expect(saying(sources, /(^|\n)\s*export\s+(type\s+)?(\*|\{[^}]*\})\s*(as \w+\s+)?from\b/)).toEqual([]);
});

test("no file is too long to read at once", () => {
  const long = everything.filter(({ text }) => text.split("\n").length - 1 > MOST_LINES);
  expect(long.map(({ path }) => path)).toEqual([]);
});

function saying(files: typeof sources, words: RegExp): string[] {
  return files.filter(({ text }) => words.test(withoutComments(text))).map(({ path }) => path);
}
