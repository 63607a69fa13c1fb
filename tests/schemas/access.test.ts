import { expect, test } from "bun:test";
import { decide, type AccessRefusal, type Asker, type Link } from "#schemas/access.ts";
import { CALLS, type CallName, type Scope } from "#schemas/calls.ts";
import { Role, Visibility } from "#schemas/protocol/document.ts";

const ROLES = [null, ...Role.options] as const;
const SCOPES: readonly (readonly Scope[] | null)[] = [
  null,
  [],
  ["read"],
  ["write"],
  ["admin"],
  ["read", "write"],
  ["read", "admin"],
  ["write", "admin"],
  ["read", "write", "admin"],
];
const NAMES = Object.keys(CALLS) as CallName[];

/** The table once more, as CONTRACT section 5 says it, in words that the code does not share. */
const NEEDS: Readonly<Record<CallName, string>> = {
  "GET /healthz": "-",
  "GET /readyz": "-",
  "GET /metrics": "admin|local",
  "POST /v1/auth/register": "-",
  "POST /v1/auth/keys": "key no-guests",
  "GET /v1/auth/keys": "key no-guests",
  "DELETE /v1/auth/keys/:prefix": "key no-guests",
  "POST /v1/sop": "write no-guests",
  "GET /v1/sop": "read",
  "GET /v1/events": "read",
  "GET /v1/sop/:id": "read viewer",
  "PATCH /v1/sop/:id": "write editor",
  "PUT /v1/sop/:id": "write editor",
  "PUT /v1/sop/:id#visibility": "write owner",
  "DELETE /v1/sop/:id": "write owner",
  "POST /v1/sop/:id/undelete": "write owner deleted",
  "GET /v1/sop/:id/export": "read viewer",
  "GET /v1/sop/:id/patches": "read viewer",
  "GET /v1/sop/:id/notices": "read viewer",
  "GET /v1/sop/:id/presence": "read viewer",
  "GET /v1/sop/:id/activity": "read viewer",
  "GET /v1/sop/:id/versions": "read viewer",
  "POST /v1/sop/:id/versions": "write editor",
  "PUT /v1/sop/:id/versions/:version": "write editor",
  "DELETE /v1/sop/:id/versions/:version": "write editor",
  "GET /v1/sop/:id/diff": "read viewer",
  "POST /v1/sop/:id/restore": "write editor",
  "POST /v1/sop/:id/restore#force": "write owner",
  "POST /v1/sop/:id/revert": "write editor",
  "POST /v1/sop/:id/revert#force": "write owner",
  "POST /v1/sop/:id/approve": "write owner or-admin",
  "GET /v1/sop/:id/ws": "read viewer",
  "GET /v1/sop/:id/events": "read viewer",
  "POST /v1/sop/:id/messages": "read viewer",
  "POST /v1/sop/:id/ws-ticket": "read viewer",
  "message patch": "write editor",
  "message lock": "write editor",
  "message presence": "read viewer",
  "message seen": "read viewer",
  "message auth": "read viewer",
  "message ping": "read viewer",
  "GET /v1/sop/:id/members": "read owner",
  "PUT /v1/sop/:id/members/:agent": "write owner",
  "DELETE /v1/sop/:id/members/:agent": "write owner",
  "DELETE /v1/sop/:id/members/:agent#self": "read viewer",
  "GET /v1/sop/:id/invites": "read owner",
  "POST /v1/sop/:id/invites": "write owner",
  "DELETE /v1/sop/:id/invites/:invite": "write owner",
  "GET /v1/invites/:token": "link",
  "POST /v1/invites/:token/accept": "link",
  "PUT /v1/sop/:id/locks/:node": "write editor",
  "DELETE /v1/sop/:id/locks/:node": "write editor",
  "DELETE /v1/sop/:id/locks/:node#others": "write owner",
};

