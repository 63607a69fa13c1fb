import bugTriage from "../../schemas/templates/bug-triage.json";
import incidentResponse from "../../schemas/templates/incident-response.json";
import supportTicketTriage from "../../schemas/templates/support-ticket-triage.json";

/** The examples that the studio offers, as units. */
export const TEMPLATES: Readonly<Record<string, unknown>> = {
  "support-ticket-triage": supportTicketTriage,
  "bug-triage": bugTriage,
  "incident-response": incidentResponse,
};
