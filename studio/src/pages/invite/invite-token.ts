const PLACE = "sop-studio.invite";

/**
 * The token of the link that led here. It is taken out of the address, which is seen over shoulders and kept in
 * histories, and stays in this tab, so that the page can be loaded again.
 */
export function takeInviteToken(inAddress: string): string {
  if (inAddress === "") return sessionStorage.getItem(PLACE) ?? "";
  sessionStorage.setItem(PLACE, inAddress);
  history.replaceState(null, "", "/invite");
  return inAddress;
}

/** Forgets the token, which has done what it was for. */
export function forgetInviteToken(): void {
  sessionStorage.removeItem(PLACE);
}
