import type { Problem } from "#schemas/protocol/problem.ts";

/** A call that the registry refused, or that did not reach it (`status` 0, code "offline"). */
export class ApiError extends Error {
  readonly status: number;
  /** Stable, as in CONTRACT section 5. */
  readonly code: string;
  readonly problem: Partial<Problem>;

  constructor(status: number, code: string, detail: string, problem: Partial<Problem> = {}) {
    super(detail);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.problem = problem;
  }
}

/** Calls of one caller. Each resolves to the answer's JSON (undefined for 204) and rejects with `ApiError`. */
export interface Api {
  get<T>(path: string): Promise<T>;
  /** `id`: its Idempotency-Key; the same call under it is done once. */
  post<T>(path: string, body?: unknown, id?: string): Promise<T>;
  put<T>(path: string, body?: unknown): Promise<T>;
  delete<T>(path: string): Promise<T>;
  /** The answer as it is: a download, a stream. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** Makes the calls of whoever holds `key`; null: of nobody. Paths begin with "/v1". */
export function createApi(key: string | null): Api {
  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (key !== null) headers.set("authorization", `Bearer ${key}`);
    let response: Response;
    try {
      response = await fetch(path, { ...init, headers });
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") throw error;
      throw new ApiError(0, "offline", "The registry cannot be reached. Check your network and try again.");
    }
    if (response.ok) return response;
    throw await toError(response);
  }

  async function json<T>(method: string, path: string, body?: unknown, id?: string): Promise<T> {
    const headers = {
      "content-type": "application/json",
      ...(id !== undefined && { "idempotency-key": id }),
    };
    const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
    const response = await send(path, init);
    const text = await response.text();
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  return {
    get: (path) => json("GET", path),
    post: (path, body, id) => json("POST", path, body, id),
    put: (path, body) => json("PUT", path, body),
    delete: (path) => json("DELETE", path),
    fetch: send,
  };
}

async function toError(response: Response): Promise<ApiError> {
  try {
    const problem = (await response.json()) as Partial<Problem>;
    return new ApiError(
      response.status,
      problem.code ?? "unknown",
      problem.detail ?? response.statusText,
      problem,
    );
  } catch {
    return new ApiError(response.status, "unknown", `The registry answered ${response.status}.`);
  }
}
