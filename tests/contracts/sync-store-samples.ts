import { type Json, equalJson } from "#schemas/json.ts";
import type { QueueName, Row, SyncStore, Write } from "#studio/sync/store/store.ts";

/** A store on a place of its own, for one case. */
export interface StoreUnderTest {
  readonly store: SyncStore;
  /** Opens another store on the same place; where the driver does not share one: after the first was closed. */
  readonly another: () => Promise<SyncStore>;
}

/** What only some drivers can do: rows outlive the store; several stores are open on one place. */
export type Ability = "survives" | "shared";

/** One promise of the port. It knows no test runner, so that a page can try it too. */
export interface StoreCase {
  readonly name: string;
  readonly needs?: Ability;
  readonly run: (under: StoreUnderTest) => Promise<void>;
}

/** A queue, another of the same SOP, and one whose names begin alike. */
export const A: QueueName = { scope: "https://one.example/kp:sop:1", client: "ann-laptop" };
export const B: QueueName = { scope: A.scope, client: `${A.client}-2` };
export const ELSEWHERE: QueueName = { scope: `${A.scope}0`, client: A.client };

export function put(kind: string, key: string, value: Json): Write {
  return { put: row(kind, key, value) };
}

export function remove(kind: string, key: string): Write {
  return { remove: { kind, key } };
}

export function row(kind: string, key: string, value: Json): Row {
  return { kind, key, value };
}

/** A write that no driver can keep: neither JSON nor what a browser clones. */
export function putUnkeepable(): Write {
  const value = {
    toJSON() {
      throw new Error("no JSON");
    },
  };
  return put("meta", "unkeepable", value as unknown as Json);
}

/** Throws, with both, unless the values are the same JSON. */
export function assertSame(actual: unknown, expected: unknown): void {
  if (equalJson(actual as Json, expected as Json)) return;
  throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}

/** Throws unless the promise rejects with an error whose message has `part`. */
export async function assertRejects(promise: Promise<unknown>, part: string): Promise<void> {
  const message = await promise.then(
    () => null,
    (error: unknown) => String(error),
  );
  if (message === null || !message.includes(part)) throw new Error(`expected "${part}", got ${message}`);
}
