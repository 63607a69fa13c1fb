/** What opens the registry to us. */
export interface Tokens {
  /** Asks for a fresh one. Rejects as `auth` does. */
  ask(): Promise<string>;
  /** The one that was given last; "" before. */
  readonly current: () => string;
  /** Asking again may give another one. */
  readonly isRenewable: boolean;
}

/** Makes the tokens from what `openSop` was given. */
export function createTokens(auth: string | (() => string | Promise<string>)): Tokens {
  let current = "";
  return {
    async ask() {
      current = typeof auth === "string" ? auth : await auth();
      return current;
    },
    current: () => current,
    isRenewable: typeof auth !== "string",
  };
}

/** When a JWT ends, ms on a right clock; null: it does not say, or is an API key. It is not verified: the registry does. */
export function readEnd(token: string): number | null {
  const payload = token.split(".")[1];
  if (payload === undefined || token.startsWith("kp_")) return null;
  try {
    const { exp } = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))) as {
      readonly exp?: unknown;
    };
    return typeof exp === "number" && Number.isFinite(exp) ? exp * 1000 : null;
  } catch {
    return null;
  }
}
