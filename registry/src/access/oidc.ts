/** Whose tokens are taken beside the registry's own keys. */
export interface OidcConfig {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** The claim that makes an admin: present and `true`, or holding `value` where one is given. */
  readonly adminClaim: { readonly name: string; readonly value: string | null } | null;
}