test("[A20] every role, scope and visibility on every call is decided as the table says", () => {
  for (const call of NAMES)
    for (const asker of askers()) {
      const verdict = decide(call, asker);
      expect({ call, asker, verdict }).toEqual({ call, asker, verdict: expected(NEEDS[call], asker) });
    }
});

test("[A20] more scope or a stronger role never allows less", () => {
  for (const call of NAMES)
    for (const asker of askers()) {
      if (decide(call, asker) !== "allowed") continue;
      const { scopes, role } = asker;
      // A guest key is one with scopes; an account is no guest any more.
      if (scopes !== null)
        expect(decide(call, { ...asker, scopes: ["read", "write", "admin"] })).toBe("allowed");
      if (role !== null) expect(decide(call, { ...asker, role: "owner" })).toBe("allowed");
    }
});

test("[A21] without a role the answer is that of a SOP that is not there, deleted or not", () => {
  for (const call of NAMES) {
    if (CALLS[call].by !== "role") continue;
    for (const scopes of SCOPES) {
      const absent = decide(call, { scopes, role: null });
      expect(decide(call, { scopes, role: null, isDeleted: true })).toBe(absent);
      expect(["not_found", "no_scope", "unauthenticated"]).toContain(absent);
    }
  }
});

test("[A20] admin gives no role on any SOP", () => {
  for (const call of NAMES) {
    if (CALLS[call].by !== "role") continue;
    expect(decide(call, { scopes: ["read", "write", "admin"], role: null })).toBe("not_found");
    if (NEEDS[call].includes("or-admin")) continue;
    for (const role of Role.options) expect(decide(call, { scopes: ["admin"], role })).toBe("no_scope");
  }
});

function* askers(): Generator<Asker> {
  for (const scopes of SCOPES)
    for (const role of ROLES)
      for (const isDeleted of [false, true])
        for (const isGuest of [false, true]) {
          const asker = { scopes, role, isDeleted, isGuest };
          yield asker;
          yield { ...asker, isLocal: true };
          for (const link of links()) yield { ...asker, link };
        }
}

function* links(): Generator<Link> {
  for (const visibility of Visibility.options)
    for (const role of Role.options)
      for (const names of ["nobody", "asker", "others"] as const)
        for (const isSameOrg of [false, true]) yield { role, visibility, names, isSameOrg };
}

function expected(need: string, asker: Asker): "allowed" | AccessRefusal {
  const { scopes, role, isGuest, isDeleted } = asker;
  const words = need.split(" ");
  if (need === "-") return "allowed";
  if (need === "link") return expectedOfLink(asker);
  if (need === "admin|local" && asker.isLocal) return "allowed";
  if (scopes === null) return "unauthenticated";
  if (isGuest && (words.includes("no-guests") || need === "admin|local")) return "no_guests";
  const scope = need === "admin|local" ? "admin" : words[0];
  const isAdmin = words.includes("or-admin") && scopes.includes("admin");
  if (!isAdmin && scope !== "key" && !scopes.some((has) => has === scope)) return "no_scope";
  const least = Role.options.findIndex((name) => words.includes(name));
  if (least < 0) return "allowed";
  if (role === null) return "not_found";
  if (isDeleted && !words.includes("deleted")) return "gone";
  return isAdmin || Role.options.indexOf(role) >= least ? "allowed" : "weak_role";
}

function expectedOfLink({ scopes, role, isGuest, link }: Asker): "allowed" | AccessRefusal {
  if (link === undefined) return "not_found";
  const isForAnybody = link.visibility === "network" && link.names === "nobody" && link.role !== "owner";
  if (scopes === null) return isForAnybody ? "allowed" : "unauthenticated";
  if (!scopes.includes("read")) return "no_scope";
  if (isGuest) return isForAnybody && role !== null ? "allowed" : "no_guests";
  if (link.names === "asker") return "allowed";
  if (link.names === "others") return "not_invited";
  if (isForAnybody) return "allowed";
  return link.visibility === "org" && link.isSameOrg ? "allowed" : "not_invited";
}
