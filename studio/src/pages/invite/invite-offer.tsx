import type { InvitePreview } from "#schemas/protocol/sharing.ts";

const MAY = {
  viewer: "see everything in it, and who is there",
  editor: "see and change everything in it",
  owner: "change everything in it, share it and delete it",
} as const;

/** By whom one is invited, and as what. */
export function InviteOffer({ preview }: { readonly preview: InvitePreview }) {
  const { invited_by, role } = preview;
  return (
    <p className="text-ink-soft">
      <strong className="font-semibold text-ink">{invited_by}</strong> invites you as{" "}
      <strong className="font-semibold text-ink">{role}</strong>: you may {MAY[role]}.
    </p>
  );
}
