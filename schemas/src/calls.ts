import type { ClientMessageType } from "./protocol/client-message.ts";
import type { Role } from "./protocol/document.ts";

/** What a key is good for: to see, to edit, to run the registry. */
export type Scope = "read" | "write" | "admin";

/** What a call needs. */
export type Need =
  | { readonly by: "anyone" }
  /** A key with the scope `admin`, or the registry's own machine. */
  | { readonly by: "operator" }
  /** A key; `guests`: a guest's too. */
  | { readonly by: "key"; readonly scope: Scope | "any"; readonly guests: boolean }
  /** A key with this scope and this role on the SOP in the path; or with `orScope` and any role there. */
  | {
      readonly by: "role";
      readonly scope: Scope;
      readonly role: Role;
      readonly orScope?: Scope;
      readonly onDeleted?: true;
    }
  /** What the link in the path says, and the visibility of its SOP. */
  | { readonly by: "link" };

const ANYONE: Need = { by: "anyone" };
const OWN_KEYS: Need = { by: "key", scope: "any", guests: false };
const VIEWER: Need = { by: "role", scope: "read", role: "viewer" };
const EDITOR: Need = { by: "role", scope: "write", role: "editor" };
const OWNER: Need = { by: "role", scope: "write", role: "owner" };
const OWNER_READS: Need = { by: "role", scope: "read", role: "owner" };

/** Every message of a client, as a call of its own: a type without a row does not compile. */
const MESSAGES = {
  "message patch": EDITOR,
  "message lock": EDITOR,
  "message presence": VIEWER,
  "message seen": VIEWER,
  "message auth": VIEWER,
  "message ping": VIEWER,
} as const satisfies Readonly<Record<`message ${ClientMessageType}`, Need>>;

/**
 * Every call there is and what it needs: HTTP by method and route, streams by the route that opens them (and keeps
 * them open), the socket, and its messages. After "#": a part of a call that needs something else.
 */
export const CALLS = {
  "GET /healthz": ANYONE,
  "GET /readyz": ANYONE,
  "GET /metrics": { by: "operator" },

  "POST /v1/auth/register": ANYONE,
  "POST /v1/auth/keys": OWN_KEYS,
  "GET /v1/auth/keys": OWN_KEYS,
  "DELETE /v1/auth/keys/:prefix": OWN_KEYS,

  "POST /v1/sop": { by: "key", scope: "write", guests: false },
  "GET /v1/sop": { by: "key", scope: "read", guests: true },
  "GET /v1/events": { by: "key", scope: "read", guests: true },

  "GET /v1/sop/:id": VIEWER,
  "PATCH /v1/sop/:id": EDITOR,
  "PUT /v1/sop/:id": EDITOR,
  "PUT /v1/sop/:id#visibility": OWNER,
  "DELETE /v1/sop/:id": OWNER,
  "POST /v1/sop/:id/undelete": { ...OWNER, onDeleted: true },
  "GET /v1/sop/:id/export": VIEWER,
  "GET /v1/sop/:id/patches": VIEWER,
  "GET /v1/sop/:id/notices": VIEWER,
  "GET /v1/sop/:id/presence": VIEWER,
  "GET /v1/sop/:id/activity": VIEWER,

  "GET /v1/sop/:id/versions": VIEWER,
  "POST /v1/sop/:id/versions": EDITOR,
  "PUT /v1/sop/:id/versions/:version": EDITOR,
  "DELETE /v1/sop/:id/versions/:version": EDITOR,
  "GET /v1/sop/:id/diff": VIEWER,
  "POST /v1/sop/:id/restore": EDITOR,
  "POST /v1/sop/:id/restore#force": OWNER,
  "POST /v1/sop/:id/revert": EDITOR,
  "POST /v1/sop/:id/revert#force": OWNER,
  "POST /v1/sop/:id/approve": { ...OWNER, orScope: "admin" },

  "GET /v1/sop/:id/ws": VIEWER,
  "GET /v1/sop/:id/events": VIEWER,
  "POST /v1/sop/:id/messages": VIEWER,
  "POST /v1/sop/:id/ws-ticket": VIEWER,
  ...MESSAGES,

  "GET /v1/sop/:id/members": OWNER_READS,
  "PUT /v1/sop/:id/members/:agent": OWNER,
  "DELETE /v1/sop/:id/members/:agent": OWNER,
  // Whoever leaves changes nothing but their own rights.
  "DELETE /v1/sop/:id/members/:agent#self": VIEWER,
  "GET /v1/sop/:id/invites": OWNER_READS,
  "POST /v1/sop/:id/invites": OWNER,
  "DELETE /v1/sop/:id/invites/:invite": OWNER,
  "GET /v1/invites/:token": { by: "link" },
  "POST /v1/invites/:token/accept": { by: "link" },

  "PUT /v1/sop/:id/locks/:node": EDITOR,
  "DELETE /v1/sop/:id/locks/:node": EDITOR,
  "DELETE /v1/sop/:id/locks/:node#others": OWNER,
} as const satisfies Readonly<Record<string, Need>>;

/** The name of a call: a key of the table. */
export type CallName = keyof typeof CALLS;
