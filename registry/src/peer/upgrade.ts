import type { Deps } from "#registry/deps.ts";
import { problem } from "#registry/http/problem.ts";
import { admit } from "./admit.ts";
import { REFUSALS, type Refusal } from "./refusal.ts";
import type { PeerIdentity } from "./identity.ts";

/** What a socket is for, settled before its upgrade. */
export type SocketTicket =
  | { readonly kind: "peer"; readonly identity: PeerIdentity }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** Upgrades the request it was made for; false when the request is no WebSocket's. */
export type TryUpgrade = (ticket: SocketTicket, headers: Record<string, string>) => boolean;

const SUBPROTOCOL = "sop.v1";

/**
 * Makes the answer to `GET /v1/sop/:id/ws`: upgrades (undefined), or gives the problem. A browser can see no status,
 * so what carries `Origin` is upgraded even when it is refused. Rejects when storage fails.
 */
export function createUpgrade(deps: Deps) {
  return async (request: Request, id: string, tryUpgrade: TryUpgrade): Promise<Response | undefined> => {
    if (!deps.config.websocketEnabled) {
      return problem("not_found", "WebSockets are switched off on this registry (KP_WEBSOCKET_ENABLED).");
    }
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") return noUpgrade();
    const admission = await admit(deps, request, id);
    const headers = echoSubprotocol(request);
    if (admission.ok) {
      return tryUpgrade({ kind: "peer", identity: admission.identity }, headers) ? undefined : noUpgrade();
    }
    const { refusal } = admission;
    if (!request.headers.has("origin")) return REFUSALS[refusal].toResponse();
    return tryUpgrade({ kind: "refused", refusal }, headers) ? undefined : noUpgrade();
  };
}

function echoSubprotocol(request: Request): Record<string, string> {
  const offered = request.headers.get("sec-websocket-protocol")?.split(",") ?? [];
  const isOffered = offered.some((name) => name.trim() === SUBPROTOCOL);
  return isOffered ? { "sec-websocket-protocol": SUBPROTOCOL } : {};
}

function noUpgrade(): Response {
  const headers = { upgrade: "websocket", connection: "Upgrade" };
  return problem("malformed", "This address speaks WebSocket only.", { status: 426, headers });
}
