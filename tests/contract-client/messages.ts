import type { Effect } from "./apply-strict.ts";
import type { OpFate } from "./http-client.ts";
import type { Json, Sop } from "./json.ts";

/** One committed version, as sockets, SSE and `GET …/patches` give it. */
export type Patch = {
  version: number;
  head: string;
  id: string;
  peer: string;
  agent: string;
  ts: number;
  ops: Effect[];
};

export type Outcome = { type: "outcome"; id: string; version: number | null; code?: string; ops: OpFate[] };

type Notice = {
  type: "notice";
  id: string;
  patch: string;
  code: string;
  path: string;
  by: { agent: string; version?: number };
  detail: { op: string; value?: Json; buried?: Json };
};

export type ErrorMessage = {
  type: "error";
  code: string;
  message: string;
  id?: string;
  retry_after?: number;
};

export type Init = {
  type: "init";
  protocol: number;
  version: number;
  head: string;
  time: number;
  you: { peer: string; agent: string; role: string; color: string; last: string | null };
  peers: { peer: string; agent: string; name: string; color: string; role: string; status: string }[];
  locks: Record<string, string>;
  limits: Record<string, number>;
  sop?: Sop;
  patches?: Patch[];
};

/** What the registry sends; types that this client does not know are ignored, as the contract asks. */
export type ServerMessage =
  | Init
  | (Patch & { type: "patch" })
  | { type: "patches"; patches: Patch[] }
  | Outcome
  | Notice
  | ErrorMessage
  | { type: "pong"; t: number; time: number; version: number }
  | { type: "join"; peer: { peer: string; agent: string } }
  | { type: "leave"; peer: string }
  | { type: "locks"; peer: string; nodes: string[]; denied?: { node: string; peer: string | null }[] }
  | { type: "presence"; peers: Record<string, Record<string, Json>> }
  | { type: "role"; role: string }
  | { type: "sop"; visibility?: string; status?: string };

export type MessageType = ServerMessage["type"];
export type MessageOf<T extends MessageType> = Extract<ServerMessage, { type: T }>;

/** How a sending of a patch was answered (contract, section 2, "Answers"). */
export type Fate =
  | { kind: "echo"; patch: Patch; outcome?: Outcome }
  | { kind: "refused"; outcome: Outcome }
  | { kind: "replayed"; outcome: Outcome }
  | { kind: "error"; error: ErrorMessage };
