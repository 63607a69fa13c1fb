import { z } from "zod";
import { Role, Visibility } from "./document.ts";
import { Count } from "./http.ts";

const Time = z.iso.datetime();

/** The id of any agent: registered, a guest's, or from an identity provider. */
const AnyAgent = z.string().min(1).max(300);

/** Whole seconds; ten years are as good as for ever. */
const Seconds = z
  .number()
  .int()
  .min(1)
  .max(10 * 365 * 86_400);

/** `PUT /v1/sop/:id/members/:agent`. */
export const MemberBody = z.object({ role: Role });

/** `POST /v1/sop/:id/invites`. */
export const InviteBody = z.object({
  role: Role,
  expires_in: Seconds.optional(),
  max_uses: z.number().int().min(1).max(1_000_000).optional(),
  /** Who alone may accept. */
  agents: z.array(AnyAgent).min(1).max(100).optional(),
});
export type InviteBody = z.infer<typeof InviteBody>;

/** `POST /v1/invites/:token/accept`: what a guest is called. */
export const AcceptBody = z.object({ name: z.string().trim().min(1).max(200).optional() });

/** `GET …/activity`. */
export const ActivityQuery = z.object({
  limit: Count.pipe(z.number().min(1).max(200)).default(50),
  cursor: z.string().max(40).optional(),
});

/** Someone with a role on a SOP. */
const Member = z.object({
  agent_id: z.string(),
  name: z.string(),
  role: Role,
  since: Time,
  /** Came by a link, without an account. */
  guest: z.literal(true).optional(),
});
export type Member = z.infer<typeof Member>;

/** `GET /v1/sop/:id/members`: the longest here first. */
export const MemberPage = z.object({ items: z.array(Member) });
export type MemberPage = z.infer<typeof MemberPage>;

/** An invite as an owner sees it; its token is told once, when it is made. */
const Invite = z.object({
  id: z.string(),
  role: Role,
  created_by: z.string(),
  created_at: Time,
  expires_at: Time.optional(),
  max_uses: z.number().int().optional(),
  agents: z.array(z.string()).optional(),
  uses: z.number().int(),
});
export type Invite = z.infer<typeof Invite>;

/** `GET /v1/sop/:id/invites`: the newest first. */
export const InvitePage = z.object({ items: z.array(Invite) });
export type InvitePage = z.infer<typeof InvitePage>;

/** `POST /v1/sop/:id/invites`. */
export const InviteAnswer = Invite.extend({ token: z.string(), url: z.string() });
export type InviteAnswer = z.infer<typeof InviteAnswer>;

/** `GET /v1/invites/:token`: no content of the SOP. */
export const InvitePreview = z.object({
  sop: z.object({ id: z.string(), name: z.string() }),
  role: Role,
  invited_by: z.string(),
  visibility: Visibility,
});
export type InvitePreview = z.infer<typeof InvitePreview>;

/** `POST /v1/invites/:token/accept`; for a guest also the key, told this once, and who they are by it. */
export const AcceptAnswer = z.object({
  sop_id: z.string(),
  role: Role,
  api_key: z.string().optional(),
  agent_id: z.string().optional(),
});
export type AcceptAnswer = z.infer<typeof AcceptAnswer>;
