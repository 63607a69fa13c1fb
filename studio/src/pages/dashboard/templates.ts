/** A ready SOP to begin with. */
export interface Template {
  readonly name: string;
  readonly about: string;
  readonly icon: "ticket" | "bug" | "siren";
  /** The unit as it is posted; fetched when it is chosen. */
  readonly load: () => Promise<unknown>;
}

/** What a SOP can be begun from. */
export const TEMPLATES: readonly Template[] = [
  {
    name: "Support-ticket triage",
    about: "From an incoming ticket to the right team, with priorities and times to answer.",
    icon: "ticket",
    load: async () => (await import("../../../../schemas/templates/support-ticket-triage.json")).default,
  },
  {
    name: "Bug triage",
    about: "From a raw report to a decision: how bad, who mends it, and by when.",
    icon: "bug",
    load: async () => (await import("../../../../schemas/templates/bug-triage.json")).default,
  },
  {
    name: "Incident response",
    about: "From the first alarm to the lessons learned, with who decides what.",
    icon: "siren",
    load: async () => (await import("../../../../schemas/templates/incident-response.json")).default,
  },
];
