import type { Problem } from "#schemas/protocol/problem.ts";

/** An answer, its JSON taken as what the test expects it to be. */
export interface Reply<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

/** What a call may carry; `body` goes as JSON, `raw` as it is. */
export interface CallOptions {
  readonly key?: string;
  readonly body?: unknown;
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls a registry at `url`. A PATCH goes as JSON Patch, other bodies as JSON, unless `headers` says otherwise. */
export async function callHttp<Body = Problem>(
  url: string,
  method: string,
  path: string,
  { key, body, raw = body === undefined ? undefined : JSON.stringify(body), headers }: CallOptions = {},
): Promise<Reply<Body>> {
  const type = method === "PATCH" ? "application/json-patch+json" : "application/json";
  const answer = await fetch(url + path, {
    method,
    body: raw,
    headers: {
      ...(raw === undefined ? {} : { "content-type": type }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...headers,
    },
  });
  const text = await answer.text();
  const isJson = text !== "" && /json/.test(answer.headers.get("content-type") ?? "");
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    body: (isJson ? JSON.parse(text) : undefined) as Body,
  };
}

/** `<status> <code>` of a refusal, to compare at a glance. */
export function verdictOf(reply: Reply<Problem>): string {
  return `${reply.status} ${reply.body?.code}`;
}
