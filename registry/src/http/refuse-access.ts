import type { AccessRefusal } from "#schemas/access.ts";
import { CALLS, type CallName, type Need } from "#schemas/calls.ts";
import { noSuchSop, problem, sopGone } from "./problem.ts";

/** A call that is not allowed, as its answer. What a stranger gets is the same for every SOP, there or not. */
export function refuseAccess(call: CallName, refusal: AccessRefusal, tried = true): Response {
  switch (refusal) {
    case "unauthenticated":
      return unauthenticated(tried);
    case "no_scope":
      return problem("forbidden", `This key lacks the scope "${wordOf(call, "scope")}".`);
    case "no_guests":
      return problem("forbidden", "A guest's key is good for its own SOP, and for nothing else.");
    case "not_found":
      return noSuchSop();
    case "gone":
      return sopGone();
    case "weak_role":
      return problem("forbidden", `This needs the role "${wordOf(call, "role")}".`);
    case "not_invited":
      return problem("forbidden", "This invitation is for others.");
  }
}

/** `tried`: a key was sent. */
function unauthenticated(tried: boolean): Response {
  const challenge = 'Bearer realm="registry"';
  const detail = tried
    ? "This key is unknown, revoked or has ended."
    : "Send a key: Authorization: Bearer kp_…";
  return problem("unauthenticated", detail, {
    headers: { "www-authenticate": tried ? `${challenge}, error="invalid_token"` : challenge },
  });
}

function wordOf(call: CallName, word: "scope" | "role"): string {
  const need: Need = CALLS[call];
  if (word === "role") return need.by === "role" ? need.role : "owner";
  if (need.by === "operator") return "admin";
  return need.by === "key" || need.by === "role" ? need.scope : "read";
}
