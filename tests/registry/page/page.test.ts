import { expect, test } from "bun:test";
import { createPage } from "#registry/page/page.ts";
import type { PageFile, PageFiles } from "#registry/page/page-file.ts";
import { PAGE_POLICY } from "#registry/page/page-policy.ts";

const FILES: PageFiles = new Map([
  ["/index.html", file("text/html", "<title>the studio</title>")],
  ["/assets/main-1.js", file("text/javascript", "1;", "packed")],
  ["/assets/sop-page-1.js", file("text/javascript", "2;")],
]);

test.each(["/", "/?debug", "/sop/kp%3Asop%3A1", "/sop/x/", "/invite"])(
  "[U1] %s is the page",
  async (path) => {
    const response = await ask(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("the studio");
  },
);

test("[U1] where nothing is, a browser gets the page with 404, and whoever calls the problem", async () => {
  const nowhere = await ask("/somewhere/else", { accept: "text/html,*/*" });
  expect([nowhere.status, await nowhere.text()]).toEqual([404, "<title>the studio</title>"]);
  expect(nowhere.headers.get("content-security-policy")).toBe(PAGE_POLICY);
  expect(await textOf(ask("/somewhere/else", { accept: "*/*" }))).toBe("a problem");
  expect(await textOf(ask("/v1/nothing", { accept: "text/html" }))).toBe("a problem");
  expect(await textOf(ask("/assets/main-0.js", {}))).toBe("a problem");
});

test("[U1] what changes something never gets the page", async () => {
  expect(await textOf(ask("/", {}, "POST"))).toBe("a problem");
});

test("[U2] a hashed file is kept for a year, the page is asked for by its ETag", async () => {
  const hashed = await ask("/assets/main-1.js");
  expect(hashed.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  const page = await ask("/");
  expect(page.headers.get("cache-control")).toBe("no-cache");
  const etag = page.headers.get("etag") ?? "";
  const again = await ask("/", { "if-none-match": etag });
  expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
  expect((await ask("/", { "if-none-match": '"another"' })).status).toBe(200);
});

test("[U7] the page of a SOP names the canvas at once, other pages do not", async () => {
  const link = "</assets/sop-page-1.js>; rel=modulepreload; crossorigin";
  expect((await ask("/sop/x")).headers.get("link")).toBe(link);
  expect((await ask("/")).headers.get("link")).toBeNull();
});

test("[U3] a packed body says so, has an ETag of its own, and caches are told what it depends on", async () => {
  const packed = await ask("/assets/main-1.js", { "accept-encoding": "br" });
  expect(packed.headers.get("content-encoding")).toBe("br");
  expect(packed.headers.get("vary")).toBe("Accept-Encoding");
  expect(packed.headers.get("content-type")).toBe("text/javascript");
  expect(await packed.text()).toBe("packed");
  const plain = await ask("/assets/main-1.js");
  expect(plain.headers.get("content-encoding")).toBeNull();
  expect(plain.headers.get("etag")).not.toBe(packed.headers.get("etag"));
});

test("[U5] the studio is opened once, when it is first asked for; one that failed is tried again", async () => {
  let opened = 0;
  const failures: unknown[] = [];
  const page = createPage(
    async () => {
      opened += 1;
      if (opened === 1) throw new Error("no such source");
      return FILES;
    },
    (error) => failures.push(error),
  );
  const get = (path: string) => page.answer(request(path, { accept: "text/html" }), problem);
  expect(await textOf(page.answer(request("/v1/sop"), problem))).toBe("a problem");
  expect(opened).toBe(0);
  const failed = await get("/");
  expect(failed.status).toBe(500);
  expect(failed.headers.get("content-type")).toBe("application/problem+json");
  expect(failures).toEqual([new Error("no such source")]);
  await Promise.all([page.prepare(), page.prepare()]);
  expect((await get("/")).status).toBe(200);
  expect(opened).toBe(2);
});

function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Response> {
  const page = createPage(
    async () => FILES,
    () => expect.unreachable(),
  );
  return page.answer(request(path, headers, method), problem);
}

function request(path: string, headers: Record<string, string> = {}, method = "GET"): Request {
  return new Request(`http://127.0.0.1${path}`, { headers, method });
}

async function problem(): Promise<Response> {
  return new Response("a problem", { status: 404 });
}

async function textOf(response: Promise<Response>): Promise<string> {
  return (await response).text();
}

function file(type: string, text: string, br?: string): PageFile {
  return {
    type,
    tag: text.length.toString(),
    bodies: { identity: encode(text), ...(br !== undefined && { br: encode(br) }) },
  };
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
