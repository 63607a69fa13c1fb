import { expect, test } from "bun:test";
import { createKeeper, type KeeperEnv } from "#studio/offline/keeper.ts";

const ORIGIN = "https://sop.example";

test("[U8] the page is the registry's while it answers, else the kept one", async () => {
  expect(await textOf(make({ fetch: async () => new Response("new") }), "/")).toBe("new");
  expect(await textOf(make({ fetch: () => Promise.reject(new Error("offline")) }), "/sop/x")).toBe("kept /");
  expect(await textOf(make({ fetch: async () => new Response("no", { status: 502 }) }), "/")).toBe("kept /");
  const never = make({ fetch: () => new Promise(() => {}), after: async () => {} });
  expect(await textOf(never, "/invite")).toBe("kept /");
});

test("[U8] where nothing is kept, the network's answer stands", async () => {
  const { keeper } = make({ fetch: async () => new Response("no", { status: 502 }) }, []);
  expect((await keeper.answer(request("/"), new URL("/", ORIGIN)))?.status).toBe(502);
});

test("[U8] a hashed file is the kept one, and asked for where it is not", async () => {
  expect(await textOf(make({}), "/assets/a-1.js", "cors")).toBe("kept /assets/a-1.js");
  const other = make({ fetch: async () => new Response("new") });
  expect(await textOf(other, "/assets/b-1.js", "cors")).toBe("new");
});

test.each([
  ["/v1/sop", "cors"],
  ["/v1/sop/x/export", "navigate"],
  ["/healthz", "navigate"],
  ["https://other.example/", "navigate"],
] as const)("[U8] %s is not for the worker", (path, mode) => {
  expect(make({}).keeper.answer(request(path, mode), new URL(path, ORIGIN))).toBeNull();
});

test("[U8] a new build keeps its files, and drops all builds but itself and the last one", async () => {
  const { keeper, names } = make({}, ["sop-studio.1", "another's", "sop-studio.2"]);
  await keeper.keep();
  await keeper.dropOlder();
  expect(names).toEqual(["another's", "sop-studio.2", "sop-studio.now"]);
});

function make(env: Partial<KeeperEnv>, names: string[] = ["sop-studio.now"]) {
  const caches = {
    open: async (name: string) => {
      if (!names.includes(name)) names.push(name);
      return { addAll: async () => {} };
    },
    keys: async () => names,
    delete: async (name: string) => names.splice(names.indexOf(name), 1).length > 0,
    match: async (path: string) =>
      names.length > 0 && KEPT.has(path) ? new Response(`kept ${path}`) : undefined,
  };
  const keeper = createKeeper({ caches, ...NOTHING, ...env }, "now", ["/assets/a-1.js"]);
  return { keeper, names };
}

/** A network that must not be asked, and a clock that stands. */
const NOTHING = {
  origin: ORIGIN,
  fetch: () => expect.unreachable(),
  after: () => new Promise<void>(() => {}),
};

const KEPT: ReadonlySet<string> = new Set(["/", "/assets/a-1.js"]);

/** `navigate` cannot be made by a script. */
function request(path: string, mode = "navigate"): Request {
  return { method: "GET", url: new URL(path, ORIGIN).href, mode } as Partial<Request> as Request;
}

async function textOf({ keeper }: ReturnType<typeof make>, path: string, mode?: string): Promise<string> {
  const answer = await keeper.answer(request(path, mode), new URL(path, ORIGIN));
  return answer?.text() ?? "none";
}
