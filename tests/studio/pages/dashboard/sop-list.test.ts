import { expect, test } from "bun:test";
import { ApiError } from "#studio/app/api.ts";
import { NO_FILTERS } from "#studio/pages/dashboard/filters.ts";
import { createKeptList } from "#studio/pages/dashboard/kept-list.ts";
import { createSopList } from "#studio/pages/dashboard/sop-list.ts";

/** A registry whose answers come when the test gives them. */
function askedApi() {
  const calls: { readonly path: string; readonly answer: PromiseWithResolvers<unknown> }[] = [];
  const get = <T>(path: string): Promise<T> => {
    const answer = Promise.withResolvers<unknown>();
    calls.push({ path, answer });
    return answer.promise as Promise<T>;
  };
  return { calls, get };
}

/** Nothing was seen before. */
const NOTHING_KEPT = { read: () => null, write: () => undefined };

const settle = () => new Promise((done) => setImmediate(done));
const page = (ids: readonly string[], next_cursor?: string) => ({
  items: ids.map((id) => ({ id })),
  next_cursor,
});

test("[U21] an answer to filters that were changed meanwhile is not shown", async () => {
  const { calls, get } = askedApi();
  const list = createSopList({ get }, NOTHING_KEPT);
  list.narrow(NO_FILTERS);
  list.narrow({ ...NO_FILTERS, q: "new" });
  calls[0]?.answer.resolve(page(["old"]));
  await settle();
  expect(list.state.kind).toBe("loading");
  expect(calls[1]?.path).toContain("q=new");
  calls[1]?.answer.resolve(page(["new"]));
  await settle();
  expect(list.state).toMatchObject({ kind: "listed", items: [{ id: "new" }], hasMore: false });
});

test("[U21] many news while one call is under way are one more call, and no news draw nothing", async () => {
  const { calls, get } = askedApi();
  const list = createSopList({ get }, NOTHING_KEPT);
  let draws = 0;
  list.subscribe(() => (draws += 1));
  list.refresh();
  for (let news = 0; news < 5; news += 1) list.refresh();
  calls[0]?.answer.resolve(page(["a"]));
  await settle();
  calls[1]?.answer.resolve(page(["a"]));
  await settle();
  expect(calls).toHaveLength(2);
  expect(draws).toBe(1);
});

test("[U21] more pages follow the cursor; what changed between them is listed once", async () => {
  const { calls, get } = askedApi();
  const list = createSopList({ get }, NOTHING_KEPT);
  list.narrow(NO_FILTERS);
  calls[0]?.answer.resolve(page(["a", "b"], "c1"));
  await settle();
  expect(list.state).toMatchObject({ hasMore: true });
  list.showMore();
  calls[1]?.answer.resolve(page(["a", "b"], "c1"));
  await settle();
  expect(calls[2]?.path).toContain("cursor=c1");
  calls[2]?.answer.resolve(page(["b", "c"]));
  await settle();
  expect(list.state).toMatchObject({ items: [{ id: "a" }, { id: "b" }, { id: "c" }], hasMore: false });
});

test("[U21] a list that cannot be refreshed stays, and says so; one that never came says why", async () => {
  const { calls, get } = askedApi();
  const list = createSopList({ get }, NOTHING_KEPT);
  const offline = new ApiError(0, "offline", "no network");
  list.narrow(NO_FILTERS);
  calls[0]?.answer.reject(offline);
  await settle();
  expect(list.state).toEqual({ kind: "failed", why: "no network" });
  list.refresh();
  calls[1]?.answer.resolve(page(["a"]));
  await settle();
  list.refresh();
  calls[2]?.answer.reject(offline);
  await settle();
  expect(list.state).toMatchObject({ kind: "listed", items: [{ id: "a" }], stale: "no network" });
  list.refresh();
  calls[3]?.answer.reject(new ApiError(401, "unauthenticated", "revoked"));
  await settle();
  expect(list.state.kind).toBe("unknown_key");
});

test("[U21] without the registry, what was seen last is listed, narrowed as asked", async () => {
  const { calls, get } = askedApi();
  const texts = new Map<string, string>();
  const storage = {
    getItem: (name: string) => texts.get(name) ?? null,
    setItem: (name: string, text: string) => void texts.set(name, text),
  } as Storage;
  const seen = createSopList({ get }, createKeptList(storage, "ada"));
  seen.narrow(NO_FILTERS);
  const items = [
    {
      id: "a",
      name: "Refunds",
      domain: "support",
      status: "draft",
      created_by: "ada",
      peers: [{ agent: "bob" }],
    },
    { id: "b", name: "Hiring", domain: "people", status: "draft", created_by: "bob", peers: [] },
  ];
  calls[0]?.answer.resolve({ items });
  await settle();

  const list = createSopList({ get }, createKeptList(storage, "ada"));
  list.narrow(NO_FILTERS);
  calls[1]?.answer.reject(new ApiError(0, "offline", "no network"));
  await settle();
  expect(list.state).toMatchObject({ items: [{ id: "a", peers: [] }, { id: "b" }], stale: "no network" });
  list.narrow({ ...NO_FILTERS, whose: "shared" });
  calls[2]?.answer.reject(new ApiError(0, "offline", "no network"));
  await settle();
  expect(list.state).toMatchObject({ items: [{ id: "b" }], stale: "no network" });
});
